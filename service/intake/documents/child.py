"""The process that reads documents: bytes on standard input, JSON on standard output, and nothing else anywhere.

    python -I -m service.intake.documents.child KIND

The parsers are C or XML and read what strangers made, so they run here, with limits on memory and time, and what they
break is this process alone.
"""

import sys
from importlib import import_module

from service.apart.running import limit_this
from service.intake.documents.limits import Refused, within_limits
from service.intake.documents.shapes import DocumentKind

MEMORY = 1_500_000_000  # bytes of address space
SECONDS = 60  # of CPU
_DEEPEST_CALLS = 3_000
_MODULES = {kind: f"service.intake.documents.from_{kind.value}" for kind in DocumentKind}


def main() -> int:
    """Reads one document; 0, with JSON or `refused KEY` on standard output."""
    kind = DocumentKind(sys.argv[1])
    limit_this(MEMORY, SECONDS)
    sys.setrecursionlimit(_DEEPEST_CALLS)
    raw = sys.stdin.buffer.read()
    try:
        if kind not in (DocumentKind.HTML, DocumentKind.PDF):
            within_limits(raw)
        shown = import_module(_MODULES[kind]).render(raw).model_dump_json()
    except Refused as refused:
        shown = f"refused {refused.args[0]}"
    except RecursionError:
        shown = "refused too_deep"
    except MemoryError:
        shown = "refused too_much_memory"
    sys.stdout.buffer.write(shown.encode("utf-8", "surrogatepass"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
