"""The value of an address that names a record of the register, a new one, or its origin."""

# What parts the kind of record from its number; without a number it is a new record.
MARK = ":"
# The value that asks for a new response.
NEW = "new"


def entry_of(kind: str, key: str = "") -> str:
    """Return the value for a record, or for a new record without its number."""
    return f"{kind}{MARK}{key}" if key else kind


def split_entry(entry: str) -> tuple[str, str]:
    """Return the kind of record and the number of a value; the number of a new record is empty."""
    kind, _, key = entry.partition(MARK)
    return kind, key
