"""Finds entries in JSON and YAML that nest them their own way: a résumé, an outline by year or project, an export.

What a list holds is told by its name (`highlights`, `2024`), or by its words where every part of it reads like a
sentence. Goals, skills and what describes a job as a whole are set aside with the reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from service.domain.packet import Unread
from service.domain.when import When
from service.intake.dates import whole_date
from service.intake.day_order import SlashOrder
from service.intake.fields import Field, field_named
from service.intake.periods import Edge, dated_stamp, edges_named, period_of, spaced
from service.intake.sections import SectionKind, kind_of
from service.intake.structured_words import shown
from service.intake.trees import Listed, Mapped, Number, Span, Tree

LISTS = frozenset(
    "entries wins achievements accomplishments brags brag_log log highlights results outcomes bullets contributions "
    "deliverables milestones kudos_log successes years halves quarters months weeks days periods sections".split()
)
_TELLING = (Field.TEXT, Field.TITLE, Field.ASIDE, Field.OUTCOME)
_SECTIONS = ("work", "volunteer", "projects", "awards", "publications")
_ASIDE = {
    "basics": "who somebody is, not what they did",
    "education": "schooling, not a win",
    "skills": SectionKind.KEYWORDS.value,
    "languages": SectionKind.KEYWORDS.value,
    "interests": SectionKind.KEYWORDS.value,
    "certificates": "a certificate, not a win: write what you did with it",
    "references": SectionKind.PRAISE.value,
    "meta": "about the file",
}
_NAMES_OF_A_JOB = frozenset(
    "name company organization organisation entity position location url website type roles".split()
)
_ABOUT_ALL = "about the whole of it, not one win"
_SENTENCE = 3  # words
_NO_SPAN = Span(0, -1)


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of the tree that is an entry: where it stands, and the time that what is around it lends."""

    tree: Tree
    where: str
    span: Span
    within: When


@dataclass(slots=True)
class Outline:
    """The entries of a nested document, and what of it is none."""

    portions: list[Portion] = field(default_factory=list)
    aside: list[Unread] = field(default_factory=list)


def is_resume(root: Mapped) -> bool:
    """Whether a document is laid out like JSON Resume."""
    keys = {key for key, value in root.pairs if isinstance(value, Listed)}
    named = keys & {*_SECTIONS, "education", "skills", "certificates", "languages"}
    jobs = root.get("work")
    has_jobs = isinstance(jobs, Listed) and any(_is_job(job) for job in jobs.parts)
    return (isinstance(root.get("basics"), Mapped) and bool(named)) or (has_jobs and len(named) > 1) or has_jobs


def _is_job(value: Tree) -> bool:
    return isinstance(value, Mapped) and isinstance(value.get("highlights"), Listed)


def resume_outline(root: Mapped, order: SlashOrder) -> Outline:
    """The highlights of jobs and projects, each dated by its job, and awards."""
    reader = _Outliner(order)
    for key, value in root.pairs:
        if key in _ASIDE or key.startswith("$") or not isinstance(value, Listed):
            reader.leave(key, value, _ASIDE.get(key, "a key that is not read"))
        elif key in _SECTIONS:
            for n, (part, span) in enumerate(spanned(value)):
                reader.read_job(part, f"{key}[{n}]", span, is_work=key in ("work", "volunteer"))
        else:
            reader.read_list(value, key, key, When())
    return reader.outline


def nested_outline(root: Tree, order: SlashOrder, where: str = "", within: When | None = None) -> Outline:
    """The entries of any other nesting; none where nothing in it reads like one."""
    reader = _Outliner(order)
    if isinstance(root, Mapped):
        reader.read_mapping(root, where, _NO_SPAN, within or When())
    return reader.outline


