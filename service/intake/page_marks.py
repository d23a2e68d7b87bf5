"""Takes out of a Markdown file what site builders and note apps put there: imports, components, comments."""

import re
from dataclasses import dataclass, field

_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?(`{3,}|~{3,})")
_IMPORT = re.compile(
    r"import\s+(?:[\w$*{][^'\"\n]*\s+from\s+)?['\"][^'\"\n]+['\"];?\s*$|"
    r"export\s+(?:default\s|(?:const|let|var|async|function|class)\s+\w|\{[^}\n]*\}|\*\s+from)"
)
_ATTRIBUTES = r"(?:\s(?:[^<>\"'{}]|\"[^\"\n]*\"|'[^'\n]*'|\{[^{}\n]*\})*)?"
# A component's name has a capital letter or a dash; `<div>` and the like are known as HTML elsewhere.
_TAG = rf"</?(?:[A-Z][\w.]*|[a-z]\w*-[\w-]+){_ATTRIBUTES}/?>|<>|</>"
_ONLY_TAGS = re.compile(rf"[ \t>]*(?:(?:{_TAG})\s*)+")
_WRAPPED = re.compile(rf"([ \t]*)<([A-Z][\w.]*){_ATTRIBUTES}>(.*\S.*)</\2>[ \t]*")
_OPENS_TAG = re.compile(r"[ \t]*<[A-Z][\w.]*(?:\s[^<>]*)?$")
_LIQUID = re.compile(
    r"[ \t>]*(?:(?:\{%.*?%\}|\{\{.*?\}\})\s*)+|[ \t]*\{:[^{}\n]*\}[ \t]*|[ \t]*\[(?:TOC|"
    r"\[_TOC_\])\][ \t]*|[ \t]*:{3,}.*|"
    r"[ \t]*</?(?:nav|section|article|main|header|footer|figure)(?:\s[^<>]*)?>[ \t]*",
    re.IGNORECASE,
)
_COMMENTS = (
    (re.compile(r"\{/\*"), re.compile(r"\*/\}")),
    (re.compile(r"\{%-?\s*comment\s*-?%\}"), re.compile(r"\{%-?\s*endcomment\s*-?%\}")),
    (re.compile(r"^[ \t]*%%(?!\{)"), re.compile(r"%%[ \t]*$")),
)
# A property of Logseq or Obsidian that says something of the note, not of the work.
_PROPERTY = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(?:id|collapsed|tags|alias|aliases|type|up|parent|template|public|icon|"
    r"cssclass|created|updated|"
    r"modified|reviewed|last-updated|created-at|updated-at|card-\w+|background-color|heading)::.*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Page:
    """The text with those lines blanked out (line numbers stay), and which lines they were."""

    body: str
    structure: list[int] = field(default_factory=list)
    code: list[int] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)


def without_page_marks(text: str) -> Page:
    """Lines inside code fences are left alone; a component around words on its line leaves the words."""
    page = Page("")
    kept: list[str] = []
    fence = ""
    closes: re.Pattern[str] | None = None
    in_tag = False
    lines = text.split("\n")
    for n, line in enumerate(lines, start=1):
        if fenced := _FENCE.match(line):
            fence = "" if fence and fenced[1].startswith(fence) else fence or fenced[1]
        elif fence or not line.strip():
            pass
        elif closes is not None:
            page.comments.append(n)
            closes = None if closes.search(line) else closes
            line = ""
        elif opened := _opened(line, lines, n):
            page.comments.append(n)
            closes, line = opened[0], ""
        elif in_tag:
            page.structure.append(n)
            in_tag = not line.rstrip().endswith(">")
            line = ""
        elif _IMPORT.match(line):
            page.code.append(n)
            line = ""
        elif _ONLY_TAGS.fullmatch(line) or _LIQUID.fullmatch(line) or _PROPERTY.fullmatch(line):
            page.structure.append(n)
            line = ""
        elif _OPENS_TAG.fullmatch(line) and any(later.rstrip().endswith(">") for later in lines[n : n + 20]):
            page.structure.append(n)
            in_tag, line = True, ""
        elif wrapped := _WRAPPED.fullmatch(line):
            line = wrapped[1] + wrapped[3]
        kept.append(line)
    page.body = "\n".join(kept)
    return page


def _opened(line: str, lines: list[str], n: int) -> tuple[re.Pattern[str] | None] | None:
    """Whether a line, the one before `lines[n]`, is a comment or opens one; holds what closes it further down."""
    for opens, closes in _COMMENTS:
        match = opens.search(line)
        if match is None or line[: match.start()].strip(" \t-*+>"):
            continue
        if end := closes.search(line, match.end()):
            return (None,) if not line[end.end() :].strip() else None
        # Without an end it is no comment: nothing after it may be lost.
        if any(closes.search(other) for other in lines[n : n + 500]):
            return (closes,)
    return None
