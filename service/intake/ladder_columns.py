"""What the rows and columns of a ladder's table are: its header, its levels, its names, its marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.domain.packet import Unread
from service.intake.ladder_levels import is_level, is_sure_level, plain, share_of_levels
from service.intake.ladder_values import Words

DIMENSION = re.compile(
    r"(?:rubric |core |key |role |technical |engineering |job |leadership )?(?:dimensions?|"
    r"competenc(?:y|ies)|competences?|"
    r"areas?|axis|axes|skills?(?: areas?| sets?)?|sub-?skills?|categor(?:y|ies)|"
    r"sub-?categor(?:y|ies)|attributes?|pillars?|"
    r"traits?|criteri(?:a|on)|expectations?|names?|topics?|values?|capabilit(?:y|ies)|domains?|themes?|behaviou?rs?|"
    r"focus(?: areas?)?|groups?|sections?|(?:competency|skill|focus) (?:areas?|groups?|"
    r"categor(?:y|ies))|aspects?|factors?|"
    r"responsibilit(?:y|ies)|disciplines?|tracks?|kompetenz(?:en)?|bereich|kategorie|"
    r"compétences?|domaine|catégorie|competencias?|"
    r"dimensión|área|categoría|habilidad(?:es)?|competências?|dimensão|categoria|competenze?|"
    r"ambito|компетенци[яи]|область|"
    r"yetkinlik|コンピテンシー|能力|项目|維度|维度)?",
    re.IGNORECASE,
)
LEVEL = re.compile(
    r"(?:job |career |role |target |seniority )?(?:levels?|lvl|grades?|stages?|bands?|tiers?|"
    r"ranks?|seniority|titles?|roles?|"
    r"job titles?|positions?|milestones?|niveaus?|stufe|ebene|nivel|nível|livello|уровень|seviye|レベル|级别|等级)"
    r"(?: names?| ids?| titles?)?",
    re.IGNORECASE,
)
TEXT = re.compile(
    r"(?:level |role |job |expected |key |performance )?(?:descriptions?|descriptors?|"
    r"expectations?|behaviou?rs?|criteri(?:a|on)|"
    r"text|words|details?|requirements?|responsibilit(?:y|ies)|what (?:it|good|success) (?:means|looks like)|summary|"
    r"definitions?|statements?|indicators?|beschreibung|erwartung(?:en)?|descripción|descrição|descrizione|описание|"
    r"what we expect|you\b.*|competenc(?:y|ies)|skills?|evidence|signals?|meaning)",
    re.IGNORECASE,
)
NO_LEVEL = re.compile(
    r"|#|no\.?|n[°º]|id|key|order|descriptions?|definitions?|details?|summary|notes?|"
    r"weight(?:ing)?|weights|examples?|comments?|links?|score|"
    r"scores?|rating|ratings?|self[- ]assessment|assessment|value|feedback|manager(?: notes|"
    r" rating| comments)?|evidence|total|"
    r"achieved(?: level)?|current score|resources?|url|date|status|owner|source|tags?|why|questions?",
    re.IGNORECASE,
)
MARK = re.compile(
    r"[\W\d_]{0,16}|[\W\d_]{1,12}[km]?[\W\d_]{0,12}[km]?|(?:yes|no|nope|true|false|n/?a|tbd|x|-)", re.IGNORECASE
)
HEADER_WITHIN = 40
# So many rows tell what a column holds.
_SAMPLE = 300


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of cells and where it stands."""

    where: str
    cells: tuple[str, ...]

    def cell(self, n: int | None) -> str:
        """The words of column `n`; empty where the row ends before it."""
        return self.cells[n].strip() if n is not None and n < len(self.cells) else ""


@dataclass(slots=True)
class GridReading:
    """What a grid came to. `surely` says whether its own header or rows name the levels."""

    words: list[Words] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    surely: bool = False

    def leave(self, where: str, cells: Sequence[str], why: str) -> None:
        said = " | ".join(cell.strip() for cell in cells if cell.strip())
        if said:
            self.unread.append(Unread(where=where, text=said, why=why))


def headed(rows: Sequence[GridRow]) -> Sequence[GridRow]:
    """The rows with a header of ours where each is a name, a level and words, and nobody wrote one."""
    width = {len(row.cells) for row in rows}
    if len(rows) < 3 or width not in ({3}, {4}):
        return rows
    columns = range(next(iter(width)))
    levels = [n for n in columns if all(row.cell(n) and is_level(row.cell(n)) for row in rows)]
    long = max(columns, key=lambda n: sum(len(row.cell(n).split()) for row in rows))
    cells = [plain(row.cell(levels[0])) for row in rows] if levels else []
    if len(levels) != 1 or long in levels or not 1 < len(set(cells)) < len(cells):
        return rows
    header = tuple("level" if n in levels else "description" if n == long else "area" for n in columns)
    return [GridRow("", header), *rows]


def _asked_in(cells: Sequence[str], asked: Sequence[str]) -> bool:
    wanted = [plain(level) for level in asked]
    return len(wanted) > 1 and all(any(plain(cell) == level for cell in cells) for level in wanted)


