"""Counts a police force's located incidents by the authority that its rows state.

A row states the name of its LSOA, which begins with the authority ("Newport 001A"). So a force is
counted whole, though the release may be of one of its authorities only.
"""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from data.forces.recording_breaks import ForceCounts
from data.police.month_file import MonthFile
from data.police.parsed_month import read_rows
from data.police.reading.row_reasons import GOOD
from data.police.street_csv import one_chunk, words
from data.release.coverage.force_coverage import AuthorityForce
from data.release.coverage.missing_months import MissingMonths
from data.schema import CATEGORIES

# The end of an LSOA's name, and what some files have before the name of an authority.
NUMBER, ARTICLE = re.compile(r"\s+\d{3}[A-Z]$"), "The "
# The least part of a force's rows: others state an authority beyond its border.
LEAST_PART = 0.01


def authority_stated(lsoa_name: str) -> str:
    """Return the authority in the name of an LSOA.

    Parameters
    ----------
    lsoa_name
        The name, as a police file has it.

    Returns
    -------
    str
        The authority's name; empty if the text is no name of an LSOA.

    Examples
    --------
    >>> authority_stated("The Vale of Glamorgan 015A"), authority_stated("")
    ('Vale of Glamorgan', '')
    """
    name = lsoa_name.strip()
    return NUMBER.sub("", name).removeprefix(ARTICLE) if NUMBER.search(name) else ""


def count_by_authority(
    files: Sequence[MonthFile],
    months: Sequence[str],
    gaps: Sequence[MissingMonths],
    authorities: Sequence[AuthorityForce],
) -> list[ForceCounts]:
    """Count the located incidents of each force by authority, category and month.

    Parameters
    ----------
    files
        The parsed files of the forces to count.
    months
        The months of the release.
    gaps
        The months that are not whole, of forces and of single authorities.
    authorities
        The authorities of the release, whose codes the gaps have.

    Returns
    -------
    list[ForceCounts]
        One for each force, sorted; months that are gaps are NaN.

    Examples
    --------
    >>> count_by_authority([], ["2025-06"], [], [])
    []
    """
    named = {one.authority: one.name_en.removeprefix(ARTICLE) for one in authorities}
    result = []
    for force in sorted({file.force for file in files}):
        own = [file for file in files if file.force == force and file.month in months]
        by_month = {file.month: _by_authority(file.cache_path) for file in own}
        rows = Counter[str]()
        for counted in by_month.values():
            rows.update({name: int(numbers.sum()) for name, numbers in counted.items()})
        least = LEAST_PART * rows.total()
        names = sorted(name for name, number in rows.items() if name and number >= least)
        counts = np.full((len(names), len(CATEGORIES), len(months)), np.nan)
        for month, counted in by_month.items():
            for at, name in enumerate(names):
                none = np.zeros(len(CATEGORIES), dtype=np.int64)
                counts[at, :, months.index(month)] = counted.get(name, none)
        for gap in gaps:
            if gap.force == force:
                there = [not gap.authority or named.get(gap.authority) == name for name in names]
                counts[there, :, months.index(gap.month)] = np.nan
        result.append(ForceCounts(force=force, months=months, counts=counts))
    return result


def _by_authority(path: Path) -> dict[str, np.ndarray]:
    """Return the usable rows of a month by stated authority and category."""
    rows = read_rows(path)
    names, of_row = words(one_chunk(rows["lsoa_name"]))
    authorities = [authority_stated(name or "") for name in names]
    numbers = {name: at for at, name in enumerate(dict.fromkeys(authorities))}
    of_name = np.array([numbers[name] for name in authorities], dtype=np.int64)
    good = np.asarray(rows["reason"]) == GOOD
    both = of_name[of_row[good]] * len(CATEGORIES) + np.asarray(rows["category"])[good]
    counted = np.bincount(both, minlength=len(numbers) * len(CATEGORIES))
    table = counted.reshape(len(numbers), len(CATEGORIES))
    return {name: table[at] for name, at in numbers.items()}
