"""Responses, their evidence and their actions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LANGUAGES = ("en", "cy")


def upgrade() -> None:
    """Create the tables."""
    _records(
        "responses",
        *_both("name"),
        *_texts("kind", "ward_code", "order_id", "start", "end", "stage", "level", "place"),
        *_both("lead", "partner", "priority", "objective"),
        *_texts("measure", "subject", "baseline_period", "due"),
        sa.Column("baseline", sa.Float(), nullable=True),
        sa.Column("target", sa.Float(), nullable=True),
        *_texts("started_from", "started_link", "started_on"),
        *_both("what", "where", "when", "who", "why", "unknown"),
        *_texts("counted", "compared", "compared_level", "fixed_on"),
        sa.Column("buffer", sa.Integer(), nullable=True),
        sa.Column("detectable", sa.Float(), nullable=True),
        *_texts("assessed_on", "assessed_release", "verdict"),
        *_both("verdict_words", "kept", "changed", "stopped"),
        *_texts("decision"),
    )
    _records(
        "response_evidence",
        *_texts("response", "day", "release", "link"),
        *_both("sentence", "note"),
        *_texts("numbers", "picture"),
    )
    _records(
        "response_actions",
        *_texts("response"),
        *_both("action", "owner", "partner"),
        *_texts("due", "done_on"),
        sa.Column("done", sa.Boolean(), nullable=True),
    )


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
