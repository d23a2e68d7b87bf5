"""The parts an index is kept in: each holds some people's rows, and can be thrown away without the others."""

import hashlib

from service.domain.brag import Owner

PARTS = 8
"""Each costs its process a dozen open files and some MB once somebody in it is here; what is deleted costs one."""


def part_of(owner: Owner) -> int:
    """The part, from 0, that holds this owner's rows: the same in every process, for good."""
    return hashlib.sha256(owner.encode(errors="surrogatepass")).digest()[0] % PARTS
