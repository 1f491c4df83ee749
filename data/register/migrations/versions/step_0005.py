"""What was changed together: an import, or the records that were taken over from a file."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; a kind of records was taken over at once."""
    with op.batch_alter_table("changes") as changes:
        changes.add_column(sa.Column("batch", sa.String(length=60), nullable=True))
    op.create_index("ix_changes_batch_id", "changes", ["batch", "id"], unique=False)
    op.execute("UPDATE changes SET batch = 'taken over ' || kind WHERE action = 'taken over'")
