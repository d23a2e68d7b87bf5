"""Parses JSON and YAML into plain trees that keep every scalar as it was written and know their lines.

Nothing is turned into a number, date or object: `when: 2022` and `text: 1,000.00` stay what the person typed. Aliases,
which let a small YAML file unfold into a huge one, are refused; so are repeated keys and nesting nobody needs.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import yaml

from service.errors import Fault, Invalid, Unreadable

_DEEPEST = 40


class Span(NamedTuple):
    """Lines from `first` to `last`, counted from 1."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Number:
    """A JSON number or boolean, as written."""

    written: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping, in the order written."""

    pairs: tuple[tuple[str, "Tree"], ...]

    def get(self, name: str) -> "Tree":
        """The value under `name`; None also when there is none."""
        return next((value for key, value in self.pairs if key == name), None)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list; `spans` says where each element stands, where that is known."""

    parts: tuple["Tree", ...]
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """What could not be taken as it stands: why, and its words."""

    what: str
    written: str


Tree: TypeAlias = str | Number | Mapped | Listed | Broken | None
_TWICE = "a key stands there twice"


def json_tree(text: str, *, keep_repeats: bool = False) -> Tree:
    """Raises Unreadable for what is not JSON (or too deep), Invalid for repeated keys.

    With `keep_repeats` an object with a repeated key is Broken instead, so that the rest can be read.
    """
    try:
        root = _settled(_DOCUMENT.decode(text), "the document", 0, keep_repeats)
    except json.JSONDecodeError as exc:
        raise _not_json(exc.lineno, exc.colno) from exc
    except RecursionError as exc:
        raise _too_deep("JSON") from exc
    return _with_spans(root, text)


class _Pairs(list[tuple[str, object]]):
    """An object's members, repeated ones included."""


_DOCUMENT = json.JSONDecoder(object_pairs_hook=_Pairs, parse_int=Number, parse_float=Number, parse_constant=Number)
# Measures where an element ends; what it decodes is thrown away.
_DECODER = json.JSONDecoder(parse_int=Number, parse_float=Number, parse_constant=Number)


def _settled(value: object, where: str, depth: int, keep_repeats: bool) -> Tree:
    if depth > _DEEPEST:
        raise _too_deep("JSON")
    if isinstance(value, _Pairs):
        members = tuple((key, _settled(inner, f"{where}.{key}"[:200], depth + 1, keep_repeats)) for key, inner in value)
        return _mapped(members, where, keep_repeats)
    if isinstance(value, list):
        return Listed(tuple(_settled(inner, f"{where}[{n}]", depth + 1, keep_repeats) for n, inner in enumerate(value)))
    if isinstance(value, bool):
        return Number(str(value).lower())
    assert value is None or isinstance(value, str | Number)
    return value


def _with_spans(root: Tree, text: str) -> Tree:
    """Gives the lists at the top, and those right under the top, the lines of their elements."""
    starts = [0, *(n + 1 for n, char in enumerate(text) if char == "\n")]
    at = _past_space(text, 0)
    if isinstance(root, Listed):
        return Listed(root.parts, tuple(_spans(text, at, starts)))
    if not isinstance(root, Mapped):
        return root
    pairs: list[tuple[str, Tree]] = []
    at += 1
    for key, value in root.pairs:
        _, at = _DECODER.raw_decode(text, _past_space(text, at, ","))
        at = _past_space(text, at, ":")
        spans = tuple(_spans(text, at, starts)) if isinstance(value, Listed) else ()
        _, at = _DECODER.raw_decode(text, at)
        pairs.append((key, Listed(value.parts, spans) if isinstance(value, Listed) else value))
    return Mapped(tuple(pairs))


def _spans(text: str, at: int, starts: list[int]) -> Iterator[Span]:
    at = _past_space(text, at + 1)
    while text[at] != "]":
        _, end = _DECODER.raw_decode(text, at)
        yield Span(bisect_right(starts, at), bisect_right(starts, end - 1))
        at = _past_space(text, end, ",")


def _past_space(text: str, at: int, sign: str = "") -> int:
    skipped = " \t\n\r" + sign
    while at < len(text) and text[at] in skipped:
        at += 1
    return at


