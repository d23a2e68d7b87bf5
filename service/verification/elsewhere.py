"""Finds the entry that does say it, when a sentence cites the wrong one: a wrong citation is told from an invention."""

from service.domain.brag import BragEntry
from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.wording import content_words
from service.verification.checks import dates, figures, invention, people
from service.verification.grounds import copied
from service.verification.reading import in_stems, sources_of

_TRIED = 2


def stands_elsewhere(claim: Claim, evidence: Evidence, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """A citation finding that names the entry which has what the cited ones lack; empty where none does."""
    if not evidence.others or not any(
        finding.kind in {Kind.INVENTION, Kind.PEOPLE, Kind.FIGURES, Kind.DATES} for finding in findings
    ):
        return ()
    told = content_words(claim.text)
    if not told:
        return ()
    covered = sorted(
        ((sum(in_stems(word, _stems(entry)) for word in told), -n) for n, entry in enumerate(evidence.others)),
        reverse=True,
    )
    for count, n in covered[:_TRIED]:
        entry = evidence.others[-n]
        if 2 * count < len(told):
            break
        alone = Evidence(cited=(entry,), rubric=evidence.rubric)
        if copied(claim, alone) or not any(
            check(claim, alone) for check in (figures.check, dates.check, people.check, invention.check)
        ):
            return (
                Finding(
                    kind=Kind.CITATION,
                    ruling=Ruling.UNSUPPORTED,
                    because=f"this stands in entry {entry.id}, which the sentence does not cite",
                    question=f"Should the sentence cite entry {entry.id} instead?",
                ),
            )
    return ()


def _stems(entry: BragEntry) -> frozenset[str]:
    return frozenset(stem for source in sources_of(entry) for stem in source.stems)
