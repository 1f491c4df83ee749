"""Verdicts on orders: only significant effects are claimed, and false claims are rare."""

import numpy as np
import pandas as pd

from geo.orders.before_after_windows import Windows
from geo.orders.evidence import (
    APART_BEFORE,
    EFFECTIVE,
    FEW_INCIDENTS,
    FEW_POINTS,
    FEWER,
    FEWER_INSIDE,
    MORE,
    MOVED,
    NO_CLEAR_DIFFERENCE,
    Evidence,
    blocking_reason,
    evidence,
)
from geo.orders.treatment_areas import PARTS
from tests.cases import every_case

MONTHS = [str(month) for month in pd.period_range("2021-01", periods=48, freq="M")]
WINDOWS = Windows(before=tuple(MONTHS[:24]), since=tuple(MONTHS[24:]))
EARLIER = Windows(before=tuple(MONTHS[:12]), since=tuple(MONTHS[12:24]))


def found(before: tuple[float, ...], since: tuple[float, ...]) -> Evidence:
    """Return the evidence for constant monthly counts before and since."""
    monthly = pd.DataFrame([before] * 24 + [since] * 24, MONTHS, list(PARTS))
    return evidence(monthly, WINDOWS, earlier=EARLIER)


@every_case(
    ("since", "verdict"),
    [
        ((10, 10, 40), NO_CLEAR_DIFFERENCE),
        ((5, 10, 40), FEWER),
        ((5, 5, 20), NO_CLEAR_DIFFERENCE),
        ((10, 10, 80), FEWER),
        ((5, 15, 40), MOVED),
        ((7, 11, 40), FEWER_INSIDE),
        ((20, 10, 40), MORE),
        ((0, 10, 40), FEWER),
        ((10, 10, 0), MORE),
    ],
)
def test_verdict_for_each_pattern_of_counts(since: tuple[float, ...], verdict: str) -> None:
    assert found((10, 10, 40), since).verdict == verdict


def test_an_empty_ring_has_no_ratio() -> None:
    alone = found((10, 0, 40), (5, 0, 40))
    assert alone.ring_ratio is None and alone.verdict == FEWER


@every_case("year_before", [20, 5])
def test_an_earlier_trend_is_not_attributed_to_the_order(year_before: int) -> None:
    """After an unusually high year, or a decrease that began before, the order isn't the cause."""
    counts = [(10, 10, 40)] * 12 + [(year_before, 10, 40)] * 12 + [(4, 10, 40)] * 24
    monthly = pd.DataFrame(counts, MONTHS, list(PARTS))
    assert evidence(monthly, WINDOWS, earlier=EARLIER).verdict == APART_BEFORE
    assert evidence(monthly, WINDOWS).verdict in EFFECTIVE, "there is no earlier year"


def test_small_areas_have_a_blocking_reason() -> None:
    assert blocking_reason(4, 500) == FEW_POINTS
    assert blocking_reason(5, 19) == FEW_INCIDENTS
    assert blocking_reason(5, 20) == ""


@every_case("seed,bursts", [(0, None), (1, 5.0), (2, 5.0)])
def test_at_most_one_in_twenty_orders_without_effect_is_called_effective(
    seed: int, bursts: float | None
) -> None:
    """All parts have the same season and decrease; counts are small, with and without bursts."""
    rng = np.random.default_rng(seed)
    season = 1 + 0.5 * np.sin(np.arange(48) * 2 * np.pi / 12)
    fall = np.linspace(1.2, 0.7, 48)
    levels = rng.uniform([1, 1, 8], [10, 10, 60], (200, 3))
    expected = levels[:, None, :] * (season * fall)[None, :, None]
    if bursts:
        expected = expected * rng.gamma(bursts, 1 / bursts, expected.shape)
    drawn = rng.poisson(expected)
    called = [
        evidence(pd.DataFrame(counts, MONTHS, list(PARTS)), WINDOWS, earlier=EARLIER).verdict
        for counts in drawn
    ]
    assert np.isin(called, EFFECTIVE).mean() <= 0.05


def test_most_orders_that_halve_incidents_are_called_effective() -> None:
    """The rules against false claims must not prevent true ones."""
    rng = np.random.default_rng(11)
    expected = np.tile([8.0, 8.0, 40.0], (200, 48, 1))
    expected[:, 24:, 0] *= 0.5
    called = [
        evidence(pd.DataFrame(counts, MONTHS, list(PARTS)), WINDOWS, earlier=EARLIER).verdict
        for counts in rng.poisson(expected)
    ]
    assert np.isin(called, EFFECTIVE).mean() > 0.85
