"""Groups what was recorded into candidates: by theme (what a record belongs to, else shared words), then by time."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from service.domain.when import When
from service.intake.trails.days import between
from service.intake.trails.trail import Candidate, Recorded, Tally, Trace

SHOWN = 12
# A theme with more in a quarter is told month by month.
_BUSY = 30
_SHARED_BY = 3
_KINDS = frozenset(
    "bug bugs bugfix enhancement feature features task story epic chore question duplicate invalid wontfix help-wanted "
    "improvement minor major critical blocker trivial p0 p1 p2 p3 p4 ready backlog done triage hotfix dependencies "
    "in-progress needs-review size/xs size/s size/m size/l size/xl".split()
)
_SCOPE = re.compile(r"[a-z]{2,12}\((?P<scope>[^()\n]{2,40})\)!?:\s|(?P<lead>[a-z][\w./-]{1,30}): (?=\S)", re.IGNORECASE)
_CONVENTIONAL = frozenset("feat fix docs doc style refactor perf test tests build ci chore revert wip hotfix".split())
_BRACKET = re.compile(r"\[(?P<lead>[^\[\]\n]{2,30})\]\s")
_WORD = re.compile(r"[^\W\d_][\w-]{2,}")
_COMMON = frozenset(
    (
        "the and for with from into onto when that this not are was were will can has have its all any new use "
        "uses using used add adds added adding fix fixes fixed fixing update updates updated updating remove "
        "removes removed removing change changes changed changing make makes made move moves moved set sets get "
        "gets bump bumps merge revert initial improve improves improved handle handles support supports allow "
        "allows allowed show shows create creates created delete deletes deleted refactor refactors refactored "
        "clean cleanup rename renames renamed switch replace replaces implement implements implemented introduce "
        "introduces introduced drop drops ensure avoid feat chore docs test tests code file files some more less "
        "small minor better work works working wip via only also der die das und für mit von auf ein eine les des "
        "pour avec dans une sur los las del para con por una che per della het een voor van met "
    ).split()
)


def candidates_of(records: Iterable[Recorded]) -> tuple[Candidate, ...]:
    """Oldest first, what bears no date last."""
    themed: dict[tuple[str, str, str], list[Recorded]] = defaultdict(list)
    loose: dict[tuple[str, str], list[Recorded]] = defaultdict(list)
    for record in records:
        quarter = _quarter(record.trace.when)
        theme = _own_theme(record)
        if theme:
            themed[record.project, theme, quarter].append(record)
        else:
            loose[record.project, quarter].append(record)
    for (project, quarter), found in loose.items():
        for theme, those in _by_shared_words(found):
            themed[project, theme or project or _first_title(those), quarter] += those
    made = [
        _candidate(project, theme, those) for (project, theme, _), found in themed.items() for those in _in_time(found)
    ]
    return tuple(sorted(made, key=_place_in_time))


def _own_theme(record: Recorded) -> str:
    """The epic, component or label a record bears, else the scope its title opens with."""
    for theme in record.themes:
        if theme.strip() and "-".join(theme.casefold().split()) not in _KINDS:
            return theme.strip()
    title = record.trace.title
    if match := _SCOPE.match(title) or _BRACKET.match(title):
        named = match.groupdict()
        found = (named.get("scope") or named.get("lead") or "").strip()
        return found if found.casefold() not in _CONVENTIONAL else ""
    return ""


def _by_shared_words(found: Sequence[Recorded]) -> Iterator[tuple[str, list[Recorded]]]:
    """Those whose titles share a word, the most widely shared first; those that share none last, under none."""
    words = [{word.casefold() for word in _WORD.findall(record.trace.title)} - _COMMON for record in found]
    holding: dict[str, set[int]] = defaultdict(set)
    for n, those in enumerate(words):
        for word in those:
            holding[word].add(n)
    left = set(range(len(found)))
    # Counted once: a word that lost its records to a more widely shared one is passed over, which keeps this linear.
    for word in sorted(holding, key=lambda word: (-len(holding[word]), word)):
        sharing = holding[word] & left
        # A word that all of many titles share says no more than the project does.
        if len(sharing) >= _SHARED_BY and not (len(found) > _SHARED_BY and len(holding[word]) == len(found)):
            left -= sharing
            yield word, [found[n] for n in sorted(sharing)]
    if left:
        yield "", [found[n] for n in sorted(left)]


def _in_time(found: list[Recorded]) -> Iterator[list[Recorded]]:
    """All of a quarter, or of its months where there are very many."""
    if len(found) <= _BUSY or not found[0].trace.when.known:
        yield found
        return
    months: dict[tuple[int, int], list[Recorded]] = defaultdict(list)
    for record in found:
        first = record.trace.when.first
        assert first is not None
        months[first.year, first.month].append(record)
    yield from months.values()


def _candidate(project: str, theme: str, found: Sequence[Recorded]) -> Candidate:
    days = [day for record in found for day in (record.trace.when.first, record.trace.when.last) if day is not None]
    traces = sorted((record.trace for record in found), key=_first_day)
    counts: Counter[str] = Counter()
    for trace in traces:
        counts[trace.what] += trace.count
    return Candidate(
        theme=theme,
        project=project,
        when=between(min(days), max(days)) if days else When(),
        counts=tuple(Tally(what=what, count=count) for what, count in counts.most_common()),
        traces=tuple(traces[:SHOWN]),
        more=max(0, len(traces) - SHOWN),
    )


def _quarter(when: When) -> str:
    return f"{when.first.year}-Q{(when.first.month - 1) // 3 + 1}" if when.first else ""


def _first_title(found: Sequence[Recorded]) -> str:
    return found[0].trace.title if len(found) == 1 else "without a theme"


def _first_day(trace: Trace) -> str:
    return trace.when.first.isoformat() if trace.when.first else "~"


def _place_in_time(candidate: Candidate) -> tuple[str, str, str]:
    day = candidate.when.first
    return (day.isoformat() if day else "~", candidate.project.casefold(), candidate.theme.casefold())
