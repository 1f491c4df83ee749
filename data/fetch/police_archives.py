"""Which police.uk archives hold which months: each has three years, of all forces."""

import re
from collections.abc import Sequence

from data.errors import NothingPublished, SourceError

MONTHS_IN_ARCHIVE = 36
FIRST_ARCHIVE, FIRST_MONTH = "2013-12", "2010-12"
"""The oldest archive holds everything before it too."""
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


def archives_for(months: Sequence[str]) -> list[str]:
    """The fewest police.uk archives that hold all of these months, the newest first."""
    for month in months:
        if not MONTH.fullmatch(month):
            expected = "a month such as 2025-06"
            raise SourceError(file="--months", where="a month", expected=expected, found=month)
    left = {month for month in months if month >= FIRST_MONTH}
    if not left:
        raise NothingPublished(months=", ".join(sorted(months)))
    archives = []
    while left:
        archive = max(*left, FIRST_ARCHIVE)
        archives.append(archive)
        held = "" if archive == FIRST_ARCHIVE else _months_before(archive, MONTHS_IN_ARCHIVE - 1)
        left = {month for month in left if month < held}
    return archives


def _months_before(month: str, count: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 - count
    return f"{number // 12:04}-{number % 12 + 1:02}"
