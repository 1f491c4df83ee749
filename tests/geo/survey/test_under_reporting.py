"""Under-reporting: the golden expectation, and ward deprivation."""

import numpy as np
import pandas as pd
import pytest

from geo.noise.limits import count_scores
from geo.survey.under_reporting import below_expectation, mean_deprivation
from tests.cases import every_case


def test_expectation_golden() -> None:
    areas = range(1, 11)
    recorded = pd.Series([150, 128, 60, 85, 75, 60, 52, 44, 40, 31], areas, dtype=float)
    people = pd.Series(1_500.0, areas)
    table = below_expectation(pd.Series(areas, areas, dtype=float), recorded, people)
    assert table.loc[3, "expected"] == pytest.approx(105.4, abs=0.05)
    assert table.loc[3, "ratio"] == pytest.approx(0.569, abs=5e-4)
    assert table.index[table["below"]].tolist() == [3]


def test_an_area_without_deprivation_is_not_below() -> None:
    ranks = pd.Series([1.0, 2, 3, 4, None])
    table = below_expectation(ranks, pd.Series([90.0, 80, 70, 60, 0]), pd.Series([1_000.0] * 5))
    assert not table["below"].iloc[-1]


@every_case("with_incidents", [0, 1, 2])
def test_with_incidents_in_one_or_two_areas_nothing_is_below(with_incidents: int) -> None:
    counts = pd.Series([0.0] * 10)
    counts.iloc[:with_incidents] = 40.0
    people, ranks = pd.Series([1_500.0] * 10), pd.Series(range(10), dtype=float)
    table = below_expectation(ranks, counts, people)
    assert table["expected"].isna().all() and not table["below"].any()
    # The same score everywhere tells nothing either.
    assert not below_expectation(ranks * 0, counts + 40, people)["below"].any()


def test_ward_deprivation_is_the_mean_over_residents() -> None:
    ranks = pd.DataFrame({"rank": [1, 100], "of": [100, 100]}, ["L1", "L2"])
    members = pd.DataFrame(
        {"lsoa_code": ["L1", "L2", "L3"], "ward_code": "W1", "residents": [300.0, 100.0, 50.0]}
    )
    found = mean_deprivation(ranks, members)
    assert found["W1"] == pytest.approx(0.75 * 0.99)


def test_a_spread_about_the_regression_names_hardly_any_area() -> None:
    """Wards differ by more than deprivation and chance; pure Poisson names a third of them."""
    rng, named, poisson = np.random.default_rng(2), [], []
    for _ in range(30):
        ranks = pd.Series(rng.uniform(0, 1, 24))
        mean = 200 * np.exp(ranks + 0.4 * rng.normal(0, 1, 24))
        counts, people = pd.Series(rng.poisson(mean).astype(float)), pd.Series([5_000.0] * 24)
        table = below_expectation(ranks, counts, people)
        named.append(table["below"].mean())
        poisson.append((count_scores(counts, table["expected"]) < -3.09).mean())
    assert np.mean(named) <= 0.05 and np.mean(poisson) > 0.25


def test_the_planted_area_does_not_hide_itself() -> None:
    ranks, people = pd.Series(np.linspace(0, 1, 24)), pd.Series([5_000.0] * 24)
    counts = (200 * np.exp(ranks)).round()
    counts.iloc[7] *= 0.4
    table = below_expectation(ranks, counts, people)
    assert table.index[table["below"]].tolist() == [7]


def test_density_explains_what_deprivation_does_not() -> None:
    """Countryside has half the incidents of towns that are as deprived; it is not below."""
    ranks, people = pd.Series(list(np.linspace(0, 1, 12)) * 2), pd.Series([5_000.0] * 24)
    town = pd.Series([1.0] * 12 + [0.5] * 12)
    counts, density = (300 * town).round(), town.map({1.0: 30.0, 0.5: 0.5})
    counts.iloc[3] *= 0.4
    with_density = below_expectation(ranks, counts, people, density=density)
    assert with_density.index[with_density["below"]].tolist() == [3]
    assert (with_density["expected"].drop(3) / counts.drop(3) - 1).abs().max() < 0.12
    alone = below_expectation(ranks, counts, people)
    assert (alone["expected"].drop(3) / counts.drop(3) - 1).abs().max() > 0.25
    for odd in (density * 0, density * 0 + 4.0, density.where(density > 1)):
        told = below_expectation(ranks, counts, people, density=odd)
        assert not told["below"][odd.isna()].any(), "without a density nothing is expected"