def levels_across(header: Sequence[str], asked: Sequence[str]) -> list[int]:
    """The columns that hold levels, first to last; those in between that only look like marks are left out."""
    told = _asked_in(header, asked)
    likely = [
        n for n, name in enumerate(header) if name.strip() and is_level(name) and not LEVEL.fullmatch(name.strip())
    ]
    if (
        not told
        and len(likely) < 2
        and not (likely and DIMENSION.fullmatch(header[0].strip()) and is_sure_level(header[likely[0]]))
    ):
        return []
    named = [n for n, name in enumerate(header) if name.strip()]
    if told or (likely and len(likely) * 2 >= len([n for n in named if n >= likely[0]])):
        first = likely[0] if likely else 1
        if told:
            first = min([n for n in named if any(plain(header[n]) == plain(level) for level in asked)] + [first])
        # "Rookie" between "Junior" and "Senior" is a level too: so is every name from the first one on.
        return [n for n in named if n >= first and (n in likely or not NO_LEVEL.fullmatch(header[n].strip()))]
    return likely if sum(map(is_sure_level, (header[n] for n in likely))) >= 2 else []


def header_of(rows: Sequence[GridRow], asked: Sequence[str]) -> int | None:
    """The row with the most levels in it, of those at the top."""
    best, most = None, 0
    for n, row in enumerate(rows[:HEADER_WITHIN]):
        across = levels_across(row.cells, asked)
        distinct = {plain(row.cells[column]) for column in across}
        # Under a header stand words; under the first of many levels stand other levels.
        following = rows[n + 1 : n + 1 + _SAMPLE]
        below = [[own.cell(column) for own in following if own.cell(column)] for column in across]
        if n and any(cells and share_of_levels(cells) >= 0.5 for cells in below):
            continue
        if len(distinct) == len(across) and len(across) > most and n + 1 < len(rows):
            best, most = n, len(across)
    return best


def column_named(header: Sequence[str], names: re.Pattern[str], other_than: int) -> int | None:
    return next(
        (n for n, name in enumerate(header) if n != other_than and name.strip() and names.fullmatch(name.strip())), None
    )


def column_of_levels(rows: Sequence[GridRow], header: Sequence[str], asked: Sequence[str]) -> int | None:
    """The column whose cells are levels, where at least two different ones stand in it."""
    rows = rows[:_SAMPLE]
    for n in range(min(4, max((len(row.cells) for row in rows), default=0))):
        cells = [row.cell(n) for row in rows if row.cell(n)]
        if len({plain(cell) for cell in cells}) < 2:
            continue
        named = n < len(header) and LEVEL.fullmatch(header[n].strip()) is not None
        share = share_of_levels(cells)
        if _asked_in(cells, asked) or (named and share > 0) or share >= 0.6 or (named and _other_words(rows, n)):
            return n
    return None


def _other_words(rows: Sequence[GridRow], column: int) -> bool:
    """Whether the other columns hold sentences, as they do beside levels of any name."""
    others = [cell for row in rows for n, cell in enumerate(row.cells) if n != column and cell.strip()]
    return bool(others) and sum(len(cell.split()) for cell in others) >= 4 * len(others)


def is_long(rows: Sequence[GridRow], levels: int, header: Sequence[str]) -> bool:
    """Whether each row is one cell of the ladder: its level comes back, or its words have a column of their own."""
    cells = [plain(row.cell(levels)) for row in rows if row.cell(levels)]
    text = any(
        TEXT.fullmatch(name.strip()) and not DIMENSION.fullmatch(name.strip()) for name in header if name.strip()
    )
    return len(set(cells)) < len(cells) and (text or len([name for name in header if name.strip()]) <= 3)


def one_line(name: str) -> str:
    """A name that was broken over lines; of a name with a description under it, the name."""
    joined = " ".join(name.split())
    return joined if len(joined.split()) <= 6 else " ".join(name.strip().split("\n")[0].split())


def is_a_name(header: str) -> bool:
    return not header or NO_LEVEL.fullmatch(header) is None


def names_at(leading: Sequence[int], header: GridRow, body: Sequence[GridRow]) -> tuple[int | None, list[int]]:
    """The column that names the dimensions, and those left of it that name groups of them."""
    filled = [n for n in leading if any(row.cell(n) for row in body)]
    # A column of sentences describes; it names nothing.
    brief = [n for n in filled if is_brief(n, body)]
    named = [n for n in brief if header.cell(n) and DIMENSION.fullmatch(header.cell(n))]
    chosen = named or brief or filled[:1]
    if not chosen:
        return None, []
    return chosen[-1], [n for n in chosen[:-1] if n in brief]


def is_brief(column: int, body: Sequence[GridRow]) -> bool:
    lengths = sorted(len(row.cell(column).split()) for row in body if row.cell(column))
    return bool(lengths) and lengths[len(lengths) // 2] <= 8


def is_marks(column: int, body: Sequence[GridRow]) -> bool:
    cells = [row.cell(column) for row in body if row.cell(column)]
    return bool(cells) and all(MARK.fullmatch(cell) for cell in cells)
