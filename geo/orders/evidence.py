"""What the record can say of one order: inside, around it and elsewhere, before and since.

The rules by which anything is claimed stand here. An order that does nothing is called effective
at most one time in twenty (tests/geo/test_evidence.py holds that on noise and in a whole county).
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
from geo.orders.overdispersion import dispersion as dispersion_of
from geo.orders.treatment_areas import COMPARISON, INSIDE, RING

LEAST_POINTS = 5
"""Below it most of what is counted inside happened outside, or the other way round."""
LEAST_INCIDENTS = 20
"""Inside, before: with fewer only a fall of more than 70% could be told from chance."""
HALF_A_ONE = 0.5

FEWER, FEWER_INSIDE, MOVED = "fewer", "fewer inside", "moved"
MORE, NO_CLEAR_DIFFERENCE, APART_BEFORE = "more", "no clear difference", "apart before"
VERDICTS = (FEWER, FEWER_INSIDE, MOVED, MORE, NO_CLEAR_DIFFERENCE, APART_BEFORE)
EFFECTIVE = (FEWER, FEWER_INSIDE)
FEW_POINTS, FEW_INCIDENTS = "few points", "few incidents"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """The counts of the three parts, what follows from them, and the verdict."""

    inside: Pair
    ring: Pair
    comparison: Pair
    alone: Ratio
    """Before and since by themselves: never shown without what follows."""
    ratio: Ratio
    """Inside, held against the comparison."""
    ring_ratio: Ratio | None
    """The ring, held against the same; None where it holds nothing."""
    net: Difference
    """Inside and ring together, in incidents, less what the comparison lets expect."""
    detectable: float
    """The weakest ratio that these counts could have shown."""
    dispersion: float
    drift: float
    earlier: Ratio | None
    """The last year before against the year before that; None where too few months are known."""
    verdict: str


def blocking_reason(points: int, inside_before: float) -> str:
    """What keeps the police data from answering for so small an area; nothing where they can."""
    if points < LEAST_POINTS:
        return FEW_POINTS
    return FEW_INCIDENTS if inside_before < LEAST_INCIDENTS else ""


def evidence(
    monthly: pd.DataFrame, windows: Windows, *, drift: float = 0.0, earlier: Windows | None = None
) -> Evidence:
    """From incidents by month (rows) in each part (columns)."""
    before, since = list(windows.before), list(windows.since)
    inside, ring, comparison = (
        _pair(monthly[part], windows) for part in (INSIDE, RING, COMPARISON)
    )
    dispersion = dispersion_of(monthly[INSIDE], monthly[COMPARISON], before, since)
    doubt = {"dispersion": dispersion, "drift": drift}
    ratio = difference_in_differences(
        _with_continuity_correction(inside), _with_continuity_correction(comparison), **doubt
    )
    ring_ratio = None
    if ring.before + ring.since > 0:
        uneven = dispersion_of(monthly[RING], monthly[COMPARISON], before, since)
        ring_ratio = difference_in_differences(
            _with_continuity_correction(ring),
            _with_continuity_correction(comparison),
            dispersion=uneven,
            drift=drift,
        )
    net = shared_displacement_difference(
        inside, ring, _with_continuity_correction(comparison), **doubt
    )
    parted = _earlier(monthly, earlier, drift)
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
            **doubt,
        ),
        dispersion=dispersion,
        drift=drift,
        earlier=parted,
        verdict=_verdict(ratio, ring_ratio, net, parted),
    )


def _verdict(ratio: Ratio, ring_ratio: Ratio | None, net: Difference, earlier: Ratio | None) -> str:
    """Only what clears its limits is claimed."""
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
    if windows is None or len(windows.since) < LEAST_MONTHS:
        return None
    before, since = list(windows.before), list(windows.since)
    return difference_in_differences(
        _with_continuity_correction(_pair(monthly[INSIDE], windows)),
        _with_continuity_correction(_pair(monthly[COMPARISON], windows)),
        dispersion=dispersion_of(monthly[INSIDE], monthly[COMPARISON], before, since),
        drift=drift,
    )


def _pair(counts: pd.Series, windows: Windows) -> Pair:
    return Pair(
        before=float(counts[list(windows.before)].sum()),
        since=float(counts[list(windows.since)].sum()),
    )


def _with_continuity_correction(pair: Pair) -> Pair:
    """Nothing can't be divided by: it stands as half an incident."""
    return Pair(before=pair.before or HALF_A_ONE, since=pair.since or HALF_A_ONE)
