"""Residents within reach of a group: examples and properties."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.services.accessibility import (
    FEWER,
    MORE,
    NO_CLEAR_DIFFERENCE,
    by_area,
    homes,
    per_quantile,
    within_distances,
)

# Three homes and two groups on a line, with the distances of the example of catchments.
PEOPLE = pd.Series({"A": 2000.0, "B": 3000.0, "C": 1000.0})
EAST = np.array([0.0, 1300.0, 1900.0])
GROUPS = pd.DataFrame({"x": [400.0, 2500.0], "y": [0.0, 0.0]}, index=["G1", "G2"])
MEMBERS = pd.DataFrame(
    {
        "lsoa_code": ["A", "B", "B", "C"],
        "area_code": ["west", "west", "east", "east"],
        "share": [1.0, 0.5, 0.5, 1.0],
    }
)


def found(reach: float, people: pd.Series = PEOPLE) -> pd.DataFrame:
    return homes(people, EAST, np.zeros(3), GROUPS, reach=reach)


def test_homes_have_the_nearest_group_and_its_distance() -> None:
    table = found(1000)
    assert table["nearest"].tolist() == ["G1", "G1", "G2"]
    assert table["metres"].tolist() == [400, 900, 600]


def test_each_group_is_shared_by_all_who_reach_it() -> None:
    # G1 serves the 5,000 residents of A and B, G2 the 1,000 residents of C.
    assert found(1000)["offered"].tolist() == pytest.approx([2.0, 2.0, 10.0])


def test_without_a_group_everyone_is_beyond() -> None:
    table = homes(PEOPLE, EAST, np.zeros(3), GROUPS.iloc[:0], reach=1000)
    assert np.isinf(table["metres"]).all() and (table["offered"] == 0).all()
    areas = by_area(table, MEMBERS, reach=1000)
    assert areas["beyond"].tolist() == areas["residents"].tolist()


def test_an_area_has_its_share_of_each_home() -> None:
    areas = by_area(found(500), MEMBERS, reach=500)
    assert areas.loc["west", ["residents", "within", "beyond"]].tolist() == [3500, 2000, 1500]
    assert areas.at["west", "share_beyond"] == pytest.approx(1500 / 3500)
    assert areas.at["east", "within"] == 0


def test_an_area_with_a_home_of_unknown_residents_is_missing() -> None:
    people = PEOPLE.copy()
    people["A"] = np.nan
    areas = by_area(found(500, people), MEMBERS, reach=500)
    assert areas.loc["west"].isna().all() and areas.loc["east"].notna().all()


@given(
    st.lists(st.integers(0, 5000).map(float), min_size=3, max_size=3),
    st.lists(st.tuples(st.floats(0, 3000), st.floats(0, 3000)), max_size=4),
    st.floats(1, 4000),
)
def test_within_and_beyond_sum_up_to_residents(
    people: list[float], places: list[tuple[float, float]], reach: float
) -> None:
    groups = pd.DataFrame(places, columns=["x", "y"], dtype=float)
    groups.index = pd.Index([f"G{n}" for n in range(len(groups))])
    residents = pd.Series(people, PEOPLE.index)
    table = homes(residents, EAST, np.zeros(3), groups, reach=reach)
    areas = by_area(table, MEMBERS, reach=reach)
    together = areas["within"] + areas["beyond"]
    assert together.tolist() == pytest.approx(areas["residents"].tolist())
    assert together.sum() == pytest.approx(residents.sum())
    if (reached := residents[table["metres"] <= reach]).sum() > 0:
        given_out = (table["offered"] * residents)[reached.index].sum() / 10_000
        within_any = sum(
            bool(residents[np.hypot(EAST - x, y) <= reach].sum() > 0) for x, y in places
        )
        assert given_out == pytest.approx(within_any), "each group is given out once"


@given(st.floats(0, 3000), st.floats(0, 3000))
def test_more_residents_are_within_a_longer_distance(one: float, other: float) -> None:
    near, far = sorted((one, other))
    shares = within_distances(found(1000), np.array([near, far]))
    assert shares.iloc[0] <= shares.iloc[1]


def test_share_within_each_distance() -> None:
    shares = within_distances(found(1000), np.array([399.0, 400.0, 600.0, 900.0]))
    assert shares.tolist() == pytest.approx([0, 2 / 6, 3 / 6, 1])


def in_parts(groups: list[int]) -> pd.DataFrame:
    people = pd.Series(20_000.0, [f"L{n}" for n in range(5)])
    part = pd.Series([1.0, 2.0, 3.0, 4.0, 5.0], people.index)
    home = pd.DataFrame({"residents": people, "metres": [900.0, 100.0, 100.0, 100.0, 100.0]})
    return per_quantile(part, home, pd.Series(groups, people.index), reach=500)


def test_a_fifth_is_named_only_when_significant() -> None:
    assert (in_parts([5, 6, 7, 5, 6])["finding"] == NO_CLEAR_DIFFERENCE).all()
    clear = in_parts([2, 30, 30, 30, 30])
    assert clear.at[1, "finding"] == FEWER
    assert set(clear["finding"].iloc[1:]) == {NO_CLEAR_DIFFERENCE}
    assert in_parts([60, 20, 20, 20, 20]).at[1, "finding"] == MORE


def test_groups_per_10000_have_the_limits_of_their_comparison() -> None:
    row = in_parts([5, 6, 7, 5, 6]).loc[1]
    assert row["per"] == pytest.approx(2.5) and row["share_beyond"] == 1
    # Wider than the limits of five groups alone, because five parts are compared.
    assert row["lower"] < 1.6235 / 2 and row["upper"] > 11.6683 / 2


def test_homes_without_a_rank_or_residents_are_left_out() -> None:
    people = pd.Series([100.0, np.nan, 100.0], ["A", "B", "C"])
    home = pd.DataFrame({"residents": people, "metres": 0.0})
    part = pd.Series([1.0, 1.0, np.nan], people.index)
    table = per_quantile(part, home, pd.Series([1, 1, 1], people.index), reach=500)
    assert table["groups"].tolist() == [1]
