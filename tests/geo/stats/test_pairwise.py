"""Comparison of two areas: the golden rate ratio and months in common."""

import numpy as np
import pandas as pd
import pytest

from geo.noise.estimate import Noise
from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE, TOO_FEW
from geo.stats.pairwise import compare_pairwise
from tests.cases import every_case

QUIET = Noise(clustering=1.0, drift=0.0, level=0.0, freedom=1e9)


def months(*counts: float) -> pd.Series:
    return pd.Series(counts, [f"2026-{n + 1:02d}" for n in range(len(counts))], dtype=float)


def test_the_ratio_equals_the_golden_rate_ratio() -> None:
    found = compare_pairwise(months(100, 34), months(100, 68), (8250, 8190), QUIET)
    assert found and found.verdict == LOWER and found.counts == (134, 168)
    assert found.ratio == pytest.approx(0.7918, abs=1e-4)
    # Exact limits, a little wider than the log-normal ones.
    assert (found.lower, found.upper) == pytest.approx((0.6310, 0.9936), abs=0.007)
    turned = compare_pairwise(months(100, 68), months(100, 34), (8190, 8250), QUIET)
    assert (
        turned and turned.verdict == HIGHER and turned.ratio == pytest.approx(1 / 0.7918, abs=1e-3)
    )


def test_no_clear_difference_when_the_interval_includes_one() -> None:
    found = compare_pairwise(months(20), months(25), (5000, 5000), QUIET)
    assert found and found.verdict == NO_CLEAR_DIFFERENCE


def test_only_months_that_both_published_are_compared() -> None:
    found = compare_pairwise(months(50, np.nan, 50), months(50, 900, 50), (5000, 5000), QUIET)
    assert (
        found
        and found.months == 2
        and found.counts == (100, 100)
        and found.verdict == NO_CLEAR_DIFFERENCE
    )


def test_the_limits_decide_when_an_area_has_no_incident() -> None:
    found = compare_pairwise(months(30), months(0), (5000, 5000), QUIET)
    assert found and found.verdict == HIGHER and np.isnan(found.ratio)
    found = compare_pairwise(months(2), months(0), (5000, 5000), QUIET)
    assert found and found.verdict == TOO_FEW


@every_case("residents", [(499, 5000), (5000, float("nan")), (0, 5000)])
def test_areas_with_few_residents_are_not_compared(residents: tuple[float, float]) -> None:
    assert compare_pairwise(months(5), months(5), residents, QUIET) is None


def test_areas_without_a_common_month_are_not_compared() -> None:
    assert compare_pairwise(months(5, np.nan), months(np.nan, 5), (5000, 5000), QUIET) is None
