"""Turns an outline of stars, as org-mode keeps it, into headings and bullets: `** March` over `*** Cut it`."""

import re

_STAR = re.compile(r"(\*{1,12})[ \t]+(?=\S)")
_KEYWORD = re.compile(r"(TODO|NEXT|WAITING|DOING|HOLD|CANCELL?ED|DONE)\s+(?:\[#[A-Z]\]\s+)?")
_STAMP = re.compile(
    r"[<\[](\d{4}-\d\d-\d\d)(?:\s[^\W\d]+\.?)?(?:\s\d{1,2}:\d\d(?:-\d{1,2}:\d\d)?)?(?:\s[.+]*\+\d+\w)?[>\]]"
)
_TAGS = re.compile(r"\s+:((?:[\w@#%]+:)+)\s*$")
_LINK = re.compile(r"\[\[([^\[\]]+)\](?:\[([^\[\]]+)\])?\]")
_CLOSED = re.compile(r"[ \t]*CLOSED:\s*[<\[](\d{4}-\d\d-\d\d)[^>\]]*[>\]]\s*$")
_FOR_PROGRAMS = re.compile(r"[ \t]*(?:#\+(?!BEGIN|END)\w+:.*|:[\w-]+:.*|(?:SCHEDULED|DEADLINE):.*)", re.IGNORECASE)
_CODE = re.compile(r"[ \t]*#\+(?:BEGIN|END)_(?:SRC|EXAMPLE)\b.*", re.IGNORECASE)
_MARKDOWN = re.compile(r"#{1,6}\s|```")


def is_star_outline(text: str) -> bool:
    """Whether the file's branches are lines of one star and more, and it has no heading of Markdown's."""
    lines = text.split("\n")
    depths = [len(match[1]) for line in lines if (match := _STAR.match(line))]
    return len(depths) >= 2 and max(depths) >= 2 and not any(_MARKDOWN.match(line) for line in lines)


def unstarred(text: str) -> tuple[str, tuple[int, ...]]:
    """The outline as Markdown, its lines where they were, and the lines that only programs read (blanked out).

    A branch with branches below it is a heading; one without is a bullet, and what stands under it belongs to it.
    """
    lines = text.split("\n")
    depths = [len(match[1]) if (match := _STAR.match(line)) else 0 for line in lines]
    made: list[str] = []
    for_programs: list[int] = []
    below_a_bullet = False
    for n, line in enumerate(lines):
        if depths[n]:
            following = next((depth for depth in depths[n + 1 :] if depth), 0)
            below_a_bullet = following <= depths[n]
            made.append(_branch(line, depths[n], is_bullet=below_a_bullet))
        elif _FOR_PROGRAMS.fullmatch(line):
            for_programs.append(n + 1)
            made.append("")
        elif _CODE.fullmatch(line):
            made.append("```")
        else:
            closed = _CLOSED.match(line)
            words = f"Date: {closed[1]}" if closed else _marked(line)
            made.append(f"  {words.lstrip()}" if below_a_bullet and words.strip() else words)
    return "\n".join(made), tuple(for_programs)


def _branch(line: str, depth: int, *, is_bullet: bool) -> str:
    words = line[depth:].strip()
    box = ""
    if keyword := _KEYWORD.match(words):
        box = "[x] " if keyword[1] == "DONE" else "[ ] "
        words = words[keyword.end() :]
    words = _TAGS.sub(lambda tags: "".join(f" #{tag}" for tag in tags[1].strip(":").split(":")), words)
    return f"{'-' if is_bullet else '#' * min(depth, 6)} {box}{_marked(words)}"


def _marked(words: str) -> str:
    return _LINK.sub(lambda link: f"[{link[2] or link[1]}]({link[1]})", _STAMP.sub(r"[\1]", words))
