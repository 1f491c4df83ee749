"""Reasons why a row of a police file can't be used, and why a whole file can't."""

import numpy as np
import pyarrow as pa

from data.errors import SourceError
from data.load_report.reasons import Reason
from data.messages import Message
from data.police.street_csv import blank
from data.readers.coordinates import EXCHANGED, METRES, coordinate_kind

GOOD = -1
ADVICE = {
    EXCHANGED: Message("advice.exchanged"),
    METRES: Message("advice.metres_published"),
}
REASONS = (
    Reason.UNKNOWN_CRIME_TYPE,
    Reason.BAD_MONTH,
    Reason.NOT_THE_FILES_MONTH,
    Reason.NO_LOCATION,
    Reason.BAD_COORDINATES,
    Reason.PASTED_TWICE,
)
PASTED = REASONS.index(Reason.PASTED_TWICE)
# Reasons of rows without a usable crime type or month. A file of many such rows is faulty, and its
# month must not count as a month with few incidents.
UNUSABLE = (
    REASONS.index(Reason.UNKNOWN_CRIME_TYPE),
    REASONS.index(Reason.BAD_MONTH),
    REASONS.index(Reason.NOT_THE_FILES_MONTH),
    PASTED,
)


def reasons_of_rows(
    rows: dict[str, pa.Array],
    category: np.ndarray,
    longitude: np.ndarray,
    latitude: np.ndarray,
    month: np.ndarray,
    own: int,
) -> np.ndarray:
    """Return for each row the number of the first reason to leave it out, or GOOD.

    Parameters
    ----------
    rows
        The columns as text.
    category
        The number of each row's category; negative if it is none.
    longitude, latitude
        The coordinates; NaN if they can't be read.
    month
        The number of each row's month; negative if it can't be read.
    own
        The number of the file's month.

    Returns
    -------
    numpy.ndarray
        Numbers of `REASONS`.

    Examples
    --------
    >>> rows = {name: pa.array(["1"]) for name in ("Longitude", "Latitude")}
    >>> one, none = np.ones(1), np.zeros(1, int)
    >>> reasons_of_rows(rows, none - 1, one, one, none, 0).tolist()
    [0]
    """
    nowhere = np.isnan(longitude) | np.isnan(latitude)
    empty = nowhere.copy()
    if nowhere.any():
        empty[nowhere] = _blank(rows, nowhere)
    reason = np.full(len(category), GOOD, dtype=np.int8)
    for number, against in reversed(
        list(enumerate((category < 0, month < 0, month != own, empty, nowhere)))
    ):
        reason[against] = number
    return reason


def _blank(rows: dict[str, pa.Array], where: np.ndarray) -> np.ndarray:
    """Return which of these rows have neither coordinate, rather than unreadable ones."""
    few = pa.array(where)
    both: np.ndarray = blank(rows["Longitude"].filter(few)) & blank(rows["Latitude"].filter(few))
    return both


def require_degrees(
    longitude: np.ndarray, latitude: np.ndarray, often: np.ndarray, line: np.ndarray, shown: str
) -> None:
    """Raise if most coordinates are exchanged or in metres instead of degrees.

    Parameters
    ----------
    longitude, latitude
        The coordinates of each spot.
    often
        How many rows have them.
    line
        The line of the first of these rows.
    shown
        The file's name for messages.

    Raises
    ------
    SourceError
        If at least half of the rows are so.

    Examples
    --------
    >>> one = np.ones(1, int)
    >>> require_degrees(np.array([-3.0]), np.array([51.5]), one, one + 1, "a.csv")
    """
    looks = coordinate_kind(longitude, latitude)
    for other, advice in ADVICE.items():
        alike = looks == other
        if alike.any() and often[alike].sum() * 2 >= often.sum():
            at = int(line[alike].min())
            here = np.flatnonzero(line == at)[0]
            raise SourceError(
                file=shown,
                where=Message("where.row_columns", row=at, columns=("Longitude", "Latitude")),
                expected=Message("pair.published"),
                found=Message(
                    "pair.found_published",
                    x=f"{longitude[here]:.6f}",
                    y=f"{latitude[here]:.6f}",
                    advice=advice,
                    alike=int(often[alike].sum()),
                    all=int(often.sum()),
                ),
            )
