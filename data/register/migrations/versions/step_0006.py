"""The reason for a status that was set by hand, in both languages."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
BEFORE, ENGLISH, WELSH = "status_reason", "status_reason_en", "status_reason_cy"


def upgrade() -> None:
    """Rename the column, also in the history, and add that of Welsh.

    The language of a reason isn't known; each language shows that of the other where it has none.
    """
    with op.batch_alter_table("plan_actions") as actions:
        actions.alter_column(BEFORE, new_column_name=ENGLISH)
        actions.add_column(sa.Column(WELSH, sa.Text(), nullable=True))
    connection = op.get_bind()
    changes = sa.table(
        "changes", sa.column("id"), sa.column("kind"), *map(_json, ("before", "after"))
    )
    own = sa.select(changes).where(changes.c.kind == "plan_actions")
    for row in connection.execute(own).all():
        new = {"before": _renamed(row.before), "after": _renamed(row.after)}
        connection.execute(sa.update(changes).where(changes.c.id == row.id).values(new))


def _json(name: str) -> sa.ColumnClause[Any]:
    return sa.column(name, sa.JSON(none_as_null=True))


def _renamed(fields: dict[str, Any] | None) -> dict[str, Any] | None:
    if fields is None or BEFORE not in fields:
        return fields
    reason = fields[BEFORE]
    others = {name: value for name, value in fields.items() if name != BEFORE}
    return {**others, ENGLISH: reason, WELSH: None}
