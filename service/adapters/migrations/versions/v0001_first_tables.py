"""The first tables: logs, entries, vectors, rubrics, packets."""

import sqlalchemy as sa
from alembic import op

from service.adapters.tables import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "logs",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("made_at", UtcDateTime, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("unread", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_logs"),
    )
    op.create_index("ix_logs_owner", "logs", ["owner"])
    op.create_index("ix_logs_digest", "logs", ["digest"])
    op.create_table(
        "entries",
        sa.Column("log", sa.String(64), nullable=False),
        sa.Column("id", sa.String(255), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["log"], ["logs.id"], name="fk_entries_log_logs", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("log", "id", name="pk_entries"),
    )
    op.create_table(
        "vectors",
        sa.Column("log", sa.String(64), nullable=False),
        sa.Column("entry", sa.String(255), nullable=False),
        sa.Column("embedder", sa.String(255), nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["log"], ["logs.id"], name="fk_vectors_log_logs", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("log", "entry", "embedder", name="pk_vectors"),
    )
    op.create_table(
        "rubrics",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("made_at", UtcDateTime, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rubrics"),
    )
    op.create_index("ix_rubrics_owner", "rubrics", ["owner"])
    op.create_table(
        "packets",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("made_at", UtcDateTime, nullable=False),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("entries", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_packets"),
    )
    op.create_index("ix_packets_owner", "packets", ["owner"])


def downgrade() -> None:
    for table in ("packets", "rubrics", "vectors", "entries", "logs"):
        op.drop_table(table)
