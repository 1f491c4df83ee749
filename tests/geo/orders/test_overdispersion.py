"""Overdispersion is found where it was simulated, and not elsewhere."""

import numpy as np
import pandas as pd

from geo.orders.overdispersion import BeforeAndSince, between_period_variance, dispersion


def sides(counts: np.ndarray) -> BeforeAndSince:
    """Split 48 months of counts into the two years before and the two years since."""
    return counts[:24].astype(float), counts[24:].astype(float)


def test_poisson_months_have_no_overdispersion() -> None:
    rng = np.random.default_rng(1)
    found = [dispersion(sides(rng.poisson(8, 48)), sides(rng.poisson(40, 48))) for _ in range(200)]
    assert 1.0 <= np.mean(found) < 1.5


def test_a_shared_season_is_not_overdispersion() -> None:
    rng = np.random.default_rng(2)
    season = 1 + 0.8 * np.sin(np.arange(48) * 2 * np.pi / 12)
    found = [
        dispersion(sides(rng.poisson(8 * season)), sides(rng.poisson(40 * season)))
        for _ in range(100)
    ]
    assert np.mean(found) < 1.5


def test_bursts_in_one_area_are_overdispersion() -> None:
    rng = np.random.default_rng(3)
    bursts = sides(rng.negative_binomial(2, 2 / (2 + 8), 48))
    assert dispersion(bursts, sides(rng.poisson(40, 48))) > 2


def test_clusters_over_months_show_in_longer_spells() -> None:
    rng = np.random.default_rng(6)
    spells = np.repeat(rng.gamma(4, 0.25, 8), 6)
    counts, elsewhere = sides(rng.poisson(8 * spells)), sides(rng.poisson(80, 48))
    assert dispersion(counts, elsewhere) > 4


def test_zero_counts_have_no_overdispersion() -> None:
    assert dispersion(sides(np.zeros(48)), sides(np.zeros(48))) == 1.0


def test_between_period_variance_is_recovered() -> None:
    rng = np.random.default_rng(4)
    level = rng.uniform(20, 200, 400)
    before = pd.Series(rng.poisson(level))
    steady = between_period_variance(before, pd.Series(rng.poisson(level)))
    apart = between_period_variance(
        before, pd.Series(rng.poisson(level * np.exp(rng.normal(0, 0.3, 400))))
    )
    assert steady < 0.005
    assert 0.04 < apart < 0.1


def test_a_single_outlier_does_not_dominate_the_variance() -> None:
    rng = np.random.default_rng(5)
    level = np.full(60, 80.0)
    before, since = pd.Series(rng.poisson(level)), pd.Series(rng.poisson(level))
    since[0] *= 5
    assert between_period_variance(before, since) < 0.01
    assert between_period_variance(before[:5], since[:5]) == 0, "too few places to say"
