"""Tells the fixed parts of a packet this program rendered from whatever else somebody wrote into it.

A part is ours only where it fits its frame to the last word, and its slots hold what they may: names of the packet's
own dimensions, words of the cited entry. Everything else is told to the checks as if it stood in any draft.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from service.domain import packet_parts as fixed
from service.domain.addressed import without_orders
from service.domain.brag import BragEntry, EntryId
from service.domain.claims import Ruling
from service.domain.evidence import Standing
from service.domain.language import NOT_ENGLISH
from service.domain.rubric import Rubric
from service.verification.sentences import split_sentences


class Block(NamedTuple):
    """A paragraph, bullet or cell: its words, its heading tag (`h2`, `th`), the heading over it, its depth in lists."""

    text: str
    heading: str
    within: str
    depth: int


_UNUSED = re.compile(r"^entry ([^\s,]{1,80}), ([^:“]{4,60}): “(.{1,300})”$")
_AND_MORE = re.compile(r"and \d+ more, all of them in the packet as JSON")
_MARK = re.compile(r"\[\^[^\]\s]{1,80}\]")
_POINTER = re.compile(rf"\({fixed.IN_FULL} ([^()\n]{{1,200}})\.\)")
_FOOTNOTE = re.compile(r"^\[\^([^\]\s]{1,80})\]: Entry ([^\s,]{1,80})(?:, ([^:]{4,60}): | is no longer in the log\.$)")
_WHEN = re.compile(r"(?:undated|to|Q[1-4]|H[12]|\d{1,2}|\d{4}|[A-Z][a-z]{2,8}| )+")
_LOGGED = re.compile(rf"^{fixed.AS_LOGGED} \(entry ([^\s()]{{1,80}})\):\s*")
_ASKED = re.compile(rf"^{fixed.ASKED}(?: \([^()\n]{{1,120}}\))?, in its words:\s*")
_STANDING = re.compile(
    r"No entry shows the next level yet\.|The next level is shown by \d+ entr(?:y|ies)"
    r"(?: in \d+ known quarters?|, (?:without|none with) a date that tells its quarter)"
    r"(?:; consistent takes \d+ entries over \d+ quarters)?\."
)
_NOTE = re.compile(
    r"(?:The model could not be (?:used|asked to mend what was refused) \((?P<why>[^()\n]{1,120})\)"
    r"(?:, so this section stands in your own words)?(?:\. |\.$))?"
    r"(?:Also relevant here, and told above: (?P<entries>[\w,\s-]{1,2000}))?"
)
_PROVENANCE = re.compile(
    r"promocase [\w.+-]{1,40}; (?:no model \(the entries' own words\)|model \S{1,120}); embedder \S{1,120}"
    r"(?:; prompt [\w-]{1,60} \S{1,120})*; rubric (?P<title>[^;\n]{1,200}) sha256:[0-9a-f]{1,64}"
    r"(?:; \d+ model calls?, \d+ tokens in and \d+ out(?:, \d+ more of unknown outcome)?)?\. Packet [\w-]{1,64}\."
)
_RULED = re.compile(rf"^(?:{'|'.join(ruling.value.capitalize() for ruling in Ruling)}): ")
_SETTLES = "To settle it: "
_ABOUT = re.compile(r"^“(.{1,300}?)”: ")
_ASIDES = frozenset(
    {"A rough figure is fine if you say so.", "A month or a quarter is enough.", "Once may be a fluke."}
)
_COMES_CLOSEST = re.compile(
    r"None of your entries tells something done that could be weighed for (?P<none>.{1,200})\."
    r"|this comes nearest to what the rubric asks for (?P<near>.{1,200}), but not near enough to be counted\."
    r"|These entries come closest to (?P<closest>.{1,200}), but none clearly shows the next level\."
)
_UNREAD = re.compile(r"^(?:earlier )?(?:line|row|lines|rows|entry|column|sheet|field)\b[^:\n]{0,80}: ")


def is_own_packet(blocks: Sequence[Block]) -> bool:
    """Whether the draft opens as a packet this program rendered."""
    return bool(blocks) and blocks[0].heading == "h1" and blocks[0].text.startswith(fixed.TITLE)


class OwnPacket:
    """A packet of ours as blocks, read beside the log (and the rubric, where known) it was made from."""

    def __init__(self, blocks: Sequence[Block], known: Mapping[EntryId, BragEntry], rubric: Rubric | None) -> None:
        self._blocks = blocks
        self._known = {_label(id): entry for id, entry in known.items()}
        self._asked = frozenset(_letters(dimension.next) for dimension in rubric.dimensions) if rubric else frozenset()
        named = [block.text.rpartition(": ") for block in blocks if block.heading == "h2"]
        self._standings = [(name, STANDING_OF[words]) for name, _, words in named if words in STANDING_OF]
        self._names = frozenset(name for name, _ in self._standings)
        self._logged = "\n".join(_letters(passage.words) for entry in known.values() for passage in entry.passages())
        self._voices = _voices(known.values())
        self._bullets = [_bare(block.text) for block in blocks if block.depth == 1 and self._argues(block)]

    def told(self) -> Iterator[tuple[str, bool]]:
        """What is not ours, in order; True where it is to be read as a heading, which claims only a deed in figures."""
        for block, following in zip(self._blocks, [*self._blocks[1:], None], strict=True):
            if block.heading.startswith("h"):
                yield block.text, True
            elif block.heading == "th":
                if block.text not in fixed.SUMMARY:
                    yield block.text, True
            elif block.depth == 0:
                yield from self._outside_lists(block)
            elif block.depth == 1:
                yield from self._bullet(block, following)
            elif not self._hangs(block):
                yield block.text, False

    def _argues(self, block: Block) -> bool:
        return block.within not in _NO_CASE

    def _outside_lists(self, block: Block) -> Iterator[tuple[str, bool]]:
        text = block.text
        if text in _SAID_ALIKE:
            return
        if text in self._names or text in self._headlines() or _STANDING.fullmatch(text) or self._repeats(text):
            return
        if asked := _ASKED.match(text):
            # Whose words these are is said; of an unknown rubric, only a deed in figures among them is looked at.
            if _letters(text[asked.end() :]) not in self._asked:
                yield text[asked.end() :], True
        elif text and (note := _NOTE.fullmatch(text)):
            if note["why"]:
                yield note["why"], True
            if not all(name in self._known for name in re.split(r",\s+|\s+and\s+", note["entries"] or "") if name):
                yield text, False
        elif made := _PROVENANCE.fullmatch(text):
            yield made["title"], True
        elif not self._is_footnote(text):
            yield _FOOTNOTE.sub("", text), False

    def _bullet(self, block: Block, following: Block | None) -> Iterator[tuple[str, bool]]:
        if block.within == fixed.LEFT_OUT:
            ours = following is not None and following.depth == 2 and bool(_RULED.match(following.text))
        elif block.within == fixed.QUESTIONS:
            about = _ABOUT.match(block.text)
            if about is not None and not self._is_logged(about[1]):
                # A question about what the log does not hold tells it all the same.
                yield about[1], False
            ours = self._asks(_bare(block.text[about.end() :] if about else block.text))
        elif block.within == fixed.VOICES:
            ours = _letters(_bare(block.text)) in self._voices
        elif block.within == fixed.NOT_USED:
            ours = bool(_AND_MORE.fullmatch(block.text)) or self._is_unused(block.text)
        elif block.within == fixed.UNREAD:
            ours = bool(_UNREAD.match(block.text))
        else:
            ours = False
        if not ours:
            yield _POINTER.sub(lambda to: "" if to[1] in self._names else to[0], block.text), False

    def _hangs(self, block: Block) -> bool:
        """Whether a nested bullet is one of ours: the entry a bullet came from, or why a sentence was left out."""
        if block.within in (fixed.LEFT_OUT, fixed.OWN_WORDS):
            return bool(_RULED.match(block.text)) or block.text.startswith(_SETTLES)
        logged = _LOGGED.match(block.text)
        entry = self._known.get(logged[1]) if logged else None
        return logged is not None and entry is not None and not _after(block.text[logged.end() :], [entry.text])

    def _is_footnote(self, text: str) -> bool:
        noted = _FOOTNOTE.match(text)
        if noted is None or noted[1] != noted[2]:
            return False
        entry = self._known.get(noted[1])
        if entry is None or noted[3] is None:
            return entry is None and noted[3] is None
        if not _dates(noted[3], entry):
            return False
        parts = [entry.text, f"Outcome: {entry.outcome}" if entry.outcome else ""]
        parts += [f"{said.who} {said.role or ''} {said.quote}" for said in entry.corroborations]
        return not _after(text[noted.end() :], [*parts, *(["Links"] if entry.links else []), *entry.links])

    def _is_unused(self, text: str) -> bool:
        listed = _UNUSED.match(text)
        entry = self._known.get(listed[1]) if listed else None
        if listed is None or entry is None or not _dates(listed[2], entry):
            return False
        told = _letters(listed[3])
        return _letters(without_orders(entry.text)[0]).startswith(told) or _letters(entry.text).startswith(told)

    def _is_logged(self, opening: str) -> bool:
        return _letters(opening) in self._logged

    def _asks(self, text: str) -> bool:
        return all(self._is_asked(sentence) for sentence in split_sentences(text))

    def _is_asked(self, sentence: str) -> bool:
        closest = _COMES_CLOSEST.fullmatch(sentence)
        if closest is not None:
            return (closest["none"] or closest["near"] or closest["closest"]) in self._names
        return sentence.endswith("?") or sentence in _ASIDES

    def _repeats(self, text: str) -> bool:
        """Whether a cell of the summary only says again what a bullet says, from a sentence's start on."""
        said = _bare(text)
        cut = said.endswith("…")
        said = said.rstrip("… ")
        for bullet in self._bullets if said else ():
            at = bullet.find(said)
            starts = at == 0 or (at > 0 and bullet[:at].rstrip()[-1:] in set(".!?…\"”'’)"))
            if starts and (cut or said[-1] in ".!?\"”'’)" or at + len(said) == len(bullet)):
                return True
        return False

    def _headlines(self) -> frozenset[str]:
        """The headlines these sections can have, whichever of them holds the most evidence."""
        many = len(self._standings)
        level = self._blocks[0].text.removeprefix(fixed.TITLE).lstrip(": ").rpartition(" to ")[2]
        by = {kind: [name for name, standing in self._standings if standing is kind] for kind in Standing}
        consistent, sometimes, missing = (
            by[kind] for kind in (Standing.CONSISTENT, Standing.SOMETIMES, Standing.NOT_YET)
        )
        opening = f"Case for {level or 'the next level'}"
        if not consistent and not sometimes:
            return frozenset({f"{opening}: no dimension of {many} is shown at the next level yet."})
        counted = f"no dimension of {many} shown consistently yet, {len(sometimes)} sometimes"
        if consistent:
            counted = f"{len(consistent)} of {many} dimension{'' if many == 1 else 's'} shown consistently"
            counted += f", {len(sometimes)} sometimes" if sometimes else ""
        listed = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {''.join(missing[-1:])}"
        closing = f". Not shown yet: {listed}." if missing else "."
        most = ["", *(f". Most evidence: {name}" for name in consistent or sometimes)]
        return frozenset(f"{opening}: {counted}{middle}{closing}" for middle in most)


