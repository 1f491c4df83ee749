"""Evidence on one order: counts in the area, in a ring around it and elsewhere, before and since.

All rules for claims are in this module. An order without effect is called effective in at most one
case in twenty (tests/geo/orders/test_evidence.py tests this on simulated noise and on a whole
county).
"""

from dataclasses import dataclass

import pandas as pd

from geo.orders.before_after_windows import LEAST_MONTHS, Windows
from geo.orders.difference_in_differences import (
    Difference,
    Pair,
    Ratio,
    before_after_ratio,
    detectable_fall,
    difference_in_differences,
    shared_displacement_difference,
)
from geo.orders.overdispersion import BeforeAndSince
from geo.orders.overdispersion import dispersion as dispersion_of
from geo.orders.treatment_areas import COMPARISON, INSIDE, RING

# LEAST_POINTS: with fewer points inside, most of the incidents counted inside happened outside, or
# the reverse.
LEAST_POINTS = 5
# LEAST_INCIDENTS: incidents inside before. With fewer, only a fall of more than 70% could be
# distinguished from chance.
LEAST_INCIDENTS = 20
# HALF_A_ONE: the continuity correction.
HALF_A_ONE = 0.5

FEWER, FEWER_INSIDE, MOVED = "fewer", "fewer inside", "moved"
MORE, NO_CLEAR_DIFFERENCE, APART_BEFORE = "more", "no clear difference", "apart before"
VERDICTS = (FEWER, FEWER_INSIDE, MOVED, MORE, NO_CLEAR_DIFFERENCE, APART_BEFORE)
EFFECTIVE = (FEWER, FEWER_INSIDE)
FEW_POINTS, FEW_INCIDENTS = "few points", "few incidents"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Counts of the three parts, the estimates derived from them, and the verdict."""

    inside: Pair
    ring: Pair
    comparison: Pair
    # The before/after ratio, which is never shown without the following ratios.
    alone: Ratio
    # Inside, compared with the comparison area.
    ratio: Ratio
    # The ring, compared with the comparison area; None if the ring has no incidents.
    ring_ratio: Ratio | None
    # The weighted displacement difference of inside and ring.
    net: Difference
    # The weakest ratio that these counts could have shown.
    detectable: float
    dispersion: float
    drift: float
    # The last year before, compared with the year before that; None if too few months are
    # published.
    earlier: Ratio | None
    verdict: str


def blocking_reason(points: int, inside_before: float) -> str:
    """Return the reason why police data can't be used for an area, because it is too small.

    Parameters
    ----------
    points
        Number of police.uk points inside.
    inside_before
        Incidents inside before.

    Returns
    -------
    str
        "few points", "few incidents", or empty text if the data can be used.

    Examples
    --------
    >>> blocking_reason(12, 8)
    'few incidents'
    """
    if points < LEAST_POINTS:
        return FEW_POINTS
    return FEW_INCIDENTS if inside_before < LEAST_INCIDENTS else ""


def evidence(
    monthly: pd.DataFrame, windows: Windows, *, drift: float = 0.0, earlier: Windows | None = None
) -> Evidence:
    """Return the evidence from the monthly counts of the three parts.

    Parameters
    ----------
    monthly
        Incidents by month (rows), in each part (columns).
    windows
        Months before and since.
    drift
        Variance between areas of the log ratio.
    earlier
        The two years before the start, or None.

    Returns
    -------
    Evidence
        The counts, estimates and verdict.

    Examples
    --------
    >>> months = [f"{year}-{n:02d}" for year in (2024, 2025) for n in range(1, 13)]
    >>> counts = {"inside": [10] * 12 + [4] * 12, "ring": 8, "comparison": 30}
    >>> pairs = Windows(before=tuple(months[:12]), since=tuple(months[12:]))
    >>> evidence(pd.DataFrame(counts, months, dtype=float), pairs).verdict
    'fewer'
    """
    counts = _by_part(monthly, windows)
    inside, ring, comparison = (_pair(counts[part]) for part in (INSIDE, RING, COMPARISON))
    dispersion = dispersion_of(counts[INSIDE], counts[COMPARISON])
    noise = {"dispersion": dispersion, "drift": drift}
    ratio = difference_in_differences(
        _with_continuity_correction(inside), _with_continuity_correction(comparison), **noise
    )
    ring_ratio = None
    if ring.before + ring.since > 0:
        ring_ratio = difference_in_differences(
            _with_continuity_correction(ring),
            _with_continuity_correction(comparison),
            dispersion=dispersion_of(counts[RING], counts[COMPARISON]),
            drift=drift,
        )
    net = shared_displacement_difference(
        inside, ring, _with_continuity_correction(comparison), **noise
    )
    earlier_ratio = _earlier(monthly, earlier, drift)
    return Evidence(
        inside=inside,
        ring=ring,
        comparison=comparison,
        alone=before_after_ratio(_with_continuity_correction(inside)),
        ratio=ratio,
        ring_ratio=ring_ratio,
        net=net,
        detectable=detectable_fall(
            _with_continuity_correction(inside).before,
            _with_continuity_correction(comparison).before,
            **noise,
        ),
        dispersion=dispersion,
        drift=drift,
        earlier=earlier_ratio,
        verdict=_verdict(ratio, ring_ratio, net, earlier_ratio),
    )


def _verdict(ratio: Ratio, ring_ratio: Ratio | None, net: Difference, earlier: Ratio | None) -> str:
    """Return the verdict; an effect is claimed only if its interval excludes no effect."""
    if ratio.lower > 1:
        return MORE
    if ratio.upper >= 1:
        return NO_CLEAR_DIFFERENCE
    if earlier and not earlier.lower <= 1 <= earlier.upper:
        return APART_BEFORE
    if ring_ratio and ring_ratio.lower > 1:
        return MOVED
    return FEWER if net.upper < 0 else FEWER_INSIDE


def _earlier(monthly: pd.DataFrame, windows: Windows | None, drift: float) -> Ratio | None:
    """Return the ratio of the two years before the start; None with too few months."""
    if windows is None or len(windows.since) < LEAST_MONTHS:
        return None
    counts = _by_part(monthly, windows)
    return difference_in_differences(
        _with_continuity_correction(_pair(counts[INSIDE])),
        _with_continuity_correction(_pair(counts[COMPARISON])),
        dispersion=dispersion_of(counts[INSIDE], counts[COMPARISON]),
        drift=drift,
    )


def _by_part(monthly: pd.DataFrame, windows: Windows) -> dict[str, BeforeAndSince]:
    """Return the counts by month of each part, before and since."""
    before, since = (
        monthly.loc[list(months)].to_numpy(dtype=float).T
        for months in (windows.before, windows.since)
    )
    return dict(zip(monthly.columns, zip(before, since, strict=True), strict=True))


def _pair(counts: BeforeAndSince) -> Pair:
    """Return the sums of the counts before and since."""
    before, since = counts
    return Pair(before=float(before.sum()), since=float(since.sum()))


def _with_continuity_correction(pair: Pair) -> Pair:
    """Replace zero counts by 0.5 (continuity correction) to avoid division by zero."""
    return Pair(before=pair.before or HALF_A_ONE, since=pair.since or HALF_A_ONE)
