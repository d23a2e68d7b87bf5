"""The one frame a quote is set in: `Priya N., Finance lead: "this saved us at month end"`, written and recognised here.

Nothing in it is a claim of the drafter's: the name, the role and the words are those of one corroboration.
"""

from service.domain.brag import Corroboration
from service.domain.claims import Claim, Evidence, Span
from service.domain.wording import plain
from service.verification.sentences import sentence_spans


def frame(said: Corroboration, words: str) -> str:
    """The sentence that gives `words` to their speaker. Words with quotation marks inside stand in the other kind."""
    role = f", {_line(said.role)}" if said.role else ""
    opening, closing = ("“", "”") if '"' in words else ('"', '"')
    return f"{_line(said.who)}{role}: {opening}{_line(words)}{closing}"


def framed(claim: Claim, evidence: Evidence) -> tuple[Span, ...]:
    """The quote a framed sentence gives, whole or by its first sentences; empty when the claim is no such frame.

    `Priya N. (Finance lead) said: "..."` is the same frame: a model writes it so, and claims no more by it.
    """
    for entry in evidence.cited:
        for n, said in enumerate(entry.corroborations):
            # The name is looked for first: most claims are no quotes, and a frame is made for each length of one.
            if not claim.text.startswith(_line(said.who)):
                continue
            for _, end in sentence_spans(plain(said.quote)):
                if _in_our_frame(claim.text, said) == frame(said, said.quote[:end]):
                    return (Span(entry=entry.id, field=f"corroborations.{n}", start=0, end=end),)
    return ()


def _in_our_frame(text: str, said: Corroboration) -> str:
    lead = _line(said.who)
    role = _line(said.role or "")
    for opening in (f"{lead} ({role})", f"{lead}, {role}", lead):
        for verb in (" said", " says", ""):
            for mark in (":", ","):
                start = f"{opening}{verb}{mark} "
                if role and text.startswith(start) and text[len(start) : len(start) + 1] in ('"', "“"):
                    return f"{lead}, {role}: {text[len(start) :]}"
                if not role and text.startswith(start):
                    return f"{lead}: {text[len(start) :]}"
    return text


def _line(text: str) -> str:
    return " ".join(text.split())
