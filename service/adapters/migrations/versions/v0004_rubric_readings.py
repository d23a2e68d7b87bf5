"""What was not read of a ladder, and every level it has."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("rubrics") as rubrics:
        rubrics.add_column(sa.Column("levels", sa.JSON, nullable=True))
        rubrics.add_column(sa.Column("unread", sa.JSON, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("rubrics") as rubrics:
        for column in ("unread", "levels"):
            rubrics.drop_column(column)
