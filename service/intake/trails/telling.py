"""Writes a work trail as Markdown to write one's own entries into.

The promise: read back as a log, it holds no win until the person wrote one. What was recorded therefore stands in code
blocks, which intake sets aside whatever they hold; only the heading's dates and the person's own line lie outside.
"""

import re
from collections.abc import Sequence

from service.intake.trails.trail import Candidate, Tally, Trace, Trail, one_line

_OPENING = (
    "What programs recorded, to remember by. Nothing here is an entry, and nothing of it reaches a packet.",
    "Worth telling? Write it in your own words behind the empty bullet below: what you did, and what came of it.",
    "Only your words become the entry, with the dates of the heading. Leave the rest as it is, or delete it.",
)

# Where a comment or a template's tag begins, a reader may take all that follows for a part of it.
_OPENS_A_COMMENT = re.compile(r"<!-|-->|\{[{%#/]|[}%#]\}|%%|/\*|\*/|</?(?=[a-z!?])", re.IGNORECASE)


def trail_markdown(trail: Trail) -> str:
    """The candidates, each under its dates, with an empty line for the person's words."""
    parts = ["# Candidates from a work trail", _fenced(_OPENING)]
    for candidate in trail.candidates:
        parts += [f"## {candidate.when.canonical or 'Undated'}", _fenced(_told(candidate)), "-"]
    last = [f"{_counted(trail.folded)}: not offered"] if trail.folded else []
    last += trail.notes
    last += [f"not read: {part.where} ({part.why})" for part in trail.unread[:50]]
    last += [f"not read: {len(trail.unread) - 50} more"] if len(trail.unread) > 50 else []
    if last:
        parts += ["## Left out", _fenced(last)]
    return "\n\n".join(parts) + "\n"


def _told(candidate: Candidate) -> list[str]:
    theme = one_line(candidate.theme)
    project = one_line(candidate.project)
    head = f"{theme} ({project})" if project and project != theme else theme
    told = [f"{head}: {_counted(candidate.counts)}", *(f"  {_line(trace)}" for trace in candidate.traces)]
    return [*told, f"  and {candidate.more} more"] if candidate.more else told


def _line(trace: Trace) -> str:
    often = f" (x{trace.count})" if trace.count > 1 else ""
    private = "[private] " if trace.private else ""
    day = f"{trace.when.canonical} " if trace.when.known else ""
    return f"{day}{private}{one_line(trace.title)}{often} [{one_line(trace.link or trace.where, 300)}]"


def _counted(tallies: Sequence[Tally]) -> str:
    return ", ".join(f"{tally.count} {tally.what if tally.count == 1 else _many(tally.what)}" for tally in tallies)


def _many(what: str) -> str:
    # "merged pull request", "commit by a program": the noun takes the s.
    noun, by, rest = what.partition(" by ")
    return f"{noun}s{by}{rest}" if not noun.endswith("s") else what


def _apart(found: re.Match[str]) -> str:
    return " ".join(found[0])


def _fenced(lines: Sequence[str]) -> str:
    """A code block that no line in it can close; each line is an unticked box, for readers that know no code blocks."""
    inner = "\n".join(f"[ ] {_OPENS_A_COMMENT.sub(_apart, line)}" for line in lines)
    longest = run = 0
    for letter in inner:
        run = run + 1 if letter == "`" else 0
        longest = max(longest, run)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{inner}\n{fence}"
