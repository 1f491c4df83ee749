"""Finds the months of a police force that are not whole: no file, or far fewer rows than usual.

A gap looks like a fall in crime. A month is thin if it has less than half of the force's usual
rows. Usual is the median of the force's months within three years, without those that are thin
themselves: months under half of the upper quartile are left out before the median is taken. So a
thin month is found among other thin months, as long as a quarter of the months is whole. Whole
months of a force vary by a fifth or so, so that none falls under half of it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

# MISSING: not published. ABSENT: not among the files, so that nobody can say whether it was
# published. THIN: published with far fewer rows than usual. CUT: rows of some places are missing.
KINDS = MISSING, ABSENT, THIN, CUT = "missing", "absent", "thin", "cut"
THIN_BELOW = 0.5
NEIGHBOURS = 36
UPPER = 75
# Usual rows per month below which a fall to half can be chance.
LEAST_TO_JUDGE = 100


@dataclass(frozen=True, kw_only=True)
class MissingMonths:
    """A month of a police force that is left out of every figure."""

    force: str
    month: str
    why: str
    # The rows that there are: of the force, or of the authority.
    rows: int
    # The code of the authority, if only its rows are missing; empty for the whole force.
    authority: str = ""
    # The usual number of rows; 0 if it isn't known.
    usual: int = 0


def find_gaps(
    rows: pd.Series,
    months: Iterable[str],
    *,
    not_published: Collection[tuple[str, str]] = (),
) -> list[MissingMonths]:
    """Find the gaps among the months.

    Parameters
    ----------
    rows
        Number of published rows, indexed by (force, month).
    months
        Every month to judge.
    not_published
        The (force, month) without a file that is known not to be published; any other one is only
        known not to be among the files.

    Returns
    -------
    list[MissingMonths]
        Sorted by month and force.

    Examples
    --------
    >>> names = ["force", "month"]
    >>> index = pd.MultiIndex.from_tuples([("gwent", "2025-01"), ("gwent", "2025-03")], names=names)
    >>> rows = pd.Series([900.0, 950.0], index)
    >>> gaps = find_gaps(rows, ["2025-01", "2025-02", "2025-03"])
    >>> [(gap.month, gap.why) for gap in gaps]
    [('2025-02', 'absent')]
    """
    table = rows.unstack("force").reindex(list(months))
    gaps = []
    for force, published in zip(map(str, table.columns), table.to_numpy(float).T, strict=True):
        usual = usual_levels(published)
        for month, count, level in zip(map(str, table.index), published, usual, strict=True):
            if np.isnan(count):
                why = MISSING if (force, month) in not_published else ABSENT
                gaps.append(MissingMonths(force=force, month=month, why=why, rows=0))
            elif level >= LEAST_TO_JUDGE and count < THIN_BELOW * level:
                thin = MissingMonths(
                    force=force, month=month, why=THIN, rows=int(count), usual=int(level)
                )
                gaps.append(thin)
    return sorted(gaps, key=lambda gap: (gap.month, gap.force))


def usual_levels(published: np.ndarray) -> np.ndarray:
    """Return for each month the usual level of the months around it, thin ones left out.

    Parameters
    ----------
    published
        A number for each month; NaN for a month without one.

    Returns
    -------
    numpy.ndarray
        The median of the months within three years that reach half of their upper quartile; 0
        where there is no other month.

    Examples
    --------
    >>> usual_levels(np.array([1187.0, 300, 164, 283, np.nan, 3400, 3500, 3600])).tolist()
    [3500.0, 3500.0, 3500.0, 3500.0, 3500.0, 3500.0, 3500.0, 3500.0]
    """
    levels = np.zeros(len(published))
    for position in range(len(published)):
        around = published[max(position - NEIGHBOURS, 0) : position + NEIGHBOURS + 1]
        around = around[~np.isnan(around)]
        if len(around) > 1:
            upper = np.percentile(around, UPPER, method="higher")
            levels[position] = np.median(around[around >= THIN_BELOW * upper])
    return levels
