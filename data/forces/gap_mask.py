"""Hides the gaps of police forces and authorities in the cubes of a release."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from data.errors import SourceError
from data.messages import InBoth, Message
from data.release.counts.cube import CubeWriter, write_observed
from data.release.coverage.force_coverage import Publisher
from data.release.coverage.missing_months import MissingMonths


def mask_missing_months(
    cube: CubeWriter,
    level: str,
    publishers: Sequence[tuple[Publisher, ...]],
    months: list[str],
    gaps: list[MissingMonths],
    folder: Path,
) -> np.ndarray:
    """Close the cube with the missing months hidden, and write which months were observed.

    A month that wasn't published is never counted as zero. An area of several authorities has no
    figures in a month that one of them lacks.

    Parameters
    ----------
    cube
        The cube, all months counted.
    level
        Its name.
    publishers
        Police forces and authorities of each area of the cube.
    months
        Months of the cube.
    gaps
        Missing months by force and authority.
    folder
        The release's folder.

    Returns
    -------
    numpy.ndarray
        Which months were observed [month, area].

    Examples
    --------
    >>> mask_missing_months(cube, "ward", publishers, months, gaps, folder)  # doctest: +SKIP
    """
    every = sorted({publisher for few in publishers for publisher in few})
    known = np.ones((len(months), len(every)), dtype=bool)
    for gap in gaps:
        there = [
            force == gap.force and gap.authority in ("", authority) for force, authority in every
        ]
        known[months.index(gap.month), there] = False
    number = {publisher: at for at, publisher in enumerate(every)}
    of_few = {
        few: known[:, [number[one] for one in few]].all(axis=1) for few in dict.fromkeys(publishers)
    }
    mask = np.stack([of_few[few] for few in publishers], axis=1)
    hidden = [(month, np.flatnonzero(~row)) for month, row in enumerate(mask) if not row.all()]
    cube.close(hidden_months=hidden)
    write_observed(folder, level, mask)
    return mask


def missing_everywhere(mask: np.ndarray, months: Sequence[str], area: InBoth) -> list[str]:
    """Return the months of which no area has figures.

    Parameters
    ----------
    mask
        Which months were observed [month, area].
    months
        The months.
    area
        The name of the whole area, for the message.

    Returns
    -------
    list[str]
        The months.

    Raises
    ------
    SourceError
        If no area has figures of any month.

    Examples
    --------
    >>> area = InBoth(en="Newport", cy="Casnewydd")
    >>> missing_everywhere(np.array([[True, False], [False, False]]), ["2025-05", "2025-06"], area)
    ['2025-06']
    """
    if not mask.any():
        raise SourceError(
            file=Message("file.police"),
            expected=Message("police.whole_months", area=area),
            found=Message("police.no_whole_month", months=len(months)),
        )
    return [month for month, row in zip(months, mask, strict=True) if not row.any()]
