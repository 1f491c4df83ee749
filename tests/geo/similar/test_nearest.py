"""The nearest areas by standardised variables."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.not_measured import (
    FEW_AREAS,
    FEW_VARIABLES,
    NO_DEPRIVATION,
    NO_RESIDENTS,
    OTHER_BOUNDARIES,
    NotMeasured,
)
from geo.similar.nearest import (
    DENSITY,
    INCOME,
    TOWNS,
    YOUNG,
    SimilarAreas,
    SimilaritySearch,
    similar_areas,
)

FIVE = pd.DataFrame(
    {INCOME: [0.1, 0.2, 0.9, 0.3, 0.8], DENSITY: [1.0, 1.1, 3.0, 1.4, 2.0]}, list("ABCDE")
)


def many(seed: int, number: int = 30) -> pd.DataFrame:
    drawn = np.random.default_rng(seed).normal(size=(number, 4))
    codes = [f"L{n:02}" for n in range(number)]
    return pd.DataFrame(drawn, codes, [INCOME, YOUNG, DENSITY, TOWNS])


def found(variables: pd.DataFrame, area: str, **how: object) -> SimilarAreas:
    similar = similar_areas(variables, area, **how)  # type: ignore[arg-type]
    assert isinstance(similar, SimilarAreas), similar
    return similar


def why_not(variables: pd.DataFrame, area: str, **how: object) -> tuple[str, float, float]:
    similar = similar_areas(variables, area, **how)  # type: ignore[arg-type]
    assert isinstance(similar, NotMeasured)
    return similar.reason, similar.found, similar.needed


def test_distances_are_those_worked_out_by_hand() -> None:
    # Variances 0.1064 and 0.544: for B, 0.01/0.1064 + 0.01/0.544.
    nearest = found(FIVE, "A")
    assert nearest.distances.index.tolist() == ["B", "D", "E", "C"]
    assert nearest.distances["B"] == pytest.approx(0.335212, abs=1e-6)
    assert nearest.distances["E"] == pytest.approx(2.538405, abs=1e-6)
    assert nearest.variables == (INCOME, DENSITY)
    assert nearest.among == 4


def test_fourteen_are_taken_of_more() -> None:
    nearest = found(many(1), "L07")
    assert len(nearest.distances) == 14
    assert nearest.among == 29
    assert "L07" not in nearest.distances
    assert nearest.distances.is_monotonic_increasing


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10_000),
    st.permutations(range(30)),
    st.floats(-1e4, 1e4).filter(lambda x: abs(x) > 1e-3),
    st.floats(-100, 100),
)
def test_neither_the_order_of_areas_nor_units_matter(
    seed: int, order: list[int], scale: float, shift: float
) -> None:
    variables = many(seed)
    other = variables.iloc[order].assign(young=variables[YOUNG] * scale + shift)
    one, two = found(variables, "L03"), found(other, "L03")
    assert one.distances.index.tolist() == two.distances.index.tolist()
    assert np.allclose(one.distances, two.distances, atol=1e-6)


def test_areas_at_the_same_distance_come_by_code() -> None:
    alike = pd.concat([many(2, 6), many(2, 6).set_axis([f"M{n}" for n in range(6)])])
    first = found(alike, "L03").distances
    assert first.index[0] == "M3" and first.iloc[0] == 0
    assert found(alike.iloc[::-1], "L03").distances.index.tolist() == first.index.tolist()


def test_a_variable_that_is_the_same_everywhere_or_seldom_known_is_not_used() -> None:
    variables = many(3).assign(towns=0.3, income=np.nan)
    assert found(variables, "L03").variables == (YOUNG, DENSITY)
    few = variables.assign(density=0.1)
    assert why_not(few, "L03") == (FEW_VARIABLES, 1, 2)


def test_an_area_without_residents_or_deprivation_has_none_and_is_no_other_ones() -> None:
    variables = many(4)
    variables.loc["L03", INCOME] = np.nan
    variables.loc["L04", [YOUNG, DENSITY]] = np.nan
    assert why_not(variables, "L03") == (NO_DEPRIVATION, 3, 4)
    assert why_not(variables, "L04") == (NO_RESIDENTS, 2, 4)
    everyone = found(variables, "L05", most=100)
    assert everyone.among == 27
    assert not {"L03", "L04", "L05"} & {*everyone.distances.index}


def test_three_others_are_needed() -> None:
    assert why_not(FIVE.loc[["A", "B", "C"]], "A") == (FEW_AREAS, 2, 3)
    assert len(found(FIVE.loc[["A", "B", "C", "D"]], "A").distances) == 3


def test_a_stated_list_replaces_the_nearest() -> None:
    nearest = found(FIVE, "A", stated=["C", "E", "X", "B", "A", "C"])
    assert nearest.distances.index.tolist() == ["B", "E", "C"]
    assert nearest.stated and nearest.absent == ("X",)
    assert why_not(FIVE, "A", stated=["C", "X", "Y"]) == (FEW_AREAS, 1, 3)


def test_a_stated_list_needs_no_variable() -> None:
    nothing = FIVE.assign(income=np.nan, density=np.nan)
    nearest = found(nothing, "A", stated=["C", "E", "B"])
    assert {*nearest.distances.index} == {"B", "C", "E"}
    assert nearest.distances.isna().all() and nearest.variables == ()


def brute_force(variables: pd.DataFrame, area: str, most: int) -> pd.Series:
    """Return the nearest areas by the distances of all, without a tree."""
    usable = variables.loc[:, variables.std(ddof=0) > 0].sort_index()
    usable = (usable / usable.std(ddof=0)).dropna()
    squares = ((usable - usable.loc[area]) ** 2).sum(axis=1)
    distances = np.sqrt(squares.drop(area)).round(9)
    return distances.sort_values(kind="stable").iloc[:most]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(5, 60), st.integers(1, 20), st.booleans())
def test_the_tree_finds_what_all_distances_tell(
    seed: int, number: int, most: int, rounded: bool
) -> None:
    # Rounded variables have many areas at the same distance.
    variables = many(seed, number).round(0 if rounded else 9)
    if (variables.std(ddof=0) > 0).sum() < 2:
        return
    nearest = found(variables, "L03", most=most).distances
    expected = brute_force(variables, "L03", most)
    assert nearest.index.tolist() == expected.index.tolist()
    assert nearest.tolist() == pytest.approx(expected.tolist(), abs=1e-8)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_a_distance_is_the_same_from_both_sides_and_no_area_is_its_own_neighbour(
    seed: int,
) -> None:
    search = SimilaritySearch(many(seed, 12))
    table = {}
    for code in many(seed, 12).index:
        near = search.similar_to(code, most=11)
        assert isinstance(near, SimilarAreas) and code not in near.distances
        table[code] = near.distances
    square = pd.DataFrame(table).sort_index()
    assert np.allclose(square, square.T, equal_nan=True, atol=1e-9)


def test_an_area_that_is_not_among_them_is_said() -> None:
    assert why_not(FIVE, "Z") == (OTHER_BOUNDARIES, 0, 1)
    assert why_not(FIVE, "Z", stated=["A", "B", "C"]) == (OTHER_BOUNDARIES, 0, 1)
