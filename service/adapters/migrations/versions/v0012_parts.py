"""Which part of the index held what was deleted, so that replicas build that part alone again."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("deletions") as table:
        table.add_column(sa.Column("part", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("deletions") as table:
        table.drop_column("part")
