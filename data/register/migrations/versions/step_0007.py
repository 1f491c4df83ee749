"""Meetings: their agendas, what was shown, and what was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LANGUAGES = ("en", "cy")


def upgrade() -> None:
    """Create the tables."""
    _records(
        "meetings", *_both("title"), *_texts("day", "audience", "month", "started_on", "ended_on")
    )
    _records(
        "meeting_items",
        *_texts("meeting"),
        sa.Column("position", sa.Float(), nullable=True),
        *_texts("item_kind", "target"),
        *_both("title", "note"),
        sa.Column("pinned", sa.Boolean(), nullable=True),
    )
    _records(
        "meeting_shown",
        *_texts("meeting", "item", "day", "release"),
        *_both("title", "said", "basis"),
    )
    _records(
        "meeting_decisions",
        *_texts("meeting", "item"),
        *_both("decision", "role"),
        *_texts("due", "became", "became_key"),
    )
    for name in ("meeting_items", "meeting_shown", "meeting_decisions"):
        op.create_index(f"ix_{name}_meeting", name, ["meeting"])


def _texts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text(), nullable=True) for name in names]


def _both(*names: str) -> list[sa.Column]:
    return _texts(*(f"{name}_{language}" for name in names for language in LANGUAGES))


def _records(name: str, *columns: sa.Column) -> None:
    op.create_table(
        name,
        sa.Column("record", sa.String(length=100), nullable=False),
        *columns,
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("record", name=op.f(f"pk_{name}")),
    )
