"""Reads a work trail: a repository's history, or the export of a forge, a tracker or a calendar, as candidates.

No network, no token, no model. A candidate is what programs recorded, grouped so that a person remembers by it; it is
no entry, and what they want to tell of it they write in their own words.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from service.errors import Invalid, UnknownFormat, Unreadable
from service.intake.day_order import slash_order
from service.intake.decoding import LIMIT_BYTES, decode
from service.intake.trails.calendars import is_calendar, read_calendar
from service.intake.trails.commits import recorded_commits
from service.intake.trails.forges import read_forge
from service.intake.trails.grouping import candidates_of
from service.intake.trails.jira import is_jira, read_jira
from service.intake.trails.records import Record, csv_records, json_records
from service.intake.trails.repositories import history_of
from service.intake.trails.saved_logs import is_saved_log, read_saved_log
from service.intake.trails.trail import Asked, Found, Person, Recorded, Tally, Trail, TrailKind, is_bot

_READ = "a git repository, a saved `git log`, or an export of GitHub, GitLab, Jira (JSON, CSV) or a calendar (ICS)"
_BOT = "record by a program"
_OTHERS = "record by somebody else"
_BEFORE = "record outside those days"


def read_repository(repository: Path, asked: Asked) -> Trail:
    """The trail of one author in a local repository. Raises Unreadable, TooLarge, or Invalid where nobody is named."""
    found = Found(TrailKind.GIT)
    name = repository.resolve().name.removesuffix(".git")
    found.records = list(recorded_commits(history_of(repository, asked.since), name))
    if not found.records:
        raise Unreadable("The repository has no commits in that time", mend="Ask for more years")
    return _trail(found, asked)


def read_trail(
    raw: bytes,
    asked: Asked,
    *,
    kind: TrailKind | None = None,
    limit_bytes: int = LIMIT_BYTES,
) -> Trail:
    """The trail in an exported file, whose kind is told by what stands in it where none is named.

    Raises UnknownFormat, Unreadable, TooLarge or Invalid; no message carries any of the file's words.
    """
    text = decode(raw, limit_bytes=limit_bytes, needs="at least one record")
    return _trail(_found(text, kind, asked), asked)


def _found(text: str, kind: TrailKind | None, asked: Asked) -> Found:
    if kind is TrailKind.ICS or (kind is None and is_calendar(text)):
        if not is_calendar(text):
            raise Unreadable("This is no calendar", mend="An ICS file begins with BEGIN:VCALENDAR")
        return read_calendar(text, asked)
    if text.lstrip()[:1] in ("{", "["):
        records = json_records(text)
        names: Sequence[str] = ()
    elif kind is TrailKind.GIT or (kind is None and is_saved_log(text)):
        return read_saved_log(text)
    else:
        records, names = csv_records(text)
    told = kind or _kind_of(records, names)
    order = slash_order(text)
    if told is TrailKind.JIRA:
        return read_jira(records, order)
    if told in (TrailKind.GITHUB, TrailKind.GITLAB):
        return read_forge(records, told, order)
    if told is TrailKind.GIT and not names:
        return read_forge(records, TrailKind.GITHUB, order)
    raise UnknownFormat("Nobody can tell what this was exported from", mend=f"Give {_READ}, or say which with --kind")


def _kind_of(records: Sequence[Record], names: Sequence[str]) -> TrailKind | None:
    """What a program calls its fields gives it away."""
    if is_jira(names) or any(record.has("key", "fields") or record.has("key", "summary") for record in records[:20]):
        return TrailKind.JIRA
    gitlab = ("iid", "mriid", "issueiid", "shortid", "weburl", "authorusername", "assigneeusername")
    if any(record.has(mark) for record in records[:20] for mark in gitlab) or any(name in gitlab for name in names):
        return TrailKind.GITLAB
    github = ("number", "htmlurl", "mergedat", "sha", "nodeid", "closedat", "oid")
    if any(record.has(mark) for record in records[:20] for mark in github) or any(name in github for name in names):
        return TrailKind.GITHUB
    return None


def _trail(found: Found, asked: Asked) -> Trail:
    people = _apart({record.people[0] for record in found.records if record.people and not _by_a_program(record)})
    called = _those_called(found, asked.author)
    if asked.author is None and found.kind is TrailKind.GIT and len(people) > 1:
        raise Invalid(
            f"The work of {len(people)} people is in it", mend="Say whose is wanted: --author with a name or e-mail"
        )
    folded: Counter[str] = Counter()
    kept: list[Recorded] = []
    for n, record in enumerate(found.records):
        why = _why_folded(record, asked, n in called if called is not None else True)
        if why:
            folded[why] += 1
        else:
            kept.append(record)
    notes = list(found.notes)
    if asked.author is None and len(people) > 1 and found.kind is not TrailKind.ICS:
        notes.append(f"the work of {len(people)} people is in it: name yours with --author")
    if any(not record.trace.when.known for record in kept):
        undated = sum(not record.trace.when.known for record in kept)
        notes.append(f"{undated} of them bear no date that can be told")
    return Trail(
        kind=found.kind,
        author=asked.author,
        candidates=candidates_of(kept),
        folded=tuple(Tally(what=what, count=count) for what, count in folded.most_common()),
        notes=tuple(notes),
        unread=tuple(found.unread),
    )


def _those_called(found: Found, author: str | None) -> frozenset[int] | None:
    """The records of the author, by number; None where nobody is asked for. Raises Invalid for nobody, and for several.

    A whole name, login or e-mail decides; only where nobody is called that, a part of one person's names may. Whoever
    shares a name with them is the same person under another address.
    """
    if author is None:
        return None
    if not author.strip():
        raise Invalid("The author has no name", mend="Give a name, a login or an e-mail")
    everybody = {person for record in found.records for person in record.people}
    meant = {person for person in everybody if person.is_called(author)}
    if not meant:
        meant = {person for person in everybody if person.may_be(author)}
        if len(_apart(meant)) > 1:
            raise Invalid("Several people in it bear that name", mend="Give the whole name or the e-mail")
    # A calendar is somebody's own: what names nobody in it is theirs.
    own = {n for n, record in enumerate(found.records) if found.kind is TrailKind.ICS and not record.people}
    if not meant and not own:
        raise Invalid(
            "Nobody of that name is in it", mend="Give the author as the records do: a name, a login or an e-mail"
        )
    names = {name for person in meant for name in person.known_by}
    same = {person for person in everybody if names & person.known_by}
    return frozenset(own | {n for n, record in enumerate(found.records) if same & set(record.people)})


def _apart(people: set[Person]) -> list[set[str]]:
    """The names of people who share none of them."""
    apart: list[set[str]] = []
    for person in people:
        names = set(person.known_by)
        joined = [others for others in apart if others & names]
        apart = [others for others in apart if not others & names]
        apart.append(names.union(*joined))
    return apart


def _by_a_program(record: Recorded) -> bool:
    return bool(record.people) and is_bot(record.people[0])


def _why_folded(record: Recorded, asked: Asked, by_author: bool) -> str:
    if _by_a_program(record):
        return _BOT
    if not by_author:
        return _OTHERS
    if not asked.takes(record.trace.when):
        return _BEFORE
    return record.folded
