"""Reads one entry of a JSON or YAML log: the canonical keys as they are, those people use instead as far as known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from service.domain.brag import BragEntry, Corroboration, EntryId, StatedBy
from service.domain.packet import Unread
from service.domain.when import When
from service.errors import Fault
from service.faults import in_plain_words
from service.intake.columns import without_projects
from service.intake.dated_text import dated_line
from service.intake.day_order import SlashOrder
from service.intake.fields import Field, fields_named, is_done, is_undone
from service.intake.periods import Edge, dated_stamp, edges_named, local_day, period_of, spaced
from service.intake.ratings import A_RATING, is_rating
from service.intake.speakers import speaker_says, told_by_nobody
from service.intake.structured_nests import OWN_KEYS, edges_in, is_nested, spoken_in
from service.intake.structured_words import called, shown
from service.intake.trees import Broken, Listed, Mapped, Number, Span, Tree

_ID = re.compile(r"[^\x00-\x1f\x7f]{1,200}")
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_UNNAMED = EntryId("unnamed")


@dataclass(slots=True)
class Gathered:
    """One entry's parts before it is an entry, what is wrong with them, and what of them is not read."""

    where: str
    span: Span
    tree: Tree
    id: str = ""
    when: When = field(default_factory=When)
    words: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    dimensions: list[str] = field(default_factory=list)
    said: list[Corroboration] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loose: dict[Field, str] = field(default_factory=dict)
    stated_by: StatedBy = StatedBy.LOG
    undone: bool = False
    faults: list[Fault] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def leave(self, where: str, value: Tree, why: str = "a key that is not read") -> None:
        """Reports a part that goes nowhere."""
        self.unread.append(Unread(where=where, text=shown(value), why=why))

    def entry(self) -> BragEntry | None:
        """The entry under its own id, or under none of its own; None, with the faults, where it breaks a rule."""
        if self.faults:
            return None
        try:
            return BragEntry(
                id=EntryId(self.id) or _UNNAMED,
                when=self.when,
                text="\n".join(self.words),
                outcome="\n".join(self.outcomes) or None,
                dimensions=tuple(self.dimensions),
                corroborations=tuple(self.said),
                links=tuple(self.links),
                stated_by=self.stated_by,
            )
        except ValidationError as exc:
            self.blame(exc, self.where)
            return None

    def blame(self, exc: ValidationError, where: str) -> None:
        """Faults for the rules of a value that are broken."""
        # pydantic's messages name the rule, never the value.
        for error in exc.errors(include_input=False, include_url=False):
            path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"])
            self.faults.append(Fault(f"{where}{path}", in_plain_words(error["type"], error.get("ctx", {}))))


