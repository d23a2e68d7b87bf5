"""Packets in the making, the calls they began, and the processes that carry them out."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("headway", sa.Text(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_owner", "drafts", ["owner"])
    op.create_table(
        "draft_calls",
        sa.Column("draft", sa.String(64), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("begun", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name="fk_draft_calls_draft_drafts", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("draft", "key", name="pk_draft_calls"),
    )
    op.create_table(
        "executors",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_executors"),
    )


def downgrade() -> None:
    for table in ("executors", "draft_calls", "drafts"):
        op.drop_table(table)
