"""Versions of a packet: the log it goes on from, and the packet it redrafts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("packets") as packets:
        packets.add_column(sa.Column("log", sa.String(64), nullable=True))
        packets.add_column(sa.Column("redrafts", sa.String(64), nullable=True))
        packets.add_column(sa.Column("version", sa.Integer, nullable=False, server_default="1"))
        packets.add_column(sa.Column("drafted", sa.Text, nullable=True))
        packets.create_unique_constraint("uq_packets_redrafts", ["redrafts"])


def downgrade() -> None:
    with op.batch_alter_table("packets") as packets:
        packets.drop_constraint("uq_packets_redrafts", type_="unique")
        for column in ("drafted", "version", "redrafts", "log"):
            packets.drop_column(column)
