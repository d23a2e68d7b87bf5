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
    """The quote a framed sentence gives, whole or by its first sentences; empty when the claim is no such frame."""
    for entry in evidence.cited:
        for n, said in enumerate(entry.corroborations):
            # The name is looked for first: most claims are no quotes, and a frame is made for each length of one.
            if not claim.text.startswith(_line(said.who)):
                continue
            for _, end in sentence_spans(plain(said.quote)):
                if claim.text == frame(said, said.quote[:end]):
                    return (Span(entry=entry.id, field=f"corroborations.{n}", start=0, end=end),)
    return ()


def _line(text: str) -> str:
    return " ".join(text.split())