def yaml_tree(text: str, *, keep_repeats: bool = False) -> tuple[Tree, frozenset[int]]:
    """The tree, and the lines that are only a comment. Raises Unreadable, or Invalid for aliases and repeats.

    With `keep_repeats` a mapping with a repeated key is Broken instead.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(keep_repeats)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as exc:
        line = exc.problem_mark.line + 1 if exc.problem_mark else 1
        raise Unreadable(
            "The YAML cannot be read",
            mend="Check the indentation, and put quotation marks around text with a colon in it",
            faults=[Fault(f"line {line}", "not valid YAML")],
        ) from exc
    except yaml.YAMLError as exc:
        raise Unreadable(
            "The YAML holds characters that YAML does not allow", mend="Remove control characters"
        ) from exc
    comments = frozenset(
        n
        for n, line in enumerate(text.split("\n"), start=1)
        if line.lstrip().startswith("#") and n not in builder.words
    )
    return builder.root, comments


class _Open(NamedTuple):
    is_map: bool
    first: int
    values: list[Tree]
    spans: list[Span]


class _Builder:
    """Builds the tree from events, so that nothing recurses and nothing is constructed."""

    def __init__(self, keep_repeats: bool) -> None:
        self.keep_repeats = keep_repeats
        self.root: Tree = None
        self.words: set[int] = set()
        self.stack: list[_Open] = []
        self.documents = 0
        self.last = 1

    def take(self, event: yaml.Event) -> None:
        line, (end_line, end_column) = _first_line(event), _end(event)
        end = end_line + (1 if end_column else 0)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise Invalid("The YAML file holds several documents", mend="Keep one; join the entries in one list")
        elif isinstance(event, yaml.AliasEvent):
            raise Invalid("The YAML uses an alias", mend="Write it out", faults=[Fault(f"line {line}", "an alias (*)")])
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(self.stack) >= _DEEPEST:
                raise _too_deep("YAML")
            self.stack.append(_Open(isinstance(event, yaml.MappingStartEvent), line, [], []))
        elif isinstance(event, yaml.ScalarEvent):
            self.last = max(line, end)
            self.words.update(range(line, self.last + 1))
            # The one parser gives a plain scalar no style, the other an empty one.
            empty = not event.style and event.value in ("", "~", "null", "Null", "NULL")
            self._put(None if empty else event.value, Span(line, self.last))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            closed = self.stack.pop()
            # Only a closing bracket has a width; the end of an indented block lies at whatever comes after it.
            self.last = max(self.last, end if _end(event) != _start(event) else 0)
            self._put(_closed(closed, self.keep_repeats), Span(closed.first, max(closed.first, self.last)))

    def _put(self, value: Tree, span: Span) -> None:
        if self.stack:
            self.stack[-1].values.append(value)
            self.stack[-1].spans.append(span)
        else:
            self.root = value


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line, mark.column) if mark else (0, 0)


def _end(event: yaml.Event) -> tuple[int, int]:
    mark = event.end_mark
    return (mark.line, mark.column) if mark else (0, 0)


def _first_line(event: yaml.Event) -> int:
    return _start(event)[0] + 1


def _closed(node: _Open, keep_repeats: bool) -> Tree:
    if not node.is_map:
        return Listed(tuple(node.values), tuple(node.spans))
    keys = [_key(key) for key in node.values[::2]]
    return _mapped(tuple(zip(keys, node.values[1::2], strict=True)), f"line {node.first}", keep_repeats)


def _key(key: Tree) -> str:
    if isinstance(key, Mapped | Listed):
        raise Invalid("The YAML uses a list or mapping as a key", mend="Use plain words as keys")
    return key if isinstance(key, str) else ""


def _mapped(pairs: tuple[tuple[str, Tree], ...], where: str, keep_repeats: bool) -> Mapped | Broken:
    if len({key for key, _ in pairs}) == len(pairs):
        return Mapped(pairs)
    if keep_repeats:
        return Broken(_TWICE, "\n".join(f"{key}: {value}" if isinstance(value, str) else key for key, value in pairs))
    raise Invalid("A key is repeated", mend="Keep one of them", faults=[Fault(where[:200], _TWICE)])


def _not_json(line: int, column: int) -> Unreadable:
    return Unreadable(
        "The JSON cannot be read",
        mend="Check commas, quotation marks and brackets there",
        faults=[Fault(f"line {line}, column {column}", "not valid JSON")],
    )


def _too_deep(form: str) -> Unreadable:
    return Unreadable(f"The {form} is nested too deeply", mend="A log is a list of entries; nothing in it nests")
