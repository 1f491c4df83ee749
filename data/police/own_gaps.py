"""The gaps of an area's police forces and authorities, from their parsed files."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from data.forces.cut_months import ForceRows, find_cuts, is_cut, lacks_rows_always
from data.geometry.points import OUTSIDE
from data.police.forces import Located
from data.police.misplaced_months import misplaced_rows
from data.police.parsed_month import count_usable_rows, read_spots
from data.release.coverage.force_coverage import Publisher
from data.release.coverage.missing_months import ABSENT, CUT, THIN, MissingMonths, find_gaps
from data.schema import LSOA, WARD


def own_gaps(
    located: Located,
    months: list[str],
    publishers: Mapping[str, Sequence[Publisher]],
    unpublished: set[tuple[str, str]],
) -> list[MissingMonths]:
    """Return the months that are not whole, of forces and of single authorities.

    Parameters
    ----------
    located
        The parsed files and the areas.
    months
        The months to look at.
    publishers
        Force and authority of each LSOA and ward by level.
    unpublished
        Force and month of files that are known not to be published.

    Returns
    -------
    list[MissingMonths]
        Sorted by month, force and authority.

    Examples
    --------
    >>> own_gaps(located, months, publishers, set())  # doctest: +SKIP
    """
    forces = {force for force, _ in publishers[WARD]}
    files = [file for file in located.files if file.force in forces]
    index = pd.MultiIndex.from_tuples(
        [(file.force, file.month) for file in files], names=["force", "month"]
    )
    misplaced = misplaced_rows(files)
    rows = [
        count_usable_rows(file.cache_path) - far for file, far in zip(files, misplaced, strict=True)
    ]
    gaps = find_gaps(pd.Series(rows, index, dtype=float), months, not_published=unpublished)
    gaps += [
        MissingMonths(force=force, month=month, why=ABSENT, rows=0)
        for force in forces - {file.force for file in files}
        for month in months
    ]
    for force in sorted({file.force for file in files}):
        own = [gap for gap in gaps if gap.force == force]
        gaps = [gap for gap in gaps if gap.force != force]
        gaps += _with_cuts(force, own, located, months, publishers)
    return sorted(gaps, key=lambda gap: (gap.month, gap.force, gap.authority))


def _with_cuts(
    force: str,
    gaps: list[MissingMonths],
    located: Located,
    months: list[str],
    publishers: Mapping[str, Sequence[Publisher]],
) -> list[MissingMonths]:
    """Return a force's gaps with those of its authorities; thin months that were cut are CUT."""
    codes = sorted({authority for one, authority in publishers[WARD] if one == force})
    rows = _rows_of(force, gaps, located, months, publishers, codes)
    result = [
        replace(gap, why=CUT) if gap.why == THIN and is_cut(rows, months.index(gap.month)) else gap
        for gap in gaps
    ]
    always = lacks_rows_always(rows)
    known = {(gap.month, gap.authority) for gap in result}
    for cut in find_cuts(rows):
        if cut.authority not in always:
            found = MissingMonths(
                force=force,
                month=months[cut.month],
                why=CUT,
                rows=cut.rows,
                authority=codes[cut.authority],
                usual=cut.usual,
            )
            result.append(found)
    for number in always:
        of_month = rows.by_lsoa[:, rows.authority == number].sum(axis=1)
        result += [
            MissingMonths(force=force, month=month, why=CUT, rows=int(few), authority=codes[number])
            for month, few in zip(months, of_month, strict=True)
            if (month, "") not in known
        ]
    return result


def _rows_of(
    force: str,
    gaps: list[MissingMonths],
    located: Located,
    months: list[str],
    publishers: Mapping[str, Sequence[Publisher]],
    codes: list[str],
) -> ForceRows:
    """Return the located rows of a force in its own LSOAs, by month."""
    of_lsoa = publishers[LSOA]
    own = np.array([n for n, (one, _) in enumerate(of_lsoa) if one == force], dtype=np.int64)
    number = {code: n for n, code in enumerate(codes)}
    by_lsoa = np.zeros((len(months), len(own)))
    total = np.full(len(months), np.nan)
    at = {month: n for n, month in enumerate(months)}
    for file in located.files:
        if file.force != force or file.month not in at:
            continue
        lsoa = located.points.lsoa[located.spots.points_of(file)]
        incidents = read_spots(file.cache_path)["incidents"]
        inside = lsoa != OUTSIDE
        counted = np.bincount(lsoa[inside], weights=incidents[inside], minlength=len(of_lsoa))
        by_lsoa[at[file.month]] = counted[own]
        total[at[file.month]] = incidents.sum()
    for gap in gaps:
        total[at[gap.month]] = np.nan
    authority = np.array([number.get(of_lsoa[n][1], 0) for n in own], dtype=np.int64)
    return ForceRows(located=total, by_lsoa=by_lsoa, authority=authority)
