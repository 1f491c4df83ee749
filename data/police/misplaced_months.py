"""Incidents published where their police force's other months have none.

A month whose coordinates went wrong lies in another land: it would count as a month without crime.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.geometry.points import degrees_of
from data.police.parsed_month import kept_spots
from data.police.street_file import MonthFile

LEAST_MONTHS = 3
"""Of two months nobody can say which one is astray."""
NARROWER = 0.6
"""A degree of longitude against one of latitude, in Great Britain."""
NEARLY_ALL = 95
FAR, LEAST_FAR = 2.0, 0.3
"""Times the usual reach; and degrees, below which a small force's months are never astray."""


@dataclass(frozen=True, kw_only=True)
class _Spread:
    """Where the points of a month lie: their middle, and how far most of them are from it."""

    middle: np.ndarray
    reach: float


def misplaced_rows(files: Sequence[MonthFile]) -> list[int]:
    """Of each file, the incidents far from where its force's months usually lie.

    Only files whose points lie there for the most part have any.
    """
    of_force: dict[str, list[_Spread]] = {}
    spreads = [_spread(*_places(file)) for file in files]
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
    far = _distance(*_places(file), usual.middle) > limit
    return int(kept_spots(file.kept_at)["incidents"][far].sum())


def _places(file: MonthFile) -> tuple[np.ndarray, np.ndarray]:
    longitude, latitude = degrees_of(kept_spots(file.kept_at)["key"])
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
