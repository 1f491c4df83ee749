"""Under-reporting: the golden expectation, and ward deprivation."""

import pandas as pd
import pytest

from geo.survey.under_reporting import below_expectation, mean_deprivation


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


@pytest.mark.parametrize("with_incidents", [0, 1, 2])
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
