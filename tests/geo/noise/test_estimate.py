"""The noise of counts: clustering and drift are found, and poor input gives what is usual."""

import numpy as np
import pandas as pd
import pytest

from geo.noise.estimate import NO_NOISE, USUAL_CLUSTERING, USUAL_DRIFT, Noise, estimate_noise
from geo.noise.one_period import level_of_one_period
from geo.noise.whole import noise_of_whole
from tests.cases import every_case

RNG = np.random.default_rng(14)
SIZES = np.geomspace(3, 60, 60)


def drawn(clustering: float, drift: float, *, months: int = 36) -> pd.DataFrame:
    """Return months of 60 areas; `drift` is the variance of the log ratio of two years."""
    years = RNG.normal(0, np.sqrt(drift / 2), (months // 12 + 1, len(SIZES)))
    mean = SIZES * np.exp(np.repeat(years, 12, axis=0)[:months])
    if clustering > 1:
        mean = RNG.gamma(mean / (clustering - 1)) * (clustering - 1)
    return pd.DataFrame(RNG.poisson(mean).astype(float))


@every_case(("clustering", "drift"), [(1.0, 0.0), (2.0, 0.0), (1.0, 0.06), (2.0, 0.06), (3.5, 0.0)])
def test_clustering_and_drift_are_told_apart(clustering: float, drift: float) -> None:
    noises = [estimate_noise(drawn(clustering, drift), window=12) for _ in range(8)]
    found = np.mean([[noise.clustering, noise.drift] for noise in noises], axis=0)
    assert found[0] == pytest.approx(clustering, rel=0.12)
    assert found[1] == pytest.approx(drift, abs=0.015)
    assert all(noise.over_years for noise in noises)


def test_a_few_areas_that_changed_hardly_widen_it() -> None:
    plain = drawn(1.3, 0.01)
    changed = plain.copy()
    changed.iloc[24:, 5::12] = changed.iloc[24:, 5::12] * 3
    before, after = (estimate_noise(table, window=12).drift for table in (plain, changed))
    assert after < before + 0.03


def test_a_rise_of_all_areas_is_no_drift() -> None:
    plain = drawn(1.0, 0.0)
    risen = plain.mul(np.where(np.arange(36) < 24, 1, 2), axis=0)
    assert estimate_noise(risen, window=12).drift < 0.01


@every_case("months", [0, 1, 4])
def test_a_short_release_has_the_usual_drift(months: int) -> None:
    noise = estimate_noise(drawn(1.0, 0.0, months=12).iloc[:months], window=12)
    assert noise.drift == pytest.approx(USUAL_DRIFT) and not noise.over_years
    if months < 2:
        assert noise.clustering == USUAL_CLUSTERING


def test_a_category_without_events_and_equal_areas_have_no_clustering() -> None:
    nothing = pd.DataFrame(np.zeros((36, 10)))
    assert estimate_noise(nothing, window=12) == Noise()
    equal = estimate_noise(nothing + 20, window=12)
    assert equal.clustering == 1.0 and equal.drift < 0.01


def test_two_areas_and_one_area() -> None:
    two = estimate_noise(drawn(1.0, 0.0)[[10, 50]], window=12)
    assert 1 <= two.clustering < 2 and 0 < two.drift < 0.05
    one = estimate_noise(drawn(1.0, 0.0)[[50]], window=12)
    assert one.clustering == USUAL_CLUSTERING and one.drift == pytest.approx(USUAL_DRIFT)


def test_months_without_figures_are_left_out() -> None:
    table = drawn(2.0, 0.0)
    gaps = table.copy()
    gaps.iloc[5, :30] = np.nan
    gaps.iloc[20] = np.nan
    whole, part = (estimate_noise(one, window=12) for one in (table, gaps))
    assert part.clustering == pytest.approx(whole.clustering, rel=0.15)
    assert abs(part.drift - whole.drift) < 0.02


def test_the_spread_of_one_period_leaves_no_flag_of_the_golden_ten() -> None:
    """Four of them lie outside the raw 95% limits; widened by their own spread none is named."""
    counts = np.array([12.0, 30, 45, 18, 60, 25, 33, 9, 52, 16])
    expected = np.array([20.0, 28, 35, 22, 40, 27, 30, 15, 38, 25])
    z = 2 * (np.sqrt(counts) - np.sqrt(expected))
    assert (np.abs(z) > 1.8).sum() == 4
    noise = level_of_one_period(counts, expected, Noise(clustering=1.0))
    assert (np.abs(z) / np.sqrt(noise.of_level(expected)) < 1.96).all()
    few = level_of_one_period(counts[:5], expected[:5], NO_NOISE)
    assert few == NO_NOISE


def test_the_noise_of_a_whole_is_seen_in_its_own_months() -> None:
    parts = Noise(clustering=1.2, drift=0.04, level=0.06)
    even = pd.Series(RNG.poisson(1000, 36).astype(float))
    quiet = noise_of_whole(even, parts, pd.Series(1.0, range(20)))
    assert quiet.clustering < 4 and quiet.drift == pytest.approx(0.04 / 20)
    assert quiet.level == pytest.approx(0.06 / 20) and quiet.freedom == 11
    shocks = pd.Series(RNG.poisson(1000 * np.exp(RNG.normal(0, 0.15, 36))).astype(float))
    assert noise_of_whole(shocks, parts, pd.Series([1.0])).clustering > 8
    short = noise_of_whole(even.iloc[:4], parts, pd.Series([1.0]))
    assert short.clustering == 1.2 and not short.over_years
