"""Reads what GitHub and GitLab export: pull and merge requests, issues and commits, as JSON or CSV."""

import re
from collections.abc import Sequence

from service.intake.day_order import SlashOrder
from service.intake.trails.commits import Commit, recorded_commits
from service.intake.trails.days import day_in
from service.intake.trails.records import Record
from service.intake.trails.trail import Found, Person, Recorded, Trace, TrailKind

_ADDRESS = re.compile(r"https?://[^/\s]+/(?:api/v\d/repos/|repos/|projects/)?(?P<path>[^?#\s]+)")
_TAIL = re.compile(r"/(?:-/)?(?:pull|pulls|issues|merge_requests|commit|commits)/.*$")
_LINK = re.compile(r"https?://[^\s<>\"]{1,1900}")
_NUMBER = re.compile(r"\d{1,12}")
_OF_REQUESTS = tuple("mergedat pullrequest mriid sourcebranch headrefname head isdraft merged mergeuser".split())
_LABELS = ("labels", "label")


def read_forge(records: Sequence[Record], kind: TrailKind, order: SlashOrder) -> Found:
    """Merged requests and closed issues as records; what is open or was turned down is folded."""
    found = Found(kind)
    for record in records:
        if _is_commit(record):
            found.records += recorded_commits([_commit(record, order)], _project(record))
        elif record.text("title"):
            found.records.append(_recorded(record, kind, order))
        else:
            found.leave(record.place, "", "a record without a title")
    return found


def _is_commit(record: Record) -> bool:
    return record.has("sha", "commit") or record.has("shortid", "title") or record.has("oid", "messageheadline")


def _commit(record: Record, order: SlashOrder) -> Commit:
    inner = record.inner("commit")
    author = inner.inner("author")
    message = record.text("title", "messageheadline") or inner.text("message")
    people = (*inner.people("author"), *record.people("author", "authorname", "authoremail", "authors"))
    names = tuple(dict.fromkeys(name for person in people for name in person.names))
    return Commit(
        sha=record.text("sha", "id", "oid"),
        by=Person(names),
        when=day_in(author.text("date") or record.text("authoreddate", "createdat", "committeddate"), order),
        title=message.split("\n", 1)[0],
        parents=record.parts("parentids", "parents"),
        link=_link(record),
    )


def _recorded(record: Record, kind: TrailKind, order: SlashOrder) -> Recorded:
    request = _is_request(record)
    noun = ("merge request" if kind is TrailKind.GITLAB else "pull request") if request else "issue"
    state = record.text("state").casefold()
    merged = record.text("mergedat") or record.inner("pullrequest").text("mergedat")
    closed = record.text("closedat")
    is_merged = bool(merged) or state == "merged" or record.flag("merged")
    when = day_in(merged or (closed if is_merged or not request else ""), order)
    folded = ""
    if state in ("opened", "open", "draft", "locked") and not is_merged:
        folded = f"open {noun}"
    elif request and not is_merged:
        folded = f"{noun} closed without a merge"
    elif not request and record.text("statereason").casefold().replace("_", " ") in ("not planned", "duplicate"):
        folded = "issue closed as not planned"
    elif not request and not closed and state != "closed":
        folded = f"open {noun}"
    opened = _together(record.people("author", "authorusername", "user"))
    assigned = record.people("assignees", "assignee", "assigneeusername")
    # Whoever opened an issue did not thereby do the work.
    people = (*opened, *assigned) if request else assigned or opened
    sign = "!" if kind is TrailKind.GITLAB and request else "#"
    number = record.text("iid", "number", "mriid", "issueid", "issueiid", "id")
    trace = Trace(
        what=f"merged {noun}" if request else f"closed {noun}",
        title=record.text("title"),
        when=when,
        where=f"{sign}{number}" if _NUMBER.fullmatch(number) else number,
        link=_link(record),
        private=record.flag("confidential"),
    )
    themes = (*record.texts("epic"), *(part for words in record.texts(*_LABELS) for part in words.split(",")))
    return Recorded(
        trace=trace,
        people=people,
        project=_project(record),
        themes=(*themes, *record.texts("milestone")),
        folded=folded,
    )


def _together(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """The columns `Author` and `Author Username` are about one person."""
    names = tuple(dict.fromkeys(name for person in people for name in person.names))
    return (Person(names),) if names else ()


def _is_request(record: Record) -> bool:
    named = any(record.has(mark) for mark in _OF_REQUESTS)
    return named or "/pull/" in record.text("htmlurl", "url") or "/merge_requests/" in record.text("weburl", "url")


def _project(record: Record) -> str:
    """The repository: as the record names it, else as its address does."""
    for name in ("repository", "project"):
        inner = record.inner(name)
        full = inner.text("namewithowner", "fullname", "pathwithnamespace", "name")
        if full:
            return full
    full = record.inner("base").inner("repo").text("fullname") or record.text("repository", "project")
    if full:
        return full
    reference = record.inner("references").text("full")
    if reference:
        return re.split(r"[!#]", reference)[0]
    for address in record.texts("htmlurl", "weburl", "url", "repositoryurl"):
        match = _ADDRESS.match(address)
        if match is not None:
            return _TAIL.sub("", match["path"]).strip("/")
    return ""


def _link(record: Record) -> str | None:
    address = record.text("htmlurl", "weburl", "url")
    return address if _LINK.fullmatch(address) and "://api." not in address else None
