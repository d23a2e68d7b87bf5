"""What pydantic objects to, in plain words: never the value, and never the vocabulary of a type checker."""

from collections.abc import Mapping

from pydantic import ValidationError

from service.errors import Fault

_SAID = {
    "missing": "is missing",
    "extra_forbidden": "is not a key here",
    "string_type": "is not text",
    "string_sub_type": "is not text",
    "string_unicode": "holds half of a character (a lone surrogate)",
    "string_pattern_mismatch": "is not written as it must be",
    "int_type": "is not a whole number",
    "int_parsing": "is not a whole number",
    "int_parsing_size": "is too large a number",
    "int_from_float": "is not a whole number",
    "float_type": "is not a number",
    "float_parsing": "is not a number",
    "finite_number": "is not a number",
    "bool_type": "is neither true nor false",
    "bool_parsing": "is neither true nor false",
    "list_type": "is not a list",
    "tuple_type": "is not a list",
    "model_type": "is not an object",
    "model_attributes_type": "is not an object",
    "dict_type": "is not an object",
}
_BOUNDS = {
    "greater_than": ("gt", "must be more than"),
    "greater_than_equal": ("ge", "must be at least"),
    "less_than": ("lt", "must be less than"),
    "less_than_equal": ("le", "must be at most"),
}


def in_plain_words(kind: str, bounds: Mapping[str, object]) -> str:
    """What is wrong, after the place it is wrong at: `is missing`, `has more than 500 characters`.

    `kind` and `bounds` are the `type` and the `ctx` of one of pydantic's errors. The words of a ValueError of ours pass
    as they are: they name rules, never values.
    """
    if kind == "value_error":
        return str(bounds.get("error", "cannot be used"))
    if kind in ("string_too_short", "too_short"):
        least = bounds.get("min_length", 1)
        return "is empty" if least == 1 else f"has fewer than {least} {_parts(kind)}"
    if kind in ("string_too_long", "too_long"):
        return f"has more than {bounds.get('max_length', 0):,} {_parts(kind)}"
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        return f"{words} {bounds.get(name)}"
    return _SAID.get(kind, "cannot be used")


def faults_of(wrong: ValidationError, where: str = "") -> list[Fault]:
    """What pydantic objected to, each at its place below `where`."""
    return [
        Fault(
            " ".join(filter(None, (where, ".".join(map(str, error["loc"]))))),
            in_plain_words(error["type"], error.get("ctx", {})),
        )
        for error in wrong.errors(include_input=False, include_url=False)
    ]


def _parts(kind: str) -> str:
    return "characters" if kind.startswith("string") else "parts"
