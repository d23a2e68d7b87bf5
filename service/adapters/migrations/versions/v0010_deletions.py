"""What was deleted, so that every replica's index lets go of it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deletions",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(255), nullable=True),
        sa.Column("log", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("n", name="pk_deletions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deletions_owner", "deletions", ["owner"])


def downgrade() -> None:
    op.drop_table("deletions")
