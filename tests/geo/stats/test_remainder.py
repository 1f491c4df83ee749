"""With the remainder, areas sum up to the whole."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.noise.estimate import NO_NOISE
from geo.stats.area_figures import area_figures
from geo.stats.rates import person_years
from geo.stats.remainder import ELSEWHERE, append_remainder, months_elsewhere, without_elsewhere

numbers = st.lists(st.integers(0, 10_000), min_size=1, max_size=6)


def by_town(values: list[int]) -> pd.Series:
    return pd.Series(values, [f"T{n}" for n in range(len(values))], dtype="int64")


@given(numbers, st.integers(0, 10_000))
def test_areas_and_remainder_sum_up_to_the_whole(areas: list[int], rest: int) -> None:
    completed = append_remainder(by_town(areas), whole=sum(areas) + rest)
    assert completed.sum() == sum(areas) + rest and completed[ELSEWHERE] == rest
    assert without_elsewhere(completed.to_frame()).index.tolist() == by_town(areas).index.tolist()


@given(numbers, st.integers(1, 10_000), st.integers(0, 12))
def test_person_years_add_up_to_the_whole(areas: list[int], rest: int, months: int) -> None:
    people = append_remainder(by_town(areas), whole=sum(areas) + rest)
    observed = pd.Series(12, by_town(areas).index)
    total = 12 * sum(areas) + months * rest
    found = months_elsewhere(observed, people, whole_person_months=total)
    assert found[ELSEWHERE] == pytest.approx(months)
    assert person_years(found.index, people, found).sum() == pytest.approx(total / 12)


def test_a_remainder_without_residents_has_no_months() -> None:
    people = append_remainder(by_town([100]), whole=100)
    found = months_elsewhere(pd.Series(12, ["T0"]), people, whole_person_months=1200)
    assert found[ELSEWHERE] == 0


def test_towns_are_compared_with_the_whole_including_the_remainder() -> None:
    counts = append_remainder(by_town([300, 300]), whole=700)
    people = append_remainder(by_town([10_000, 10_000]), whole=100_000)
    alone = area_figures(by_town([300, 300]), by_town([10_000, 10_000]), NO_NOISE, months=12)
    assert set(alone["verdict"]) == {"no clear difference"}
    table = without_elsewhere(area_figures(counts, people, NO_NOISE, months=12))
    assert set(table["verdict"]) == {"higher"}
    # The other town and the remainder.
    assert table["benchmark"].tolist() == pytest.approx([1000 * 400 / 90_000] * 2)
