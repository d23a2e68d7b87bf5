"""Plain forms of the verbs people tell their work with: base, past, and past participle."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evals.mutations.telling import Telling

_REGULAR = """
    add agree answer approach arrange automate book build-up call change chase check clean clear close code collect
    compile complete convert cook correct count cover create deliver design develop document draft edit enter expand
    explain extend fix fill finish flag gather handle host identify implement improve inspect install introduce
    interview investigate label launch list load log map measure mentor migrate model monitor move negotiate
    notice open order organise pack phone pilot plan plot prepare present process produce propose prove publish pull
    raise record recruit redesign reduce register remove renegotiate repair replace report request rescue resolve
    restore review rework reword roll rotate route sample schedule screen secure serve settle share ship shorten show sign
    simplify solve sort source spot start stop suggest supply switch synthesise teach-in test tidy tighten trace track
    train transfer translate treat trial tune turn type update validate visit walk weigh wire
""".split()
_IRREGULAR = {
    "wrote": "write", "rewrote": "rewrite", "ran": "run", "built": "build", "rebuilt": "rebuild", "made": "make",
    "took": "take", "gave": "give", "set": "set", "put": "put", "got": "get", "cut": "cut", "did": "do",
    "brought": "bring", "kept": "keep", "held": "hold", "taught": "teach", "drew": "draw", "found": "find",
    "sold": "sell", "sent": "send", "won": "win", "spoke": "speak", "wound": "wind", "drove": "drive",
    "caught": "catch", "chose": "choose", "began": "begin", "redid": "redo", "oversaw": "oversee", "fed": "feed",
    "swapped": "swap", "stopped": "stop", "planned": "plan", "trimmed": "trim", "mapped": "map",
    "dropped": "drop", "shipped": "ship", "logged": "log", "flagged": "flag", "spotted": "spot", "scrapped": "scrap",
    "tried": "try", "tidied": "tidy", "carried": "carry", "copied": "copy", "applied": "apply", "simplified": "simplify",
    "identified": "identify", "showed": "show", "rang": "ring", "sat": "sit", "told": "tell", "paid": "pay",
}  # fmt: skip


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base + "ed"


BASE = {
    **{_past(base): base for base in _REGULAR if "-" not in base and base not in _IRREGULAR.values()},
    **_IRREGULAR,
}
"""Past form to base form."""
PAST = {base: past for past, base in BASE.items()}
"""Base form to past form."""


def base_of(verb: str) -> str | None:
    """The base form of a past form, whatever its case; None for a word not known."""
    return BASE.get(verb.lower())


@dataclass(frozen=True, slots=True)
class Deed:
    """A sentence that tells what its writer did. `subject` may be "" (left out); the verb is a past form."""

    subject: str
    verb: str
    base: str
    start: int
    end: int


_DEED = re.compile(r"(?P<subject>I|She|He|We|[A-Z][a-z]+ and I|The team and I)? ?(?P<verb>[A-Za-z]+)(?= )")
_MINE = re.compile(r"\b(?P<subject>I|we) (?P<verb>[a-z]+)(?= )")


def deed(telling: Telling) -> Deed | None:
    """The deed that opens the sentence ("Wrote ...", "I wrote ..."), or that it comes to ("..., I wrote ...")."""
    opening = _DEED.match(telling.text)
    if opening and (base := base_of(opening["verb"])) and not telling.text.startswith("Set "):
        return Deed(opening["subject"] or "", opening["verb"], base, opening.start("verb"), opening.end("verb"))
    for match in _inside(telling):
        base = base_of(match["verb"])
        if base:
            return Deed(match["subject"], match["verb"], base, match.start("verb"), match.end("verb"))
    return None


def _inside(telling: Telling) -> Iterator[re.Match[str]]:
    return telling.find(_MINE.pattern)


_PASSIVE = re.compile(r"\b(?:was|were|has been|have been) (?:[a-z]+ly )?(?P<verb>[a-z]+)\b(?! by (?!me\b)| in by)")
_NO_WORK = re.compile(
    r"\b(?:not|no|none|nobody|never|nothing|neither|yet|still|may|might|would|could|will|plans?|planned|due|remain\w*"
    r"|whether|asked|wants?|left|unfinished|without|lost|failed|missed|rejected|declined|withdrew|waiting|unknown"
    r"|goal|target|fell short|nor|only|noise|chance|unsure|wrong|sick|ill|error|mistake|double-booked|responses|departed)\b|n't|[;:?\"“()]|\.\.",
    re.IGNORECASE,
)


def tells_work(telling: Telling) -> bool:
    """Whether the sentence tells of work done, plainly enough that something can be said to have come of it."""
    if re.match(r"(?:How|Whether|What|Why|Part|Half|Did it)\b", telling.text):
        return False
    if _NO_WORK.search(telling.text) or len(telling.text.split()) > 30:
        return False
    if deed(telling):
        return True
    return any(base_of(match["verb"]) for match in _PASSIVE.finditer(telling.text))


_TRANSITIVE = re.compile(
    r"(?: (?:out|up|down|over))? (?:the|an?|our|my|her|his|its|their|some|all|both|two|three|four|five|six|eight|ten|\d|[A-Z])"
)


def opening_deed(telling: Telling) -> Deed | None:
    """The deed a sentence opens with, done to something: the shape that bears "led the effort to" and long tails."""
    found = deed(telling)
    if found is None or found.start > len(found.subject) + 1 or found.verb.lower() in ("said", "told", "asked"):
        return None
    return found if _TRANSITIVE.match(telling.text[found.end :]) else None
