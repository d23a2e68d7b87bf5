"""The tables of the records, as SQLAlchemy knows them; migrations make them, tests compare the two."""

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite drops time zones, so they are put back on the way out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

logs = sa.Table(
    "logs",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("owner", sa.String(255), nullable=False, index=True),
    sa.Column("made_at", UtcDateTime, nullable=False),
    # Equal words posted twice are the same log: no second embedding.
    sa.Column("digest", sa.String(64), nullable=False, index=True),
    sa.Column("unread", sa.JSON, nullable=False),
)

entries = sa.Table(
    "entries",
    metadata,
    sa.Column("log", sa.ForeignKey("logs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("id", sa.String(255), primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)

vectors = sa.Table(
    "vectors",
    metadata,
    sa.Column("log", sa.ForeignKey("logs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("entry", sa.String(255), primary_key=True),
    sa.Column("embedder", sa.String(255), primary_key=True),
    sa.Column("text_sha256", sa.String(64), nullable=False),
    sa.Column("vector", sa.LargeBinary, nullable=False),
)

rubrics = sa.Table(
    "rubrics",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("owner", sa.String(255), nullable=False, index=True),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    # Every level of the ladder it was read from, and what of that was not understood.
    sa.Column("levels", sa.JSON, nullable=True),
    sa.Column("unread", sa.JSON, nullable=True),
)

packets = sa.Table(
    "packets",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("owner", sa.String(255), nullable=False, index=True),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("headline", sa.Text, nullable=False),
    # The log it was drafted from, kept here so that deleting or changing the log leaves the packet readable.
    sa.Column("entries", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    # The log as it goes on: no foreign key, since a packet outlives its log.
    sa.Column("log", sa.String(64), nullable=True),
    # Of two redrafts of one packet the second is refused: versions stand in one line.
    sa.Column("redrafts", sa.String(64), nullable=True, unique=True),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("drafted", sa.Text, nullable=True),
)

interviews = sa.Table(
    "interviews",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("owner", sa.String(255), nullable=False, index=True),
    # An interview holds words about the log's entries: it goes where the log goes.
    sa.Column("log", sa.ForeignKey("logs.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("made_at", UtcDateTime, nullable=False),
    # Of two changes to the same version one is refused.
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)

notes = sa.Table(
    "notes",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("owner", sa.String(255), nullable=False, index=True),
    # Which of the values in `service/domain` its body is: a decision, an alignment, a manager's answer.
    sa.Column("kind", sa.String(32), nullable=False),
    # The log or packet it goes with, for those that say nothing without it.
    sa.Column("log", sa.ForeignKey("logs.id", ondelete="CASCADE"), nullable=True, index=True),
    sa.Column("packet", sa.ForeignKey("packets.id", ondelete="CASCADE"), nullable=True, index=True),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)

drafts = sa.Table(
    "drafts",
    metadata,
    # The id of the packet that it will be.
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("owner", sa.String(255), nullable=False, index=True),
    sa.Column("made_at", UtcDateTime, nullable=False),
    # What was asked for, the log as it was then included.
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("headway", sa.Text, nullable=False),
    sa.Column("trouble", sa.Text, nullable=True),
)

draft_calls = sa.Table(
    "draft_calls",
    metadata,
    sa.Column("draft", sa.ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("key", sa.String(255), primary_key=True),
    sa.Column("begun", sa.Integer, nullable=False),
)

executors = sa.Table(
    "executors",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("seen_at", UtcDateTime, nullable=False),
)

tokens = sa.Table(
    "tokens",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("owner", sa.String(255), nullable=False, index=True),
    # Of the secret, which is nowhere.
    sa.Column("sha256", sa.String(64), nullable=False, unique=True),
    sa.Column("label", sa.String(255), nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=True),
    sa.Column("revoked_at", UtcDateTime, nullable=True),
    sa.Column("used_on", sa.Date, nullable=True),
)

answers = sa.Table(
    "answers",
    metadata,
    sa.Column("owner", sa.String(255), primary_key=True),
    sa.Column("key", sa.String(255), primary_key=True),
    # What came with the key: the route, and the hash of the body.
    sa.Column("asked", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False, index=True),
    # Renewed while the request is carried out: one long unseen was cut off with its process.
    sa.Column("seen_at", UtcDateTime, nullable=False),
    sa.Column("status", sa.Integer, nullable=True),
    sa.Column("headers", sa.JSON, nullable=True),
    # Nothing once the owner deleted anything: it may hold their words.
    sa.Column("body", sa.LargeBinary, nullable=True),
)

deletions = sa.Table(
    "deletions",
    metadata,
    sa.Column("n", sa.Integer, primary_key=True),
    # Both are nothing where everything of somebody was deleted: not even that it was theirs is kept.
    sa.Column("owner", sa.String(255), nullable=True, index=True),
    sa.Column("log", sa.String(64), nullable=True),
    # In their place then: which part of every index held it.
    sa.Column("part", sa.Integer, nullable=True),
    sqlite_autoincrement=True,
)

budgets = sa.Table(
    "budgets",
    metadata,
    sa.Column("scope", sa.String(16), primary_key=True),
    # The hash of a packet's id or of a person's name, or nothing for everybody.
    sa.Column("of", sa.String(64), primary_key=True),
    # Nothing for a packet.
    sa.Column("day", sa.String(10), primary_key=True),
    sa.Column("tokens", sa.BigInteger, nullable=False),
    sa.Column("calls", sa.BigInteger, nullable=False),
    sa.Column("used_on", sa.Date, nullable=False),
)
