"""Notes that go where their log or packet goes: what a person believes, and what a model made of a packet's items."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_GO_WITH = {"log": "logs", "packet": "packets"}


def upgrade() -> None:
    with op.batch_alter_table("notes") as notes:
        for column, table in _GO_WITH.items():
            notes.add_column(sa.Column(column, sa.String(64), nullable=True))
            notes.create_foreign_key(f"fk_notes_{column}_{table}", table, [column], ["id"], ondelete="CASCADE")
            notes.create_index(f"ix_notes_{column}", [column])


def downgrade() -> None:
    with op.batch_alter_table("notes") as notes:
        for column, table in _GO_WITH.items():
            notes.drop_index(f"ix_notes_{column}")
            notes.drop_constraint(f"fk_notes_{column}_{table}", type_="foreignkey")
            notes.drop_column(column)
