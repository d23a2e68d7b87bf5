"""Settles whether a sentence cites anything and whether what it cites exists; not whether the entry says it."""

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling

_QUESTION = "Which entry of your log is this sentence about?"


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to a sentence without citations, and to ids that are not among the entries it may cite."""
    known = {entry.id for entry in evidence.cited}
    if not claim.cites or not known:
        return (_unsupported("the sentence cites no entry"),)
    unknown = [cite for cite in claim.cites if cite not in known]
    if unknown:
        return (
            _unsupported(
                f"it cites {len(unknown)} entry that cannot be cited here"
                if len(unknown) == 1
                else f"it cites {len(unknown)} entries that cannot be cited here"
            ),
        )
    return ()


def _unsupported(because: str) -> Finding:
    return Finding(kind=Kind.CITATION, ruling=Ruling.UNSUPPORTED, because=because, question=_QUESTION)
