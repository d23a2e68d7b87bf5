"""Settles whether a sentence carries the work further than its entry words; not how far it really went."""

import re

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.names import names
from service.domain.reach import Reach, ReachMark, reach_marks
from service.domain.wording import carries_meaning, words
from service.verification.reading import Reading, in_stems, read

# Whom the work is about does not say how far it carried; that they are named at all is the people check's business.
_AUDIENCE = re.compile(
    r"(?i)(?:customers?|clients?|consumers?|patients?|guests?|shoppers?|suppliers?|vendors?|partners"
    r"|subscribers?|visitors?|families|parents)"
)

_ONE_PEER = re.compile(r"(?i)(?:colleague|teammate|co-?worker|peer)")


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to a wording of reach that stands higher than every wording in the sentences the claim rests on."""
    reading = read(claim, evidence)
    if not reading.sources:
        return ()
    said = max((mark.rung for mark in _told(reading)), default=Reach.SELF)
    denied = {word.start for word in (here.word for here in reading.scoped if here.negated)}
    for mark in reach_marks(reading.text):
        if mark.start in denied or _OPEN.search(reading.text[: mark.start]):
            continue
        if mark.rung > said and not _AUDIENCE.fullmatch(mark.words) and not _is_said(mark, reading):
            weaker = (
                f"the entry speaks of the {said.word}"
                if said is not Reach.SELF
                else "the entry names nobody beyond you"
            )
            return (
                Finding(
                    kind=Kind.REACH,
                    ruling=Ruling.OVERSTATED,
                    because=f"{weaker}, not *{mark.words}*",
                    question="Who outside your own work used this or was affected by it?",
                    spans=(reading.sources[0].span(),),
                    claimed=(mark.start, mark.end),
                ),
            )
    return ()


def _is_said(mark: ReachMark, reading: Reading) -> bool:
    if _ONE_PEER.fullmatch(mark.words) and any(name.certain for name in names(reading.source_text)):
        return True  # "my colleague Lotte" reaches no further than "Lotte"
    told = [word for word in words(mark.words) if carries_meaning(word)]
    if _PLURAL.search(mark.words) and not any(there.words.lower().endswith("s") for there in _told(reading)):
        return False  # "ward 7; whether other wards get it is open" is one ward
    return bool(told) and all(in_stems(word, reading.stems) for word in told)


# What is still to be decided reaches nobody yet.
_OPEN = re.compile(r"(?i)\b(?:whether|if|undecided|not\s+decided|not\s+yet|yet\s+to)\b[^.;:]*$")
_PLURAL = re.compile(
    r"(?i)\b(?:wards|teams|sites|schools|stores|branches|departments|classes|shifts|plants|clinics|depots|offices|units)$"
)


def _told(reading: Reading) -> tuple[ReachMark, ...]:
    """The wordings of reach the sources tell as true: nothing denied or still open, and no audience."""
    found: list[ReachMark] = []
    for source in reading.sources:
        denied = {there.word.start for there in source.scoped if there.negated}
        found += (
            mark
            for mark in reach_marks(source.text)
            if not (_AUDIENCE.fullmatch(mark.words) or mark.start in denied or _OPEN.search(source.text[: mark.start]))
        )
    return tuple(found)
