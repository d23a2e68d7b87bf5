"""What a value of JSON or YAML reads like to a person."""

import json
import re

from service.intake.trees import Broken, Listed, Mapped, Number, Tree

_UNFIT = re.compile("[\x00\ud800-\udfff]")


def called(part: Tree) -> Tree:
    """A tag or link that is kept as an object, by what it is called."""
    if isinstance(part, Mapped):
        return next((inner for key in ("url", "href", "name", "title", "label") if (inner := part.get(key))), part)
    return part


def shown(value: Tree) -> str:
    """A value as a person may read it, fit to be stored."""
    words = value if isinstance(value, str) else json.dumps(_plain(value), ensure_ascii=False)
    return _UNFIT.sub("\ufffd", words)


def _plain(value: Tree) -> object:
    match value:
        case Mapped(pairs):
            return {key: _plain(inner) for key, inner in pairs}
        case Listed(parts):
            return [_plain(inner) for inner in parts]
        case Number(written):
            return written
        case Broken(_, written):
            return written
        case _:
            return value
