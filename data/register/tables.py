"""The tables of the register: records as they are now, every change of one, and the audit."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

# Names that are the same in both databases, so that a migration can name them.
NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = MetaData(naming_convention=NAMING)
# The longest key of a record, and the longest name of a person.
KEY_LENGTH, NAME_LENGTH = 100, 200
# The longest word, and the longest name of what somebody did something to.
WORD_LENGTH, OBJECT_LENGTH = 20, 200

# One row for each change of a record; rows are only added.
CHANGES = Table(
    "changes",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    # The time in UTC, as ISO 8601.
    Column("at", String(32), nullable=False),
    Column("who", String(NAME_LENGTH), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("record", String(KEY_LENGTH), nullable=False),
    Column("action", String(20), nullable=False),
    Column("version_id", Integer, nullable=False),
    # The record's fields; None before its first change.
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON, nullable=False),
    # The change that this one takes back.
    Column("undoes", Integer, ForeignKey("changes.id")),
    # What changes that were made together have in common; None for one made by itself.
    Column("batch", String(60)),
    Index("ix_changes_kind_record", "kind", "record"),
    Index("ix_changes_kind_id", "kind", "id"),
    Index("ix_changes_batch_id", "batch", "id"),
    sqlite_autoincrement=True,
)

# The kinds of records that have been taken over from a release, and from which.
TAKEN_OVER = Table(
    "taken_over",
    METADATA,
    Column("kind", String(40), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("release", String(100), nullable=False),
)

# What the files of releases say of each record, as it was when it was last taken over, accepted or
# refused; what is still the same isn't proposed again.
FILE_ROWS = Table(
    "file_rows",
    METADATA,
    Column("kind", String(40), primary_key=True),
    Column("record", String(KEY_LENGTH), primary_key=True),
    Column("fields", JSON, nullable=False),
)


# Triggers in the database refuse to change a row and to delete one, unless `AUDIT_OPEN` says so.
AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    # The time in UTC, as ISO 8601.
    Column("at", String(32), nullable=False),
    # The name by the sign-in, "local" on one's own machine, or empty for the public.
    Column("who", String(NAME_LENGTH), nullable=False),
    Column("role", String(WORD_LENGTH), nullable=False),
    Column("act", String(WORD_LENGTH), nullable=False),
    # The page, or the beginning of an address.
    Column("page", String(KEY_LENGTH), nullable=False),
    # The code of a place; empty for the whole area.
    Column("place", String(KEY_LENGTH), nullable=False),
    # A record, the kind of a file, or what was refused.
    Column("object", String(OBJECT_LENGTH), nullable=False),
    Column("release", String(KEY_LENGTH), nullable=False),
    Column("outcome", String(WORD_LENGTH), nullable=False),
    # The bytes of a file.
    Column("bytes", BigInteger),
    Index("ix_audit_at", "at"),
    Index("ix_audit_who_at", "who", "at"),
    sqlite_autoincrement=True,
)

# One row for as long as a transaction may delete old rows or replace a name. `until`: the time
# before which rows may be deleted; empty for none. `renames`: whether names may be replaced.
AUDIT_OPEN = Table(
    "audit_open",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("until", String(32), nullable=False),
    Column("renames", Integer, nullable=False),
)


def records_table(name: str, *columns: Column | Index) -> Table:
    """Return a table of records; `version_id` grows by one with each save.

    Parameters
    ----------
    name
        The name of the table.
    *columns
        The fields of a record.

    Returns
    -------
    Table
        With the record's number, its version, and whether it is retired.

    Examples
    --------
    >>> records_table("notes", *texts("words")).c.keys()  # doctest: +SKIP
    ['record', 'words', 'version_id', 'retired']
    """
    return Table(
        name,
        METADATA,
        Column("record", String(KEY_LENGTH), primary_key=True),
        *columns,
        Column("version_id", Integer, nullable=False),
        Column("retired", Boolean, nullable=False),
    )


def texts(*names: str) -> list[Column]:
    """Return a column of text for each name.

    Parameters
    ----------
    *names
        The names.

    Returns
    -------
    list of Column
        The columns, which may be empty.

    Examples
    --------
    >>> [column.name for column in texts("start", "expiry")]
    ['start', 'expiry']
    """
    return [Column(name, Text) for name in names]


# Coordinates are in metres (EPSG:27700).
GROUPS = records_table(
    "groups",
    *texts("name_en", "name_cy", "kind", "offers_en", "offers_cy", "audience", "audience_cy"),
    *texts("covers", "ward_code"),
    Column("x", Float),
    Column("y", Float),
    *texts("postcode", "last_confirmed"),
    Column("public_contact", Boolean),
)

# `area`: the polygon as WKT in metres (EPSG:27700). `term_from`: the day from which the three years
# of an extended order count. The days on which the steps that the law asks for were taken.
ORDERS = records_table(
    "orders",
    *texts("name_en", "name_cy", "prohibitions_en", "prohibitions_cy", "start", "expiry"),
    *texts("status", "area", "term_from"),
    *texts("consulted_police", "consulted_commissioner", "consulted_community", "published"),
)

# What happened to an order and when. `until`: the last day of a consultation, or of the order.
ORDER_EVENTS = records_table(
    "order_events",
    *texts("order_number", "event", "day", "until", "reference", "link", "note"),
    Index("ix_order_events_order_number", "order_number"),
)


def in_both(*names: str) -> list[Column]:
    """Return columns of texts in English and in Welsh.

    Parameters
    ----------
    *names
        The names without a language.

    Returns
    -------
    list of Column
        Two for each name.

    Examples
    --------
    >>> [column.name for column in in_both("note")]
    ['note_en', 'note_cy']
    """
    return texts(*(f"{name}_{language}" for name in names for language in ("en", "cy")))


# The delivery plan. Numbers are texts, as the plan has them ("2.1"); so are deadlines and values
# ("Apr-22", "Ongoing", "45%"), which are read when they are used.
PLAN_PRIORITIES = records_table("plan_priorities", *texts("number"), *in_both("name"))

# `priority`: the record of the priority; in the same way `objective`, `action`, `indicator` below.
PLAN_OBJECTIVES = records_table("plan_objectives", *texts("priority", "number"), *in_both("name"))

# `cross`: the numbers of other priorities, parted by semicolons. `status`: what was set by hand;
# empty if the rule says it. `updated`: the day on which somebody last reported on it.
PLAN_ACTIONS = records_table(
    "plan_actions",
    *texts("priority", "objective", "number"),
    *in_both("name", "partners", "role"),
    *texts("deadline"),
    *in_both("comments", "points"),
    *texts("cross", "status"),
    *in_both("status_reason"),
    *texts("updated"),
)

# `measure`, `subject`, `level`, `place`: the measure of a release that fills in the values.
PLAN_INDICATORS = records_table(
    "plan_indicators",
    *texts("action"),
    *in_both("name", "unit"),
    *texts("baseline", "target", "direction", "measure", "subject", "level", "place"),
)

# `year`: the one in which the financial year begins.
PLAN_VALUES = records_table(
    "plan_values",
    *texts("indicator"),
    Column("year", Integer),
    Column("quarter", Integer),
    *texts("value"),
    *in_both("note"),
    *texts("entered_by", "entered_on"),
)
