"""Which police.uk archives contain which months. Each contains three years of all forces."""

import re
from collections.abc import Sequence

from data.errors import NothingPublished, SourceError

MONTHS_IN_ARCHIVE = 36
# The oldest archive also contains all months before it.
FIRST_ARCHIVE, FIRST_MONTH = "2013-12", "2010-12"
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


def archives_for(months: Sequence[str]) -> list[str]:
    """Return the fewest police.uk archives that contain all of the months.

    Parameters
    ----------
    months
        Months such as "2025-06".

    Returns
    -------
    list[str]
        Months of the archives, newest first.

    Raises
    ------
    SourceError
        If a month isn't written as "2025-06".
    NothingPublished
        If all months are before the first published one.

    Examples
    --------
    >>> archives_for(["2025-06", "2019-01"])
    ['2025-06', '2019-01']
    """
    for month in months:
        if not MONTH.fullmatch(month):
            expected = "a month such as 2025-06"
            raise SourceError(file="--months", where="a month", expected=expected, found=month)
    remaining = {month for month in months if month >= FIRST_MONTH}
    if not remaining:
        raise NothingPublished(months=", ".join(sorted(months)))
    archives = []
    while remaining:
        archive = max(*remaining, FIRST_ARCHIVE)
        archives.append(archive)
        oldest = "" if archive == FIRST_ARCHIVE else _months_before(archive, MONTHS_IN_ARCHIVE - 1)
        remaining = {month for month in remaining if month < oldest}
    return archives


def _months_before(month: str, count: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 - count
    return f"{number // 12:04}-{number % 12 + 1:02}"
