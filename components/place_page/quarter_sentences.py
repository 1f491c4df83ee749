"""The sentences on what is expected of a ward's next quarter. Pure."""

import pandas as pd

from components.queries.monthly import NextQuarter
from components.text.catalogue import Text


def expected(text: Text, found: NextQuarter | None, place: str) -> list[str]:
    """Return the range in which the next quarter is expected; none unless such ranges are good."""
    row = _row(found, place)
    if found is None or row is None:
        return []
    return [
        text(
            "exceptions.next_quarter",
            during=text.during(found.period.first, found.period.last),
            lower=text.number(row["lower"]),
            upper=text.number(row["upper"]),
        )
    ]


def basis(text: Text, found: NextQuarter | None, place: str) -> list[str]:
    """Return how good such ranges were, or why there is none."""
    if found is None:
        return []
    origins, needed = text.number(found.origins), text.number(found.needed)
    if not found.judged:
        return [text("exceptions.next_few", origins=origins, needed=needed)]
    if found.ranges is None:
        return [text("exceptions.next_no_better", origins=origins)]
    if _row(found, place) is None:
        return [text("exceptions.next_not_here")]
    inside = text.percent(found.inside)
    return [text("exceptions.next_good", origins=origins, inside=inside)]


def _row(found: NextQuarter | None, place: str) -> pd.Series | None:
    if found is None or found.ranges is None or place not in found.ranges.index:
        return None
    row: pd.Series = found.ranges.loc[[place]].iloc[0]
    return None if pd.isna(row["upper"]) else row
