"""Interviews, which survive a restart."""

import sqlalchemy as sa
from alembic import op

from service.adapters.tables import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "interviews",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("log", sa.String(64), nullable=False),
        sa.Column("made_at", UtcDateTime, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["log"], ["logs.id"], name="fk_interviews_log_logs", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_interviews"),
    )
    op.create_index("ix_interviews_owner", "interviews", ["owner"])
    op.create_index("ix_interviews_log", "interviews", ["log"])


def downgrade() -> None:
    op.drop_table("interviews")