class _Outliner:
    def __init__(self, order: SlashOrder) -> None:
        self.order = order
        self.outline = Outline()

    def leave(self, where: str, value: Tree, why: str = "a key that is not read") -> None:
        if value is not None and shown(value).strip():
            self.outline.aside.append(Unread(where=where[:200], text=shown(value), why=why))

    def read_job(self, job: Tree, where: str, span: Span, *, is_work: bool) -> None:
        if not isinstance(job, Mapped):
            self.outline.portions.append(Portion(job, where, span, When()))
            return
        when = self._lent(job, where, When())
        highlights = job.get("highlights")
        told = isinstance(highlights, Listed) and any(highlights.parts)
        pairs: list[tuple[str, Tree]] = []
        for (key, value), is_time in zip(job.pairs, _times(job), strict=True):
            name = key.casefold()
            if value is None or is_time or (isinstance(value, Listed) and not value.parts):
                continue
            if name == "highlights" and isinstance(value, Listed):
                self.read_list(value, f"{where}.{key}", "highlights", when)
            elif name in ("summary", "description") and isinstance(value, str):
                self._take_summary(value, f"{where}.{key}", pairs, told=told)
            elif name in ("name", "title") and not is_work and not told:
                pairs.insert(0, ("title", value))
            elif name == "url" and not told:
                pairs.append(("url", value))
            elif name not in _NAMES_OF_A_JOB and name != "title":
                self.leave(
                    f"{where}.{key}",
                    value,
                    SectionKind.KEYWORDS.value if name == "keywords" else "a key that is not read",
                )
        if any(key in ("title", "text") for key, _ in pairs):
            self.outline.portions.append(Portion(Mapped(tuple(pairs)), where, span, when))

    def _take_summary(self, words: str, where: str, pairs: list[tuple[str, Tree]], *, told: bool) -> None:
        if told:
            self.leave(where, words, _ABOUT_ALL)
        elif words.strip():
            pairs.append(("text" if not pairs else "description", words))

    def read_mapping(self, value: Mapped, where: str, span: Span, within: When) -> None:
        """The lists in an object, at any depth; what else stands in it is left."""
        when = self._lent(value, where, within)
        for (key, inner), is_time in zip(value.pairs, _times(value), strict=True):
            at = f"{where}.{key}" if where else key
            dated = whole_date(key, self.order, within)
            kind = kind_of(spaced(key).replace("_", " "), SectionKind.WINS)
            if inner is None or is_time:
                continue
            if field_named(spaced(key)) is Field.KEYWORDS or kind in _NOT_READ:
                self.leave(at, inner, kind.value if kind in _NOT_READ else SectionKind.KEYWORDS.value)
            elif isinstance(inner, Listed):
                self.read_list(inner, at, key, dated.when if dated else when)
            elif isinstance(inner, Mapped) and _is_entry(inner) and (dated or _is_list_name(key) or _is_strong(inner)):
                self.outline.portions.append(Portion(inner, at, span, dated.when if dated else when))
            elif isinstance(inner, Mapped):
                self.read_mapping(inner, at, span, dated.when if dated else when)
            elif isinstance(inner, str) and dated is not None:
                self.outline.portions.append(Portion(inner, at, span, dated.when))
            else:
                self.leave(at, inner)

    def read_list(self, value: Listed, where: str, key: str, within: When) -> None:
        """A list under a name; its parts are entries where the name, the time or the words say so."""
        dated = whole_date(key, self.order, within)
        named = _is_list_name(key) or dated is not None
        texts = [part for part in value.parts if isinstance(part, str)]
        told = named or (bool(texts) and all(_is_sentence(text) for text in texts))
        for n, (part, span) in enumerate(spanned(value)):
            at = f"{where}[{n}]"
            if (isinstance(part, str) and told and part.strip()) or (
                isinstance(part, Mapped) and _is_entry(part) and (named or _is_strong(part))
            ):
                self.outline.portions.append(Portion(part, at, span, within))
            elif isinstance(part, Mapped):
                self.read_mapping(part, at, span, within)
            elif isinstance(part, Listed):
                self.read_list(part, at, key, within)
            else:
                self.leave(at, part, "a key that is not read")

    def _lent(self, value: Mapped, where: str, within: When) -> When:
        """The time an object's own fields say; where they say one that cannot be told, none."""
        edges = edges_named([key for key, _ in value.pairs])
        said = {edge: _scalar(inner) for edge, (_, inner) in zip(edges, value.pairs, strict=True) if edge}
        dated = None
        if said.get(Edge.START) or said.get(Edge.END):
            dated = period_of(
                said.get(Edge.START, ""), said.get(Edge.END, ""), said.get(Edge.DURATION, ""), self.order, within
            )
        else:
            for key, inner in value.pairs:
                words = _scalar(inner)
                if words and _is_when(key):
                    dated = dated_stamp(words, self.order, within)
                    break
        if dated is None:
            return within
        if not dated.when.known and (dated.doubtful or dated.rest.strip()):
            self.leave(f"{where}, date", dated.doubtful or dated.rest, dated.why)
        return dated.when


