"""Access tokens: who may act as which owner, and until when. The secret itself is never kept."""

import hashlib
from datetime import date, datetime
from typing import NewType

from pydantic import BaseModel, ConfigDict

from service.domain.brag import Owner

TokenId = NewType("TokenId", str)

PREFIX = "pmc_"
"""How every secret begins, so that scanners for leaked secrets know one."""


class Token(BaseModel):
    """What is known of a token; times are UTC."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: TokenId
    owner: Owner
    label: str
    made_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    used_on: date | None

    def usable(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


def digest_of(secret: str) -> str:
    """What is kept in a secret's place. It has 256 random bits, so that a plain hash is enough (no guessing)."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()
