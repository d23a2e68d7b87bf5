"""Figures: settles whether every number of a sentence stands in the cited entries or follows from them by named
arithmetic; cannot settle what a bare number counts where neither text says it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.clock import clock_times
from service.domain.moments import moments
from service.domain.not_figures import marks
from service.domain.quantities import changes, quantities
from service.domain.quantity import Change, Quantity
from service.domain.units import DAY_S, Measure
from service.domain.word_sets import word_set
from service.domain.wording import is_past
from service.domain.wording_of_figures import plain
from service.verification.claimed_figures import Claimed, comparable
from service.verification.derived_figures import Derived
from service.verification.figure_objections import object_to
from service.verification.figure_relations import Relation, relation, same
from service.verification.figure_support import support
from service.verification.goals import goal_objections
from service.verification.known_figures import Known, know
from service.verification.times_of_day import reckoned
from service.verification.written_figures import WrittenChange

# A sentence with more wrong figures than this is wrong enough.
MOST_FINDINGS = 12
# No honest sentence holds more figures than this; one that does passes only word for word.
MOST_FIGURES = 60


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objections to the sentence's figures; durations ("for six months") belong to the dates check."""
    figures = quantities(claim.text)
    strange = tuple(_strange_digits(claim, evidence))
    if not figures and not _DIGIT.search(claim.text):
        return strange
    if len(figures) > MOST_FIGURES and not _verbatim(claim, evidence):
        return (*strange, _too_many(figures))
    known = know(evidence.cited)
    told = changes(claim.text)[:MOST_FIGURES]
    found = [*strange, *_labels(claim, evidence, figures), *_reversed(told, known), *goal_objections(claim, known)]
    for claimed in claimed_figures(claim.text, figures, told):
        if is_duration(claimed) or reckoned(claimed.figure, evidence.cited) or _is_name(claimed, evidence):
            continue
        if finding := object_to(claimed, known, evidence, Kind.FIGURES):
            found.append(finding)
        if len(found) >= MOST_FINDINGS:
            break
    return tuple(found) or tuple(_repeated(figures, known))


def _verbatim(claim: Claim, evidence: Evidence) -> bool:
    return any(claim.text in passage.words for entry in evidence.cited for passage in entry.passages())


def _too_many(figures: Sequence[Quantity]) -> Finding:
    return Finding(
        kind=Kind.FIGURES,
        ruling=Ruling.UNSUPPORTED,
        because=f"One sentence with {len(figures)} figures cannot be read against its entries.",
        question="Which of these figures matter?",
        claimed=(figures[0].start, figures[-1].end),
    )


def arithmetic(claim: Claim, evidence: Evidence) -> tuple[str, ...]:
    """The sums that carry a sentence's derived figures, in words, for the `because` of a supported sentence."""
    known = know(evidence.cited)
    told = changes(claim.text)
    carried = (support(one, known) for one in claimed_figures(claim.text, quantities(claim.text), told))
    return tuple(one.sum_up for one in carried if isinstance(one, Derived))


def claimed_figures(text: str, figures: Sequence[Quantity], told: Sequence[Change]) -> Iterator[Claimed]:
    """Each figure of a sentence with what stands around it."""
    sides = {side.start for change in told for side in (change.before, change.after)}
    beside = tuple(figures[:MOST_FIGURES])
    for q in beside:
        yield Claimed(q, text, in_change=q.start in sides, beside=beside)


_BEFORE_DURATION = word_set("for within over during after past last lasting spanning throughout ahead through")
_AFTER_DURATION = word_set("ahead early late ago later earlier before after straight running overdue")


def is_duration(claimed: Claimed) -> bool:
    """Whether a time of a day or more tells how long or by when, not how much."""
    q = claimed.figure
    if q.measure is not Measure.TIME or q.factor < DAY_S or claimed.in_change or q.per:
        return False
    ahead, behind = claimed.near(3, 1)
    return not _BEFORE_DURATION.isdisjoint(ahead) or not _AFTER_DURATION.isdisjoint(behind)


_NAME_AHEAD = re.compile(r"\b([A-Z][\w'-]{2,}) $")


def _is_name(claimed: Claimed, evidence: Evidence) -> bool:
    """ "Statistics 1": a capitalised name whose number the entry writes in the very same way."""
    q = claimed.figure
    ahead = None if q.spelled else _NAME_AHEAD.search(claimed.sentence[: q.start])
    if ahead is None or not q.text.isdigit() or q.high is not None or is_past(ahead[1].lower()):
        return False
    name = re.compile(rf"{re.escape(ahead[1])} {re.escape(q.text)}(?= ?[(:,;.)]|$)")
    return any(name.search(passage.words) for entry in evidence.cited for passage in entry.passages())


_DIGIT = re.compile(r"[0-9]")
_RUN = re.compile(r"[0-9]+(?:[.,:/][0-9]+)*")
_CITATION = re.compile(r"\be[0-9]{1,6}\b", re.IGNORECASE)
_ORDINAL_OR_IDIOM = re.compile(r"(?:st|nd|rd|th|s)\b|/7|x7", re.IGNORECASE)


