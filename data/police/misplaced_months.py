"""Find incidents whose coordinates are far from all other months of the same police force.

Such a month has a publishing error; without this check it would count as a month without crime.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.geometry.points import degrees_of
from data.police.month_file import MonthFile
from data.police.parsed_month import read_spots

# With two months it is undecided which one is misplaced.
LEAST_MONTHS = 3
# A degree of longitude divided by one of latitude, in Great Britain.
NARROWER = 0.6
NEARLY_ALL = 95
# Multiple of the usual reach; and degrees below which no month of a small force is misplaced.
FAR, LEAST_FAR = 2.0, 0.3


@dataclass(frozen=True, kw_only=True)
class _Spread:
    """The centre of a month's points, and the distance within which most of them are."""

    middle: np.ndarray
    reach: float


def misplaced_rows(files: Sequence[MonthFile]) -> list[int]:
    """Count in each file the incidents far from the usual area of the force.

    A file has some only if most of its points are far away.

    Parameters
    ----------
    files
        The parsed files.

    Returns
    -------
    list[int]
        Number of incidents per file.

    Examples
    --------
    >>> misplaced_rows([])
    []
    """
    of_force: dict[str, list[_Spread]] = {}
    spreads = [_spread(*_coordinates(file)) for file in files]
    for file, spread in zip(files, spreads, strict=True):
        of_force.setdefault(file.force, []).extend([spread] if spread else [])
    usual = {force: _usual(few) for force, few in of_force.items() if len(few) >= LEAST_MONTHS}
    return [
        _far(file, spread, usual[file.force]) if spread and file.force in usual else 0
        for file, spread in zip(files, spreads, strict=True)
    ]


def _usual(months: Sequence[_Spread]) -> _Spread:
    middle = np.median([month.middle for month in months], axis=0)
    return _Spread(middle=middle, reach=float(np.median([month.reach for month in months])))


def _far(file: MonthFile, spread: _Spread, usual: _Spread) -> int:
    limit = max(FAR * usual.reach, LEAST_FAR)
    if np.abs(spread.middle - usual.middle).max() <= limit:
        return 0
    far = _distance(*_coordinates(file), usual.middle) > limit
    return int(read_spots(file.cache_path)["incidents"][far].sum())


def _coordinates(file: MonthFile) -> tuple[np.ndarray, np.ndarray]:
    longitude, latitude = degrees_of(read_spots(file.cache_path)["key"])
    return longitude * NARROWER, latitude


def _spread(across: np.ndarray, up: np.ndarray) -> _Spread | None:
    if not len(up):
        return None
    middle = np.array([np.median(across), np.median(up)])
    reach = np.percentile(_distance(across, up, middle), NEARLY_ALL)
    return _Spread(middle=middle, reach=float(reach))


def _distance(across: np.ndarray, up: np.ndarray, middle: np.ndarray) -> np.ndarray:
    distance: np.ndarray = np.maximum(np.abs(across - middle[0]), np.abs(up - middle[1]))
    return distance
