"""The folder of real inputs beside the checkout; a user's machine need not have it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the folder of real inputs (../shared) is not beside this checkout"
)
