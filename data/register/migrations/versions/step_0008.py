"""Who did what and when: a table to which rows are only added."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TEXTS = {
    "at": 32,
    "who": 200,
    "role": 20,
    "act": 20,
    "page": 100,
    "place": 100,
    "object": 200,
    "release": 100,
    "outcome": 20,
}
MESSAGE = "rows of the audit are not changed, and deleted only by its retention"
# What of a row stays when a name in it is replaced.
SAME = [name for name in ("id", *TEXTS, "bytes") if name != "who"]
# Whether a row may be deleted now, and whether a name may be replaced.
OLD = "EXISTS (SELECT 1 FROM audit_open WHERE OLD.at < audit_open.until)"
RENAMED = "EXISTS (SELECT 1 FROM audit_open WHERE audit_open.renames = 1)"


def upgrade() -> None:
    """Create the tables and the triggers."""
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        *(sa.Column(name, sa.String(length=n), nullable=False) for name, n in TEXTS.items()),
        sa.Column("bytes", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_who_at", "audit", ["who", "at"])
    op.create_table(
        "audit_open",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=False),
        sa.Column("renames", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_open")),
    )
    if op.get_bind().dialect.name == "sqlite":
        _triggers_of_sqlite()
    else:
        _triggers_of_postgresql()


def _triggers_of_sqlite() -> None:
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in SAME)
    # A row that is put in the place of another one is deleted without the trigger of a deletion.
    for act, when in (
        ("UPDATE", f"NOT ({RENAMED} AND {same})"),
        ("DELETE", f"NOT {OLD}"),
        ("INSERT", "EXISTS (SELECT 1 FROM audit WHERE audit.id = NEW.id)"),
    ):
        op.execute(
            f"CREATE TRIGGER audit_no_{act.lower()} BEFORE {act} ON audit WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


def _triggers_of_postgresql() -> None:
    same = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in SAME)
    op.execute(f"""
        CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' AND {RENAMED} AND {same} THEN RETURN NEW; END IF;
            IF TG_OP = 'DELETE' AND {OLD} THEN RETURN OLD; END IF;
            RAISE EXCEPTION '{MESSAGE}';
        END $$
    """)
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
    )
    op.execute(
        "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    )
