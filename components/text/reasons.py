"""Why rows were left out and what was noted, each with its number of rows."""

from collections.abc import Mapping

from components.text.catalogue import Text


def with_rows(text: Text, counts: Mapping[str, int]) -> str:
    """Return "a ward that is not in the boundaries (5 rows)"."""
    return "; ".join(
        text.plural("report.rows", n, reason=_of(text, why)) for why, n in counts.items()
    )


def with_numbers(text: Text, counts: Mapping[str, int]) -> str:
    """Return "an invalid polygon, repaired: 1". Notes can count rows, lines, sheets or files."""
    return "; ".join(f"{_of(text, why)}: {text.number(n)}" for why, n in counts.items())


def _of(text: Text, why: str) -> str:
    return text(f"reason.{why}")
