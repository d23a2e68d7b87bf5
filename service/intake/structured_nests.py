"""What people nest in an entry of a JSON or YAML log where a text was expected: a period, what somebody said."""

from typing import NamedTuple

from service.intake.fields import Field, fields_named
from service.intake.periods import Edge, edges_named, spaced
from service.intake.trees import Listed, Mapped, Number, Tree

OWN_KEYS = frozenset(("id", "when", "text", "outcome", "dimensions", "corroborations", "links", "stated_by"))
"""Of our own form, whose values have one shape each: another is a fault and no habit."""


class Spoken(NamedTuple):
    """Somebody's words and who they are, each empty where the object does not say it."""

    quote: str
    who: str
    role: str
    where: str


def is_nested(value: Tree) -> bool:
    """Whether a value is an object, or a list that holds one."""
    return isinstance(value, Mapped) or (isinstance(value, Listed) and any(map(is_nested, value.parts)))


def edges_in(value: Tree) -> dict[Edge, str] | None:
    """The start and end an object holds, and nothing else; None where it holds more, or something unknown."""
    if not isinstance(value, Mapped):
        return None
    found: dict[Edge, str] = {}
    for (_, inner), edge in zip(value.pairs, edges_named([key for key, _ in value.pairs]), strict=True):
        words = inner.written if isinstance(inner, Number) else inner
        if edge is None or not isinstance(words, str | None):
            return None
        found[edge] = words or ""
    return found


def spoken_in(value: Tree) -> Spoken | None:
    """The words and the speaker that an object of texts holds; None where it holds anything else."""
    if not isinstance(value, Mapped):
        return None
    parts: dict[Field, str] = {}
    fields = fields_named([spaced(key) for key, _ in value.pairs])
    for (key, inner), part in zip(value.pairs, fields, strict=True):
        if inner is None:
            continue
        if key.lower() in ("author", "name", "by", "person"):
            part = Field.WHO
        elif part is Field.TEXT or key.lower() in ("comment", "message", "body", "content"):
            part = Field.QUOTE
        if part not in (Field.QUOTE, Field.WHO, Field.ROLE, Field.WHERE) or not isinstance(inner, str) or part in parts:
            return None
        parts[part] = inner
    if not parts.get(Field.QUOTE) or not parts.get(Field.WHO):
        return None
    return Spoken(*(parts.get(part, "") for part in (Field.QUOTE, Field.WHO, Field.ROLE, Field.WHERE)))
