"""Overdispersion is found where it was simulated, and not elsewhere."""

import numpy as np
import pandas as pd

from geo.orders.overdispersion import between_period_variance, dispersion

MONTHS = [str(month) for month in pd.period_range("2022-01", periods=48, freq="M")]
BEFORE, SINCE = MONTHS[:24], MONTHS[24:]


def series(counts: np.ndarray) -> pd.Series:
    return pd.Series(counts, MONTHS, dtype=float)


def test_poisson_months_have_no_overdispersion() -> None:
    dice = np.random.default_rng(1)
    found = [
        dispersion(series(dice.poisson(8, 48)), series(dice.poisson(40, 48)), BEFORE, SINCE)
        for _ in range(200)
    ]
    assert 1.0 <= np.mean(found) < 1.5


def test_a_shared_season_is_not_overdispersion() -> None:
    dice = np.random.default_rng(2)
    season = 1 + 0.8 * np.sin(np.arange(48) * 2 * np.pi / 12)
    found = [
        dispersion(
            series(dice.poisson(8 * season)), series(dice.poisson(40 * season)), BEFORE, SINCE
        )
        for _ in range(100)
    ]
    assert np.mean(found) < 1.5


def test_bursts_in_one_area_are_overdispersion() -> None:
    dice = np.random.default_rng(3)
    bursts = series(dice.negative_binomial(2, 2 / (2 + 8), 48))
    assert dispersion(bursts, series(dice.poisson(40, 48)), BEFORE, SINCE) > 2


def test_clusters_over_months_show_in_longer_spells() -> None:
    dice = np.random.default_rng(6)
    spells = np.repeat(dice.gamma(4, 0.25, 8), 6)
    counts, elsewhere = series(dice.poisson(8 * spells)), series(dice.poisson(80, 48))
    assert dispersion(counts, elsewhere, BEFORE, SINCE) > 4


def test_zero_counts_have_no_overdispersion() -> None:
    assert dispersion(series(np.zeros(48)), series(np.zeros(48)), BEFORE, SINCE) == 1.0


def test_between_period_variance_is_recovered() -> None:
    dice = np.random.default_rng(4)
    level = dice.uniform(20, 200, 400)
    before = pd.Series(dice.poisson(level))
    steady = between_period_variance(before, pd.Series(dice.poisson(level)))
    apart = between_period_variance(
        before, pd.Series(dice.poisson(level * np.exp(dice.normal(0, 0.3, 400))))
    )
    assert steady < 0.005
    assert 0.04 < apart < 0.1


def test_a_single_outlier_does_not_dominate_the_variance() -> None:
    dice = np.random.default_rng(5)
    level = np.full(60, 80.0)
    before, since = pd.Series(dice.poisson(level)), pd.Series(dice.poisson(level))
    since[0] *= 5
    assert between_period_variance(before, since) < 0.01
    assert between_period_variance(before[:5], since[:5]) == 0, "too few places to say"
