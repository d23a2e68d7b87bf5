"""Notes that go where their log goes: what a person believes of a rubric's lines."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notes") as notes:
        notes.add_column(sa.Column("log", sa.String(64), nullable=True))
        notes.create_foreign_key("fk_notes_log_logs", "logs", ["log"], ["id"], ondelete="CASCADE")
        notes.create_index("ix_notes_log", ["log"])


def downgrade() -> None:
    with op.batch_alter_table("notes") as notes:
        notes.drop_index("ix_notes_log")
        notes.drop_constraint("fk_notes_log_logs", type_="foreignkey")
        notes.drop_column("log")
