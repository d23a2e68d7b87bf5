"""What stands before and between the words of a Markdown file: its front matter and its comments."""

import re
from dataclasses import dataclass

from service.domain.when import Precision, When
from service.intake.dated_text import dated_field
from service.intake.day_order import SlashOrder
from service.intake.page_marks import without_page_marks

_PERIOD_KEYS = frozenset(("year", "period", "quarter", "month", "cycle", "half"))
_KEY = re.compile(r"([\w -]{1,40})(?::(?=\s|$)|\s*=)\s*(.*)$")
# YAML and TOML, each between lines of its own.
_ENDS = {"---": ("---", "..."), "+++": ("+++",)}


@dataclass(frozen=True, slots=True)
class Preamble:
    """The text with front matter and comments blanked out (line numbers stay), and what was blanked."""

    body: str
    when: When
    lines: tuple[int, ...]
    code: tuple[int, ...]
    comments: tuple[int, ...]
    inline_comments: tuple[tuple[int, str], ...]


def preamble(text: str, order: SlashOrder) -> Preamble:
    """Finds front matter between `---` or `+++` lines at the top, `<!-- comments -->`, and the marks of site builders.

    Only a period named there (`year: 2022`) dates the file: `date` and `last_updated` say when it was saved.
    """
    lines = text.split("\n")
    count, when = _front_matter(lines, order)
    lines[:count] = [""] * count
    body, comments, inline = _without_comments("\n".join(lines))
    page = without_page_marks(body)
    structure = (*range(1, count + 1), *page.structure)
    return Preamble(page.body, when, structure, tuple(page.code), (*comments, *page.comments), inline)


def _front_matter(lines: list[str], order: SlashOrder) -> tuple[int, When]:
    ends = _ENDS.get(lines[0].rstrip())
    if ends is None:
        return 0, When()
    when = When()
    for n, line in enumerate(lines[1:200], start=1):
        if line.rstrip() in ends:
            return (n + 1, when) if n > 1 else (0, When())
        match = _KEY.match(line)
        if match is None and line.strip() and not line.startswith((" ", "\t", "-", "#", "[", "]", "}")):
            return 0, When()
        if match and match[1].strip().lower() in _PERIOD_KEYS:
            found = dated_field((match[2] or "").strip("\"' "), order, when).when
            when = found if found.known and found.precision is not Precision.DAY else when
    return 0, When()


def _without_comments(text: str) -> tuple[str, tuple[int, ...], tuple[tuple[int, str], ...]]:
    if "<!--" not in text:
        return text, (), ()
    kept: list[str] = []
    whole: list[int] = []
    parts: list[tuple[int, str]] = []
    inside = False
    closing_ahead = text.count("-->")
    for n, line in enumerate(text.split("\n"), start=1):
        words, said, rest = "", "", line
        while rest:
            if inside:
                before, found, rest = rest.partition("-->")
                said += before + found
                closing_ahead -= bool(found)
                inside = not found
            else:
                before, found, rest = rest.partition("<!--")
                words += before
                said += found
                # Without an end it is no comment: nothing after it may be lost.
                if found and not closing_ahead:
                    words, said, rest = words + found + rest, "", ""
                inside = bool(found) and closing_ahead > 0
                closing_ahead -= before.count("-->")
        if said.strip() and not words.strip(" \t-*+>"):
            whole.append(n)
            words = ""
        elif said.strip():
            parts.append((n, said))
        kept.append(words)
    return "\n".join(kept), tuple(whole), tuple(parts)
