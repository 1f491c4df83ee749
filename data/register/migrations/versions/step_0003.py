"""The delivery plan."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# The columns of each table that are texts; the numbers of quarters come after the first.
TEXTS = {
    "plan_priorities": "number name_en name_cy",
    "plan_objectives": "priority number name_en name_cy",
    "plan_actions": "priority objective number name_en name_cy partners_en partners_cy role_en "
    "role_cy deadline comments_en comments_cy points_en points_cy cross status status_reason "
    "updated",
    "plan_indicators": "action name_en name_cy unit_en unit_cy baseline target direction measure "
    "subject level place",
    "plan_values": "indicator year quarter value note_en note_cy entered_by entered_on",
}
NUMBERS = ("year", "quarter")


def upgrade() -> None:
    """Create the tables."""
    for name, columns in TEXTS.items():
        op.create_table(
            name,
            sa.Column("record", sa.String(length=100), nullable=False),
            *(
                sa.Column(column, sa.Integer() if column in NUMBERS else sa.Text(), nullable=True)
                for column in columns.split()
            ),
            sa.Column("version_id", sa.Integer(), nullable=False),
            sa.Column("retired", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint("record", name=op.f(f"pk_{name}")),
        )
