"""The process that fills in a company's template: what goes in as one JSON line and the file after it, a .docx out.

    python -I -m service.rendering.company.child

The template is a program of somebody's: it runs in a sandbox that knows no module, no file and no attribute of ours.
"""

import io
import json
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

from service.apart.archives import Refused
from service.apart.running import limit_this
from service.rendering.company.vetting import vet

MEMORY = 1_000_000_000  # bytes of address space
SECONDS = 8  # of CPU
MOST_WRITTEN = 30_000_000
"""Bytes of a finished document."""
_FILTERS = (
    "capitalize count default d first join last length list lower reject rejectattr replace reverse select selectattr "
    "sort string title trim truncate unique upper wordcount"
).split()
_NAME = re.compile(r"'([\w ]{1,60})' is undefined|(?:no attribute|filter named|test named) '([\w ]{1,60})'")


def main() -> int:
    """Fills in one template; 0, with the document or `refused KEY` on standard output."""
    limit_this(MEMORY, SECONDS)
    told, _, raw = sys.stdin.buffer.read().partition(b"\n")
    try:
        vet(raw)
        made = filled(raw, json.loads(told))
    except Refused as refused:
        made = f"refused {refused.args[0]}".encode()
    except MemoryError:
        made = b"refused too_much"
    sys.stdout.buffer.write(made)
    return 0


def filled(raw: bytes, words: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The template with its placeholders filled in: with `marked` words where it places the evidence, else `plain`.

    Raises Refused: `unknown:NAME`, `syntax`, `unused` (no placeholder), `too_much`, `damaged`.
    """
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]
    from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError

    environment = _sandbox()
    try:
        template = DocxTemplate(io.BytesIO(raw))
        used = template.get_undeclared_template_variables(environment)
        if not used:
            raise Refused("unused")
        unknown = sorted(used - set(words["marked"]))
        if unknown:
            raise Refused(f"unknown:{unknown[0][:60]}")
        chosen = words["marked" if "evidence" in used else "plain"]
        template.render(dict(chosen), environment, autoescape=True)
        out = io.BytesIO()
        template.save(out)
    except UndefinedError as undefined:
        raise Refused(f"unknown:{_named(undefined)}") from None
    except TemplateSyntaxError as wrong:
        raise Refused(f"unknown:{_named(wrong)}" if _named(wrong) else "syntax") from None
    except (TemplateError, OverflowError, ZeroDivisionError, TypeError) as wrong:
        raise Refused("syntax") from wrong
    except (Refused, MemoryError):
        raise
    except Exception as broken:  # the libraries raise whatever their parsers do
        raise Refused("damaged") from broken
    if out.tell() > MOST_WRITTEN:
        raise Refused("too_much")
    return out.getvalue()


def _sandbox() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup, escape

    def inert(value: object) -> object:
        # Whatever the template switches off, words are words: only what was escaped before is written as it is.
        return value if isinstance(value, Markup) else escape(value)

    finalize: Callable[[object], object] = inert
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=finalize)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS}
    return made


def _named(failed: Exception) -> str:
    found = _NAME.search(str(failed))
    return next(filter(None, found.groups()), "") if found else ""


if __name__ == "__main__":
    sys.exit(main())
