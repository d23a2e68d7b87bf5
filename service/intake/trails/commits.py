"""What a commit says, wherever it was read from, and which commits are folded: merges, reverts, patches to patches."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.domain.when import When
from service.intake.trails.trail import Person, Recorded, Trace

_MERGE = re.compile(r"Merge (?:branch|pull request|remote-tracking|tag|commit|branches|\S+ into )\b|Merged in \S+ \(")
_REVERT = re.compile(r'Revert "(?P<title>.*)"$|revert: (?P<plain>.*)$', re.IGNORECASE)
_PATCH = re.compile(r"(?:fixup|squash|amend)! |(?:wip|tmp|temp|\.+|save)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit; `when` is the author's own day. `beside` are those it names as co-authors."""

    sha: str
    by: Person
    when: When
    title: str
    beside: tuple[Person, ...] = ()
    parents: int = 1
    link: str | None = None


def recorded_commits(commits: Sequence[Commit], project: str) -> Iterator[Recorded]:
    """The commits as records; a commit that another took back is folded with it."""
    undone: dict[str, int] = {}
    for commit in commits:
        if match := _REVERT.match(commit.title):
            title = match["title"] or match["plain"]
            undone[title] = undone.get(title, 0) + 1
    for commit in commits:
        folded = ""
        if commit.parents > 1 or _MERGE.match(commit.title):
            folded = "merge commit"
        elif _REVERT.match(commit.title):
            folded = "commit that takes another back"
        elif undone.get(commit.title):
            undone[commit.title] -= 1
            folded = "commit that was taken back"
        elif not commit.title.strip() or _PATCH.match(commit.title):
            folded = "commit without a title of its own"
        trace = Trace(
            what="commit", title=commit.title.strip(), when=commit.when, where=commit.sha[:12], link=commit.link
        )
        yield Recorded(trace=trace, people=(commit.by, *commit.beside), project=project, folded=folded)
