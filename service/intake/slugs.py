"""Names turned into ids: `Blast radius` is `blast_radius`."""

import re


def slug(name: str) -> str:
    """Lower case, letters and digits of any script, joined by underscores; empty when the name has neither."""
    return re.sub(r"[\W_]+", "_", name.casefold()).strip("_")[:100].strip("_")