_NO_CASE = frozenset({fixed.LEFT_OUT, fixed.QUESTIONS, fixed.VOICES, fixed.NOT_USED, fixed.UNREAD, fixed.MADE})
_SAID_ALIKE = frozenset(
    {
        *(
            fixed.GUIDANCE,
            fixed.CLOSEST,
            fixed.OWN_WORDS_NOTE,
            fixed.NOT_USED_NOTE,
            fixed.UNREAD_NOTE,
            fixed.NOTHING_YET,
        ),
        *(fixed.NOTHING_RELEASED, NOT_ENGLISH, *fixed.STANDINGS.values()),
    }
)
STANDING_OF = {words: standing for standing, words in fixed.STANDINGS.items()}


def _dates(words: str, entry: BragEntry) -> bool:
    """Whether the words date something and name no year that the entry's date does not."""
    years = set(re.findall(r"\d{4}", words))
    return bool(_WHEN.fullmatch(words)) and years <= set(re.findall(r"\d{4}", entry.when.canonical or ""))


def _voices(entries: Iterable[BragEntry]) -> frozenset[str]:
    """Everybody quoted in the log, bare and with each role they are quoted in."""
    said = [one for entry in entries for one in entry.corroborations]
    # A person's name may be spelled one way where they are quoted first and their role be given elsewhere.
    roles: dict[str, set[str]] = {}
    for one in said:
        roles.setdefault(_letters(one.who), {""}).add(_letters(one.role or ""))
    return frozenset(f"{who}{role}" for who, given in roles.items() for role in given)


def _after(words: str, parts: Sequence[str]) -> str:
    """What is left of `words` when the parts, in their order and as far as they are there, are taken off its front."""
    left = _letters(words)
    goes_on = _letters(fixed.CUT)
    for part in parts:
        # As the renderer shows them: without what gives orders to a reader, and no longer than a note may be.
        whole = _letters(without_orders(part)[0])
        begun, cut, rest = left.partition(goes_on)
        if whole and left.startswith(whole):
            left = left[len(whole) :]
        elif cut and begun and whole.startswith(begun):
            left = rest
    return left


def _letters(text: str) -> str:
    """Letters and digits alone: what escaping, hyphens, quotation marks and hidden characters leave untouched."""
    return "".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))


def _bare(text: str) -> str:
    return " ".join(_MARK.sub("", text).split())


def _label(entry: EntryId) -> str:
    # As the renderer marks an entry whose id cannot stand in a footnote.
    safe = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", entry)
    return entry if safe else "x" + sha256(entry.encode()).hexdigest()[:10]