class EntryReader:
    """Reads entries of one file; nothing is raised, faults stay with their entry."""

    def __init__(self, order: SlashOrder) -> None:
        self.order = order

    def read(self, part: Tree, where: str, span: Span, within: When) -> Gathered:
        """One element of the list; `within` is the date of the group it stands in."""
        found = Gathered(where, span, part, when=within)
        match part:
            case Mapped():
                self._read_keys(part, found)
            case str():
                self._read_text(part, found)
            case Broken(what):
                found.faults.append(Fault(where, what))
            case _:
                found.faults.append(Fault(where, "is neither an object nor a text"))
        return found

    def _read_text(self, text: str, found: Gathered) -> None:
        dated = dated_line(text, self.order, found.when)
        if (dated.when.known or dated.doubtful) and dated.rest.strip():
            found.when, text = dated.when, dated.rest
            if dated.doubtful:
                found.leave(f"{found.where}, date", dated.doubtful, dated.why)
        if not text.strip():
            found.faults.append(Fault(found.where, "is empty"))
        found.words.append(self._fit(text, found.where, found))

    def _read_keys(self, entry: Mapped, found: Gathered) -> None:
        names = [key for key, _ in entry.pairs]
        fields, edges = fields_named([spaced(name) for name in names]), edges_named(names)
        filled = [part if value is not None else None for part, (_, value) in zip(fields, entry.pairs, strict=True)]
        fields = without_projects(names, filled)
        said: dict[Edge, str] = {}
        for (key, value), part, edge in zip(entry.pairs, fields, edges, strict=True):
            at = f"{found.where}.{key}"[:200]
            if value is None:
                continue
            if edge is not None and isinstance(value, str | Number):
                said[edge] = value if isinstance(value, str) else value.written
                continue
            if key == "corroborations":
                self._read_corroborations(value, at, found)
            elif key == "stated_by":
                self._read_stated_by(value, at, found)
            elif key not in OWN_KEYS and is_nested(value):
                self._read_nest(value, part, at, said, found)
            elif part is not None:
                self._fill(found, part, value, at)
            elif key == "creationDate" and isinstance(value, str) and entry.get("uuid") is not None:
                zone = entry.get("timeZone")
                found.when = local_day(value, zone if isinstance(zone, str) else "", self.order)
            elif not (key == "timeZone" and entry.get("creationDate") is not None):
                found.leave(at, value)
        self._settle_edges(said, is_event=any(spaced(name).lower().startswith("event") for name in names), found=found)
        self._settle_loose(found)
        if not found.words and found.outcomes:
            found.words, found.outcomes = found.outcomes, []
        if not any(word.strip() for word in found.words) and not found.faults:
            found.faults.append(Fault(f"{found.where}.text", "is missing or empty"))

    def _read_nest(self, value: Tree, part: Field | None, at: str, said: dict[Edge, str], found: Gathered) -> None:
        """What is nested where a text was expected costs no entry: it is understood, or it is told as unread."""
        if part is Field.WHEN and (edges := edges_in(value)):
            said.update(edges)
        elif part in (Field.DIMENSIONS, Field.LINKS):
            self._fill(found, part, value, at)
        elif part is Field.QUOTE:
            for n, one in enumerate(value.parts if isinstance(value, Listed) else (value,)):
                spoken = spoken_in(one)
                heard = speaker_says(*spoken, self.order) if spoken else None
                if heard is not None:
                    found.said.append(heard)
                else:
                    found.leave(f"{at}[{n}]" if isinstance(value, Listed) else at, one, "nobody knows who said it")
        else:
            found.leave(at, value, "objects within an entry are not read")

    def _fill(self, found: Gathered, part: Field, value: Tree, at: str) -> None:
        match part:
            case Field.ID:
                found.id = self._name(value, at, found)
            case Field.WHEN:
                found.when = self._date(value, at, found, found.when)
            case Field.TEXT:
                found.words.insert(0, self._text(value, at, found))
            case Field.TITLE | Field.ASIDE:
                found.words.append(self._text(value, at, found))
            case Field.OUTCOME:
                outcome = self._text(value, at, found) if not isinstance(value, Number) else value.written
                # What our own form calls an outcome is one, however short.
                if not at.endswith(".outcome") and (is_rating(outcome) or isinstance(value, Number)):
                    found.leave(at, outcome, A_RATING)
                elif outcome:
                    found.outcomes.append(outcome)
            case Field.DIMENSIONS:
                found.dimensions += self._texts(value, at, found)
            case Field.LINKS:
                found.links += self._texts(value, at, found)
            case Field.STATUS:
                status = value.written if isinstance(value, Number) else self._text(value, at, found)
                found.undone = is_undone(status) or status == "false"
                if not found.undone and not is_done(status):
                    found.leave(at, status, "a status that is not known")
            case Field.KEYWORDS:
                found.leave(at, value)
            case Field.QUOTE | Field.WHO | Field.ROLE | Field.WHERE:
                found.loose[part] = self._text(value, at, found)

    def _date(self, value: Tree, at: str, found: Gathered, within: When) -> When:
        written = value.written if isinstance(value, Number) else self._text(value, at, found)
        if not written.strip():
            return within
        try:
            return When.parse(written)
        except ValueError:
            dated = dated_stamp(written, self.order, within)
            if dated.when.known:
                return dated.when
            found.leave(at, written, dated.why)
            # What was meant is unknown, not the date of the group around it.
            return When()

    def _settle_edges(self, said: dict[Edge, str], found: Gathered, *, is_event: bool) -> None:
        """The time between a start and an end, where the entry names no other."""
        start, end = said.get(Edge.START, ""), said.get(Edge.END, "")
        if not start.strip() and not end.strip():
            if said.get(Edge.DURATION):
                found.leave(f"{found.where}.duration", said[Edge.DURATION], "a duration without a date")
            return
        duration = said.get(Edge.DURATION, "")
        dated = period_of(start, end, duration, self.order, found.when, may_be_a_day=is_event)
        if not dated.when.known:
            found.leave(f"{found.where}, date", dated.doubtful or dated.rest, dated.why)
        found.when = dated.when

    def _read_corroborations(self, value: Tree, at: str, found: Gathered) -> None:
        for n, said in enumerate(value.parts if isinstance(value, Listed) else (value,)):
            where = f"{at}[{n}]"
            if not isinstance(said, Mapped):
                found.faults.append(
                    Fault(where, said.what if isinstance(said, Broken) else "is not an object with quote and who")
                )
                continue
            parts: dict[str, str] = {}
            when = When()
            for key, inner in said.pairs:
                if key == "when" and inner is not None:
                    when = self._date(inner, f"{where}.when", found, When())
                elif key in ("quote", "who", "role", "where") and inner is not None:
                    parts[key] = self._text(inner, f"{where}.{key}", found)
                elif inner is not None:
                    found.leave(f"{where}.{key}"[:200], inner)
            if not parts.get("quote") or not parts.get("who"):
                found.faults.append(Fault(where, "needs both quote and who"))
                continue
            try:
                found.said.append(
                    Corroboration(
                        quote=parts["quote"],
                        who=parts["who"],
                        role=parts.get("role") or None,
                        when=when,
                        where=parts.get("where") or None,
                    )
                )
            except ValidationError as exc:
                found.blame(exc, where)

    def _settle_loose(self, found: Gathered) -> None:
        """`quote`, `who` and `role` beside `text`, as people flatten them."""
        loose = found.loose
        quote, who = loose.pop(Field.QUOTE, ""), loose.pop(Field.WHO, "")
        role, place = loose.pop(Field.ROLE, ""), loose.pop(Field.WHERE, "")
        said = speaker_says(quote, who, role, place, self.order) if quote else None
        if said is not None:
            found.said.append(said)
            return
        told = bool(quote) and any(word.strip() for word in (*found.words, *found.outcomes))
        if told:
            found.words.append(told_by_nobody(quote, who))
        left = [("quote", "" if told else quote), ("who", "" if told else who), ("role", role), ("where", place)]
        for key, words in left:
            if words:
                found.leave(f"{found.where}.{key}", words, "nothing here was quoted")

    def _read_stated_by(self, value: Tree, at: str, found: Gathered) -> None:
        if value in tuple(StatedBy):
            found.stated_by = StatedBy(str(value))
        else:
            found.faults.append(Fault(at, "is neither log nor interview"))

    def _name(self, value: Tree, at: str, found: Gathered) -> str:
        name = value.written if isinstance(value, Number) else self._text(value, at, found)
        if name and not _ID.fullmatch(name):
            found.faults.append(Fault(at, "is longer than 200 characters, or holds control characters"))
        return name

    def _text(self, value: Tree, at: str, found: Gathered) -> str:
        # Others list what came of their work; our own fields hold one text each.
        own = at.endswith((".text", ".outcome", ".quote", ".who", ".when"))
        if isinstance(value, Listed) and not own and value.parts and all(isinstance(part, str) for part in value.parts):
            return "\n".join(self._fit(part, at, found) for part in value.parts if isinstance(part, str))
        if not isinstance(value, str):
            found.faults.append(Fault(at, value.what if isinstance(value, Broken) else "is not a text"))
            return ""
        return self._fit(value, at, found)

    def _fit(self, text: str, at: str, found: Gathered) -> str:
        # PostgreSQL stores neither, and half a surrogate pair cannot be written as UTF-8 at all.
        if _UNFIT.search(text):
            found.faults.append(Fault(at, "holds a NUL character or half of a surrogate pair"))
            return ""
        return text

    def _texts(self, value: Tree, at: str, found: Gathered) -> list[str]:
        parts: Sequence[Tree] = value.parts if isinstance(value, Listed) else (value,)
        places = [f"{at}[{n}]" for n in range(len(parts))] if isinstance(value, Listed) else [at]
        parts = [called(part) for part in parts]
        texts = [self._text(part, place, found) for part, place in zip(parts, places, strict=True)]
        return [text for text in dict.fromkeys(texts) if text]
