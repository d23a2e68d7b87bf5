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
    said = max(
        (mark.rung for mark in reach_marks(reading.source_text) if not _AUDIENCE.fullmatch(mark.words)),
        default=Reach.SELF,
    )
    for mark in reach_marks(reading.text):
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
    return bool(told) and all(in_stems(word, reading.stems) for word in told)
