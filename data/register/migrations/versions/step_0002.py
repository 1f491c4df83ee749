"""The steps of an order."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None
OF_ORDERS = (
    *("term_from", "consulted_police", "consulted_commissioner", "consulted_community"),
    "published",
)
OF_EVENTS = ("order_number", "event", "day", "until", "reference", "link", "note")


def upgrade() -> None:
    """Add the columns of orders, the table of what happened to them, and an index."""
    op.create_index("ix_changes_kind_id", "changes", ["kind", "id"], unique=False)
    with op.batch_alter_table("orders") as orders:
        for name in OF_ORDERS:
            orders.add_column(sa.Column(name, sa.Text(), nullable=True))
    op.create_table(
        "order_events",
        sa.Column("record", sa.String(length=100), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=True) for name in OF_EVENTS),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("record", name=op.f("pk_order_events")),
    )
    op.create_index("ix_order_events_order_number", "order_events", ["order_number"], unique=False)
