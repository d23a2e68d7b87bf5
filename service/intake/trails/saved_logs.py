"""Reads the saved text of `git log`: its own forms, and one line a commit with the fields people ask for."""

import re
from dataclasses import dataclass, field

from service.errors import Unreadable
from service.intake.day_order import SlashOrder, slash_order
from service.intake.trails.commits import Commit, recorded_commits
from service.intake.trails.days import day_in
from service.intake.trails.trail import Found, Person, TrailKind

_GRAPH = r"[*|/\\_ .-]*"
_COMMIT = re.compile(rf"{_GRAPH}commit (?P<sha>[0-9a-f]{{7,64}})\b")
_HEADER = re.compile(rf"{_GRAPH}(?P<name>Author|AuthorDate|Date|Merge|Commit|CommitDate|Reflog\w*):\s*(?P<value>.*)$")
_INDENTED = re.compile(r"(?:[*|/\\_] ?)*    (?P<words>.*)$")
_ONE_LINE = re.compile(rf"{_GRAPH}(?P<sha>[0-9a-f]{{7,40}})\b(?P<rest>.*)$")
_CO_AUTHOR = re.compile(r"Co-authored-by:\s*(?P<who>.+)$", re.IGNORECASE)
_REFS = re.compile(r"^\s*\((?:HEAD|tag:|origin/|[\w./-]+(?:, | -> |\)))[^()]*\)\s*")
_BY_MAIL = re.compile(r"(?P<name>[^<>|\t]*)<(?P<mail>[^<>\s]+)>")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\s*(?:Z|[+-]\d\d:?\d\d))?)?")


def is_saved_log(text: str) -> bool:
    """Whether a text is what git writes without being asked for another form."""
    lines = text.lstrip().split("\n", 4)
    return bool(_COMMIT.match(lines[0])) and any(_HEADER.match(line) for line in lines[1:4])


def read_saved_log(text: str) -> Found:
    """The commits; raises Unreadable where no line of it begins with one."""
    found = Found(TrailKind.GIT)
    lines = text.split("\n")
    commits = _full(lines, found) if any(_COMMIT.match(line) for line in lines) else _one_a_line(lines, found)
    if not commits:
        raise Unreadable("No commit was found in it", mend="Save the text with `git log > log.txt`")
    found.records = list(recorded_commits(commits, ""))
    return found


@dataclass(slots=True)
class _Open:
    sha: str
    line: int
    by: Person = field(default_factory=lambda: Person(()))
    beside: list[Person] = field(default_factory=list)
    day: str = ""
    parents: int = 1
    title: str = ""

    def commit(self) -> Commit:
        return Commit(
            sha=self.sha, by=self.by, beside=tuple(self.beside), when=day_in(self.day), title=self.title,
            parents=self.parents,
        )  # fmt: skip


def _full(lines: list[str], found: Found) -> list[Commit]:
    commits: list[Commit] = []
    open: _Open | None = None
    for n, line in enumerate(lines, start=1):
        if match := _COMMIT.match(line):
            if open is not None:
                commits.append(open.commit())
            open = _Open(match["sha"], n)
        elif open is None:
            if line.strip():
                found.leave(f"line {n}", line, "before the first commit")
        elif not open.title and (match := _HEADER.match(line)) and not _INDENTED.match(line):
            _take_header(open, match["name"], match["value"])
        elif (match := _INDENTED.match(line)) and match["words"].strip():
            words = match["words"].strip()
            open.title = open.title or words
            if co_author := _CO_AUTHOR.match(words):
                open.beside.append(_person(co_author["who"]))
        # What else follows a title is its body, a stat or a diff.
    return [*commits, open.commit()] if open is not None else commits


def _take_header(open: _Open, name: str, value: str) -> None:
    if name == "Author":
        open.by = _person(value)
    elif name in ("Date", "AuthorDate"):
        open.day = value.strip()
    elif name == "Merge":
        open.parents = len(value.split())


def _one_a_line(lines: list[str], found: Found) -> list[Commit]:
    """`--oneline`, and forms like `%h|%an|%ad|%s`: what is a date and what an author is told by its looks."""
    order = slash_order("\n".join(lines))
    commits = []
    for n, line in enumerate(lines, start=1):
        match = _ONE_LINE.match(line)
        if match is not None and match["rest"][:1] in ("", " ", "\t", "|", ",", ";", "\x1f"):
            commits.append(_fields(match["sha"], match["rest"], order))
        elif line.strip(" |*/\\_"):
            found.leave(f"line {n}", line, "not a commit")
    return commits


def _fields(sha: str, rest: str, order: SlashOrder) -> Commit:
    sign = next((sign for sign in ("\x1f", "\t", "|", ";") if rest.lstrip(" ").startswith(sign)), "")
    parts = [part.strip() for part in rest.split(sign) if part.strip()] if sign else [_REFS.sub("", rest.strip())]
    by, day = Person(()), ""
    if len(parts) > 1:
        dated = next((n for n, part in enumerate(parts) if day_in(part, order).known), None)
        if dated is not None:
            day = parts.pop(dated)
        # The subject is what has the most words; a name has few.
        title = max(reversed(parts), key=lambda part: len(part.split()), default="")
        parts = [part for part in parts if part != title]
        by = Person(tuple(name for part in parts for name in _person(part).names))
    else:
        title = parts[0] if parts else ""
        iso = _ISO.match(title.lstrip(" -"))
        if iso is not None:
            day, title = iso[0], title.lstrip(" -")[iso.end() :].strip(" -")
        if (mail := _BY_MAIL.match(title)) is not None:
            by, title = _person(mail[0]), title[mail.end() :].strip(" -:")
    return Commit(sha=sha, by=by, when=day_in(day, order), title=title)


def _person(written: str) -> Person:
    match = _BY_MAIL.search(written)
    names = (match["name"].strip(), match["mail"]) if match else (written.strip(),)
    return Person(tuple(name for name in names if name))