def _labels(claim: Claim, evidence: Evidence, figures: Sequence[Quantity]) -> Iterator[Finding]:
    """Numbers that name a thing (PR #12, ward 7, v2.3.1): they must stand in the entry as they are."""
    text = claim.text
    aside = bytearray(len(text))
    places = [(one.start, one.end) for some in (moments(text), figures, clock_times(text)) for one in some]
    for start, end in (*places, *(cited.span() for cited in _CITATION.finditer(text))):
        aside[start:end] = b"\x01" * (end - start)
    left = [run for run in _RUN.finditer(text) if not any(aside[run.start() : run.end()])]
    left = [run for run in left if not _ORDINAL_OR_IDIOM.match(text, run.end())]
    if not left:
        return
    said = {run for entry in evidence.cited for p in entry.passages() for run in _RUN.findall(p.words)}
    names = {p.words.lower() for entry in evidence.cited for p in entry.passages()}
    said |= {
        run for entry in evidence.cited for voice in entry.corroborations for run in _RUN.findall(voice.role or "")
    }
    said |= {run for entry in evidence.cited for link in entry.links for run in _RUN.findall(link)}
    wholes = {(mark.start, mark.end) for mark in marks(text)}
    for run in left[:MOST_FINDINGS]:
        if run.group() in said:
            continue
        start, end = next(((s, e) for s, e in wholes if s <= run.start() and run.end() <= e), run.span())
        name = text[start : run.start()].rstrip("-# ").lower()
        if len(name) > 3 and name.isalpha() and any(name in words for words in names):
            continue  # "COVID-19" for "Covid"
        yield Finding(
            kind=Kind.FIGURES,
            ruling=Ruling.UNSUPPORTED,
            because=f'No cited entry names "{text[start:end]}".',
            question=f'Which entry tells of "{text[start:end]}"?',
            claimed=(start, end),
        )


def _strange_digits(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """Digits of another script are never read as ours: they must stand in the entry letter for letter."""
    if claim.text.isascii():
        return
    text = claim.text
    for strange, run in groupby(range(len(text)), key=lambda n: text[n].isdecimal() and not text[n].isascii()):
        if not strange:
            continue
        places = list(run)
        digits = text[places[0] : places[-1] + 1]
        if not any(digits in p.words for entry in evidence.cited for p in entry.passages()):
            yield Finding(
                kind=Kind.FIGURES,
                ruling=Ruling.UNSUPPORTED,
                because=f'No cited entry has "{digits}", written in these digits.',
                question="Which figure is meant, in the digits 0 to 9?",
                claimed=(places[0], places[-1] + 1),
            )
            return


def _reversed(told: Sequence[Change], known: Known) -> Iterator[Finding]:
    """ "From twenty minutes to four hours" where the entry goes the other way; two changes stitched into one."""
    written = [w for w in known.changes if w.told]
    if len(written) > _MOST_CHANGES:
        return
    for change in told:
        like = [w for w in written if comparable(change.before, w.change.before, known.periods)]
        if not like or any(_says(change, w) for w in like) or _chained(change, like):
            continue
        swapped = next((w for w in like if _swapped(change, w)), None)
        mixed = next((w for w in like if _one_side(change, w)), None) if len(like) > 0 else None
        ground = swapped or (mixed if _both_sides_known(change, known) else None)
        if ground is None:
            continue
        yield Finding(
            kind=Kind.FIGURES,
            ruling=Ruling.CONTRADICTED,
            because=f"The entry goes from {plain(ground.change.before)} to {plain(ground.change.after)}, "
            f"not from {plain(change.before)} to {plain(change.after)}.",
            question="Which figure was before, and which after?",
            spans=ground.spans,
            claimed=(change.start, change.end),
        )


# Beyond these a passage is a table or a flood: its pairs are not looked through one against another.
_MOST_CHANGES, _MOST_LINKS = 200, 20


def _says(change: Change, written: WrittenChange) -> bool:
    sides = ((change.before, written.change.before), (change.after, written.change.after))
    return all(relation(claimed, said) is not Relation.DIFFERENT for claimed, said in sides)


def _swapped(change: Change, written: WrittenChange) -> bool:
    return same(change.before, written.change.after) and same(change.after, written.change.before)


def _one_side(change: Change, written: WrittenChange) -> bool:
    return same(change.before, written.change.before) or same(change.after, written.change.after)


def _chained(change: Change, like: Sequence[WrittenChange]) -> bool:
    """ "From 4 h to 1 h, then to 20 min" makes "from 4 h to 20 min" true."""
    begun = [one for one in like if same(change.before, one.change.before)][:_MOST_LINKS]
    ended = [two for two in like if same(change.after, two.change.after)][:_MOST_LINKS]
    return any(same(one.change.after, two.change.before) for one in begun for two in ended if one is not two)


def _both_sides_known(change: Change, known: Known) -> bool:
    """Whether each side stands somewhere, so that no other objection will speak of it."""
    return all(
        any(
            comparable(side, w.figure, known.periods) and relation(side, w.figure) is Relation.SAID
            for w in known.figures
        )
        for side in (change.before, change.after)
    )


def _repeated(figures: Sequence[Quantity], known: Known) -> Iterator[Finding]:
    """Four and four, where the entry has three and four of the same thing."""
    for q in figures[:MOST_FIGURES]:
        alike = [c for c in figures if c.measure is q.measure and c.noun == q.noun]
        written = [w for w in known.figures if w.figure.measure is q.measure and w.figure.noun == q.noun]
        if len(alike) < 2 or len(alike) != len(written):
            continue
        claimed_sizes = sorted(c.base for c in alike)
        if len(set(claimed_sizes)) == 1 and len({w.figure.base for w in written}) > 1:
            says = " and ".join(plain(w.figure) for w in written[:4])
            yield Finding(
                kind=Kind.FIGURES,
                ruling=Ruling.CONTRADICTED,
                because=f"The entry says {says}; the sentence repeats {plain(q)}.",
                question="Which figure belongs where?",
                spans=tuple(w.span for w in written[:4]),
                claimed=(alike[-1].start, alike[-1].end),
            )
            return
