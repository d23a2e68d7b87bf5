"""A web page as lines: headings, lists, tables, quotations, links; no scripts, styles, menus or hidden parts."""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from service.intake.documents.limits import Refused
from service.intake.documents.lines import Lines
from service.intake.documents.shapes import Rendition

_LEFT_OUT = frozenset(
    ("script", "style", "head", "nav", "template", "noscript", "svg", "button", "form", "iframe", "object", "select")
)
# What pages call the parts that lead elsewhere; whole names alone, since a `menu` may be what a cook is proud of.
_MENUS = frozenset(
    (
        "nav navbar navigation toc tableofcontents table-of-contents sidebar side-nav sidenav breadcrumb breadcrumbs"
    ).split()
)
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu", "menubar"))
_BLOCKS = frozenset(
    (
        "address article aside blockquote body center details dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6"
        " header hr html li main ol p pre section summary table ul"
    ).split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_DEEPEST_LIST = 8
_DEEPEST = 400


def render(raw: bytes) -> Rendition:
    """The page's lines. Raises Refused."""
    try:
        page = BeautifulSoup(raw, "lxml")
    except (RecursionError, AssertionError) as broken:
        raise Refused("too_deep") from broken
    reader = _Reader()
    reader.blocks(page, 0, None)
    return reader.lines.rendition()


class _Reader:
    """Puts blocks as lines; their places are counted, since a page's own lines are nobody's."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.parts = 0
        self.tables = 0

    def blocks(self, parent: Tag, depth: int, bullet: int | None, *, quoted: bool = False) -> None:
        """Puts what is in `parent`; a run of text and inline tags is a paragraph, or a bullet at depth `bullet`."""
        if depth > _DEEPEST:
            raise Refused("too_deep")
        run: list[PageElement] = []
        first = bullet
        for child in parent.children:
            tag = child if isinstance(child, Tag) else None
            if tag is not None and (tag.name in _LEFT_OUT or _is_hidden(tag)):
                continue
            if tag is not None and _is_menu(tag):
                self.lines.aside(f"after part {self.parts}", "a menu of the page", " ".join(tag.get_text(" ").split()))
                continue
            if tag is None or (tag.name not in _BLOCKS and tag.find(_is_block) is None):
                run.append(child)
                continue
            first = self._run(run, first, quoted=quoted)
            if tag.name in _HEADINGS:
                self.lines.heading(_joined([tag]), _HEADINGS[tag.name], self._place())
            elif tag.name in ("ul", "ol"):
                self._list(tag, depth + 1, 0 if bullet is None else min(bullet + 1, _DEEPEST_LIST))
            elif tag.name == "table":
                self._table(tag)
            elif tag.name == "hr":
                self.lines.blank(self._place())
            else:
                self.blocks(tag, depth + 1, first, quoted=quoted or tag.name == "blockquote")
                first = None
        self._run(run, first, quoted=quoted)

    def _run(self, run: list[PageElement], bullet: int | None, *, quoted: bool) -> int | None:
        """Puts a run and empties it; the bullet that is still to be opened after it."""
        words = _joined(run)
        run.clear()
        if not words:
            return bullet
        if bullet is not None:
            self.lines.bullet(words, bullet, self._place())
        else:
            self.lines.paragraph(words, self._place(), quoted=quoted)
        return None

    def _list(self, element: Tag, depth: int, level: int) -> None:
        if depth > _DEEPEST:
            raise Refused("too_deep")
        for child in element.children:
            if not isinstance(child, Tag) or _is_hidden(child):
                continue
            if child.name in ("ul", "ol"):
                self._list(child, depth + 1, min(level + 1, _DEEPEST_LIST))
            else:
                self.blocks(child, depth + 1, level)

    def _table(self, element: Tag) -> None:
        self.tables += 1
        place = f"table {self.tables}"
        rows = []
        for row in element.find_all("tr"):
            if row.find_parent("table") is not element:
                continue
            cells: list[str] = []
            for cell in row.find_all(["td", "th"]):
                if cell.find_parent("tr") is row:
                    cells.append(_joined([cell]))
                    cells += [""] * (_span(cell) - 1)
            rows.append(cells)
        if rows and max(map(len, rows)) == 1:
            for n, cells in enumerate(rows, start=1):
                self.lines.paragraph(cells[0] if cells else "", f"{place}, row {n}")
        else:
            self.lines.table([row for row in rows if any(row)], place)

    def _place(self) -> str:
        self.parts += 1
        return f"part {self.parts}"


def _span(cell: Tag) -> int:
    given = str(cell.get("colspan", "1"))
    return min(int(given), 100) if given.isdigit() and int(given) else 1


def _joined(run: list[PageElement]) -> str:
    """The words of inline content: white space is one space, and a break is a line of its own."""
    if all(isinstance(element, NavigableString) and not element.strip() for element in run):
        return ""
    text = "".join(part for element in run for part in _inline(element, 0))
    return "\n".join(line for part in text.split("\v") if (line := " ".join(part.split())))


def _inline(element: PageElement, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise Refused("too_deep")
    if isinstance(element, PreformattedString):  # a comment, a doctype, an instruction
        return
    if isinstance(element, NavigableString):
        yield str(element)
    elif isinstance(element, Tag) and element.name not in _LEFT_OUT and not _is_hidden(element):
        if element.name == "br":
            yield "\v"
            return
        if element.name == "input":
            yield "" if element.get("type") != "checkbox" else "[x] " if element.has_attr("checked") else "[ ] "
            return
        words = "".join(part for child in element.children for part in _inline(child, depth + 1))
        href = str(element.get("href", ""))
        if element.name == "a" and href.startswith(("http://", "https://")) and words.strip() != href:
            yield f"[{' '.join(words.split())}]({href})"
        elif element.name in _SIGNS and words.strip() and "*" not in words.strip("* \n"):
            sign = _SIGNS[element.name]
            yield words.replace(words.strip(), f"{sign}{words.strip()}{sign}", 1)
        else:
            # A block inside an inline tag ends a line.
            yield f"\v{words}\v" if element.name in _BLOCKS else words


def _is_block(tag: Tag) -> bool:
    return tag.name in _BLOCKS


def _is_menu(tag: Tag) -> bool:
    called = {str(tag.get("id", "")).lower(), *(str(name).lower() for name in tag.get_attribute_list("class") if name)}
    return bool(called & _MENUS) or str(tag.get("role", "")).lower() in _ROLES


def _is_hidden(tag: Tag) -> bool:
    style = str(tag.get("style", "")).replace(" ", "").lower()
    return tag.has_attr("hidden") or "display:none" in style or "visibility:hidden" in style
