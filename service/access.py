"""Who is asking: access tokens made, listed, revoked, and turned into the owner they stand for."""

import secrets
import uuid
from datetime import timedelta

from service.domain.access import PREFIX, Token, TokenId, digest_of
from service.domain.brag import Owner
from service.errors import Invalid, NotSignedIn
from service.ports import Clock, Tokens

_LONGEST = 200
"""Characters of an owner's name or a label."""
_LONGEST_DAYS = 3_650


class Access:
    """The tokens of one service. `required` says that it asks for one even while none was ever made."""

    def __init__(self, tokens: Tokens, clock: Clock, *, required: bool) -> None:
        self._tokens = tokens
        self._clock = clock
        self._required = required

    async def create(self, owner: Owner, *, label: str = "", days: int | None = None) -> tuple[Token, str]:
        """A new token and its secret, which nobody can tell again; raises Invalid."""
        _check(owner, "An owner's name")
        if label:
            _check(label, "A label")
        if days is not None and not 1 <= days <= _LONGEST_DAYS:
            raise Invalid("A token lasts from 1 day to 10 years", mend="Choose another number of days")
        now = self._clock.now()
        secret = PREFIX + secrets.token_urlsafe(32)
        token = Token(
            id=TokenId(f"token-{uuid.uuid4().hex[:12]}"),
            owner=owner,
            label=label,
            made_at=now,
            expires_at=None if days is None else now + timedelta(days=days),
            revoked_at=None,
            used_on=None,
        )
        await self._tokens.add(token, digest_of(secret))
        return token, secret

    async def tokens(self) -> list[Token]:
        """Every token, newest first."""
        return await self._tokens.all()

    async def revoke(self, token: TokenId) -> None:
        """Ends a token at once; one that was revoked stays so. Raises NotFound."""
        await self._tokens.revoke(token, self._clock.now())

    async def forget(self, owner: Owner) -> None:
        """Deletes every token of the owner's; a service that asked for tokens goes on to."""
        await self.required()
        await self._tokens.forget(owner)

    async def required(self) -> bool:
        """Whether a request needs a token: once one was made, it does for good, whatever became of that one."""
        if not self._required and await self._tokens.any():
            self._required = True
        return self._required

    async def opens(self) -> bool:
        """Whether there is a token that anybody could come in with."""
        now = self._clock.now()
        return any(token.usable(now) for token in await self._tokens.all())

    async def token_of(self, secret: str) -> Token:
        """The usable token of a secret; raises NotSignedIn, and never says which part was wrong."""
        # It is looked up by its hash: how long that takes tells nothing about secrets that are near.
        token = await self._tokens.of_digest(digest_of(secret)) if secret.startswith(PREFIX) else None
        now = self._clock.now()
        if token is None or not token.usable(now):
            raise NotSignedIn("This access token opens nothing", mend="Ask for a new one: promocase token create")
        if token.used_on != now.date():
            await self._tokens.used(token.id, now.date())
        return token


def _check(words: str, what: str) -> None:
    if not words.strip() or words != words.strip() or not words.isprintable() or len(words) > _LONGEST:
        raise Invalid(f"{what} is 1 to {_LONGEST} visible characters, without spaces around it", mend="Choose another")