_NOT_READ = (SectionKind.GOALS, SectionKind.GUIDANCE, SectionKind.KEYWORDS, SectionKind.PRAISE, SectionKind.MESSAGE)


def _times(value: Mapped) -> list[bool]:
    """Which of an object's fields say its time."""
    edges = edges_named([key for key, _ in value.pairs])
    return [
        not isinstance(inner, Listed | Mapped) and (edge is not None or _is_when(key))
        for (key, inner), edge in zip(value.pairs, edges, strict=True)
    ]


def _is_when(key: str) -> bool:
    return field_named(spaced(key)) is Field.WHEN or spaced(key).lower().replace("_", " ") == "release date"


def nests(value: Mapped) -> bool:
    """Whether an object tells nothing itself, but holds lists or objects that may."""
    # `text` is our own form's: a list there is a fault, not a group.
    held = [inner for key, inner in value.pairs if key != "text"]
    return any(isinstance(inner, Listed | Mapped) for inner in held) and not _is_entry(value)


def is_deep(root: Tree) -> bool:
    """Whether entries may stand deeper than in one list at the top, or right under the top."""
    if isinstance(root, Mapped):
        inner = [value for _, value in root.pairs]
        return any(isinstance(value, Mapped) or (isinstance(value, Listed) and is_deep(value)) for value in inner)
    return isinstance(root, Listed) and any(isinstance(part, Mapped) and nests(part) for part in root.parts)


def spanned(value: Listed) -> Iterator[tuple[Tree, Span]]:
    """The parts of a list with their lines, as far as these are known."""
    spans: Sequence[Span] = value.spans or (_NO_SPAN,) * len(value.parts)
    return iter(tuple(zip(value.parts, spans, strict=True)))


def _scalar(value: Tree) -> str:
    return value.written if isinstance(value, Number) else value if isinstance(value, str) else ""


def _is_entry(value: Mapped) -> bool:
    """Whether an object tells something under a name that is known for it, and does not only head a list of wins."""
    told = {field_named(spaced(key)) for key, inner in value.pairs if isinstance(inner, str)}
    heads = any(
        isinstance(inner, Listed)
        and inner.parts
        and _is_list_name(key)
        and field_named(spaced(key)) is not Field.OUTCOME
        for key, inner in value.pairs
    )
    return any(part in _TELLING for part in told) and not (heads and Field.TEXT not in told)


def _is_strong(value: Mapped) -> bool:
    """Whether nobody but somebody who keeps a log would name fields so: a win, or a title with its date or outcome."""
    fields = {field_named(spaced(key)) for key, inner in value.pairs if inner is not None}
    dated = Field.WHEN in fields or any(edges_named([key for key, _ in value.pairs]))
    return Field.TEXT in fields or (Field.TITLE in fields and (dated or Field.OUTCOME in fields))


def _is_list_name(key: str) -> bool:
    plain = spaced(key).casefold().replace(" ", "_")
    return plain in LISTS or field_named(spaced(key)) in (Field.TEXT, Field.OUTCOME)


def _is_sentence(text: str) -> bool:
    # Scripts without spaces write a sentence as one word.
    return len(text.split()) >= _SENTENCE or (
        len(text) >= 8 and not text.isascii() and " " not in text and "/" not in text
    )
