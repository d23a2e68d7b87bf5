"""A packet as Markdown that a committee reads: the case first, then how each sentence is known."""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from service.domain import packet_parts as fixed
from service.domain.addressed import without_orders
from service.domain.brag import BragEntry, BragLog, EntryId
from service.domain.gaps import Gap, opening
from service.domain.packet import Bullet, DraftedBy, Edit, Level, Packet, Section, Sentence, Withheld
from service.domain.quantities import quantities
from service.domain.rubric import Dimension, DimensionId
from service.domain.when import Precision, When
from service.rendering.escaping import cell, code, prose, visible, without_foreign_addresses

_SAFE_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_FOOTNOTE_LENGTH = 1_500


def packet_markdown(packet: Packet, log: BragLog, *, clean: bool = False) -> str:
    """The packet in CommonMark with pipe tables and footnotes; nothing a person wrote becomes markup, link or image.

    `clean` is for a committee: the case and its evidence, without what was left out, asked, not read or not used.
    """
    page = _Page(packet, log.by_id(), clean=clean)
    blocks = [
        *page.opening(),
        *(block for section in packet.sections for block in page.section(section)),
        *page.corroborators(),
        *(() if clean else (*page.not_used(), *page.unread())),
        *page.provenance(),
        *page.footnotes(),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


class _Page:
    """One rendering: what is cited while it is written ends in the footnotes, in the order met."""

    def __init__(self, packet: Packet, entries: Mapping[EntryId, BragEntry], *, clean: bool) -> None:
        self.packet = packet
        self.clean = clean
        self.entries = entries
        self.dimensions = {dimension.id: dimension for dimension in packet.rubric.dimensions}
        self.cited: dict[EntryId, str] = {}
        self.told: dict[tuple[str, ...], str] = {}
        self.logged = "\n".join(entry.model_dump_json() for entry in entries.values())

    def opening(self) -> Iterator[str]:
        rubric = self.packet.rubric
        levels = " to ".join(prose(level) for level in (rubric.from_level, rubric.to_level) if level)
        yield f"# {fixed.TITLE}{f': {levels}' if levels else ''}"
        yield f"**{prose(self.packet.headline)}**"
        if not self.clean:
            yield f"> {fixed.GUIDANCE}"
        # One quote each: two paragraphs without a line between them would read as one.
        yield from (f"> **{prose(notice)}**" for notice in self.packet.notices)
        rows = [f"| {' | '.join(fixed.SUMMARY)} |", "|---|---|---|"]
        rows += [self._summary(section) for section in self.packet.sections]
        yield "\n".join(rows)

    def _summary(self, section: Section) -> str:
        strongest = fixed.NOTHING_YET
        if section.bullets:
            lead = _telling(section.bullets[0])
            strongest = cell(lead.text) + self._references([lead])
        elif section.shortlist:
            strongest = fixed.NOTHING_RELEASED
        return f"| {cell(self._name(section))} | {fixed.STANDINGS[section.standing]} | {strongest} |"

    def section(self, section: Section) -> Iterator[str]:
        dimension = self.dimensions.get(section.dimension)
        yield f"## {prose(self._name(section))}: {fixed.STANDINGS[section.standing]}"
        yield prose(section.why_this_standing)
        if dimension is not None:
            yield self._behaviour(dimension)
        if section.note:
            yield f"*{prose(section.note)}*"
        for level in (Level.NEXT, Level.CURRENT):
            bullets = [bullet for bullet in section.bullets if bullet.shows.level is level]
            if bullets and level is Level.CURRENT:
                yield fixed.CLOSEST
            if bullets:
                yield "\n".join(line for bullet in bullets for line in self._bullet(bullet))
        if self.clean:
            return
        if section.unverified:
            yield f"### {fixed.OWN_WORDS}"
            yield fixed.OWN_WORDS_NOTE
            yield "\n".join(line for edit in section.unverified for line in self._unverified(edit))
        if section.withheld:
            yield f"### {fixed.LEFT_OUT}"
            yield "\n".join(line for withheld in section.withheld for line in self._withheld(withheld))
        if section.gaps:
            yield f"### {fixed.QUESTIONS}"
            yield "\n".join(self._gap(gap) for gap in section.gaps)

    def _behaviour(self, dimension: Dimension) -> str:
        return f"*{fixed.ASKED}{self._level_name(self.packet.rubric.to_level)}, in its words:* {prose(dimension.next)}"

    def _bullet(self, bullet: Bullet) -> Iterator[str]:
        words = tuple(sentence.text for sentence in bullet.sentences)
        if words in self.told:
            # The same paragraph twice reads like padding; the argument it makes here needs one line and its reference.
            lead = _telling(bullet)
            yield f"- {prose(lead.text)} ({fixed.IN_FULL} {prose(self.told[words])}.){self._references([lead])}"
            return
        self.told[words] = self._dimension_name(bullet.shows.dimension)
        yield f"- {self._sentences(bullet.sentences)}"
        # A verbatim bullet *is* the entry's words, and the footnote holds the rest: repeating them says nothing.
        if bullet.drafted_by is DraftedBy.MODEL and not self.clean:
            for before in bullet.before:
                self._cite(before.entry)
                yield f"  - *{fixed.AS_LOGGED} ({self._known_as(before.entry)}):* {self._words(before.text)}"

    def _unverified(self, edit: Edit) -> Iterator[str]:
        text = without_foreign_addresses(edit.text, self.logged)
        yield f"- {self._words(text)}"
        for refused in edit.refused:
            yield f"  - *{refused.ruling.value.capitalize()}:* {prose(refused.because)}"
            if refused.question:
                yield f"  - *To settle it:* {prose(refused.question)}"

    def _withheld(self, withheld: Withheld) -> Iterator[str]:
        text = without_foreign_addresses(withheld.text, self.logged)
        yield f"- {self._words(text)}{self._marks(withheld.cites)}"
        yield f"  - *{withheld.ruling.value.capitalize()}:* {prose(withheld.because)}"
        if withheld.question:
            yield f"  - *To settle it:* {prose(withheld.question)}"

    def _gap(self, gap: Gap) -> str:
        return f"- {prose(gap.question)}{self._marks([gap.entry] if gap.entry else [])}"

    def corroborators(self) -> Iterator[str]:
        if not self.packet.corroborators:
            return
        yield f"## {fixed.VOICES}"
        yield "\n".join(
            f"- **{prose(voice.who)}**{f', {prose(voice.role)}' if voice.role else ''}{self._marks(voice.entries)}"
            for voice in self.packet.corroborators
        )

    def not_used(self) -> Iterator[str]:
        left = [self.entries[id] for id in self.packet.not_used if id in self.entries]
        if not left:
            return
        yield f"## {fixed.NOT_USED}"
        yield fixed.NOT_USED_NOTE
        lines = [
            f"- entry {_label(entry.id)}, {when_words(entry.when)}: “{self._words(opening(entry.text))}”"
            for entry in left[: fixed.NOT_USED_SHOWN]
        ]
        if len(left) > len(lines):
            lines.append(f"- and {len(left) - len(lines)} more, all of them in the packet as JSON")
        yield "\n".join(lines)

    def unread(self) -> Iterator[str]:
        if not self.packet.unread:
            return
        yield f"## {fixed.UNREAD}"
        yield fixed.UNREAD_NOTE
        yield "\n".join(f"- {prose(line.where)}: {self._words(line.text)}" for line in self.packet.unread)

    def provenance(self) -> Iterator[str]:
        made = self.packet.provenance
        model = "no model (the entries' own words)" if made.model == "none" else f"model {code(made.model)}"
        parts = [f"promocase {prose(made.service)}", model, f"embedder {code(made.embedder)}"]
        parts += [f"prompt {code(f'{name} {stamp}')}" for name, stamp in sorted(made.prompts.items())]
        parts.append(f"rubric {prose(self.packet.rubric.title)} {code(made.rubric[:19])}")
        if made.usage.calls:
            used = made.usage
            parts.append(
                f"{used.calls} model call{'' if used.calls == 1 else 's'}"
                f", {used.prompt_tokens} tokens in and {used.completion_tokens} out"
                + (f", {used.maybe_billed} more of unknown outcome" if used.maybe_billed else "")
            )
        yield f"## {fixed.MADE}"
        yield f"{'; '.join(parts)}. Packet {code(self.packet.id)}."

    def footnotes(self) -> Iterator[str]:
        yield from (f"[^{label}]: {self._entry(entry, label)}" for entry, label in self.cited.items())

    def _entry(self, id: EntryId, label: str) -> str:
        entry = self.entries.get(id)
        if entry is None:
            # The log changed after the packet was drafted; the packet's own copy of the words is in its JSON.
            return f"Entry {label} is no longer in the log."
        told = [f"Entry {label}, {when_words(entry.when)}: {self._words(entry.text, _FOOTNOTE_LENGTH)}"]
        if entry.outcome and entry.outcome not in entry.text:
            told.append(f"*Outcome:* {self._words(entry.outcome, _FOOTNOTE_LENGTH)}")
        for said in entry.corroborations:
            if said.quote in entry.text:
                continue
            role = f", {prose(said.role)}" if said.role else ""
            told.append(f"*{prose(said.who)}{role}:* “{self._words(said.quote, _FOOTNOTE_LENGTH)}”")
        links = [code(link) for link in entry.links if link not in entry.text]
        if links:
            told.append(f"*Links:* {', '.join(links)}")
        return " — ".join(told)

    def _sentences(self, sentences: Iterable[Sentence]) -> str:
        """Sentences with their references; a run that rests on the same entries is marked once, at its end."""
        written: list[str] = []
        kept = list(sentences)
        for sentence, following in zip(kept, [*kept[1:], None], strict=True):
            same = following is not None and following.cites == sentence.cites
            written.append(prose(sentence.text) + ("" if same else self._references([sentence])))
        return " ".join(written)

    def _references(self, sentences: Iterable[Sentence]) -> str:
        return self._marks(dict.fromkeys(entry for sentence in sentences for entry in sentence.cites))

    def _marks(self, entries: Iterable[EntryId]) -> str:
        return "".join(f"[^{self._cite(entry)}]" for entry in entries)

    def _cite(self, entry: EntryId) -> str:
        if entry not in self.cited:
            self.cited[entry] = _label(entry)
        return self.cited[entry]

    def _known_as(self, entry: EntryId) -> str:
        return f"entry {self._cite(entry)}"

    def _words(self, text: str, limit: int = 4_000) -> str:
        """A person's words, set as such; orders to a program are not handed on to the reader of the packet."""
        shown, _ = without_orders(text)
        line = visible(shown)
        if len(line) > limit:
            line = line[:limit].rsplit(" ", 1)[0] + f" {fixed.CUT}"
        return prose(line)

    def _name(self, section: Section) -> str:
        return self._dimension_name(section.dimension)

    def _dimension_name(self, id: DimensionId) -> str:
        dimension = self.dimensions.get(id)
        return dimension.name if dimension else id

    @staticmethod
    def _level_name(level: str) -> str:
        return f" ({prose(level)})" if level else ""


def _label(entry: EntryId) -> str:
    """An id that can stand in a footnote: the entry's own, or one made from it."""
    return entry if _SAFE_LABEL.fullmatch(entry) else "x" + sha256(entry.encode()).hexdigest()[:10]


def _telling(bullet: Bullet) -> Sentence:
    """The sentence that stands for a bullet in one line: the first that gives a figure or is more than a heading."""
    told = (one for one in bullet.sentences if quantities(one.text) or len(one.text.split()) > 5)
    return next(told, bullet.sentences[0])


def when_words(when: When) -> str:
    """A date as a reader says it, never more exact than it was written."""
    if when.canonical is None or when.first is None:
        return "undated"
    start, dots, end = when.canonical.partition("..")
    if dots:
        return f"{when_words(When.parse(start))} to {when_words(When.parse(end))}"
    if when.precision is Precision.DAY:
        return f"{when.first.day} {when.first:%B %Y}"
    if when.precision is Precision.MONTH:
        return f"{when.first:%B %Y}"
    if when.precision is Precision.QUARTER:
        year, quarter = start.split("-")
        return f"{quarter} {year}"
    return start
