"""Rank of an area: ties, overlapping limits, and groups of the highest."""

import pandas as pd

from geo.measures.ranking import BETWEEN, BOTTOM, TOP, rank_of_area
from tests.cases import every_case


def areas(
    values: list[float | None], *, half: float = 0.4, hidden: tuple[int, ...] = ()
) -> pd.DataFrame:
    table = pd.DataFrame(
        {"value": values}, index=[f"W{n}" for n in range(len(values))], dtype=float
    )
    table["lower"], table["upper"] = table["value"] - half, table["value"] + half
    table["status"] = ["hidden" if n in hidden else "shown" for n in range(len(values))]
    return table.assign(uncertain=False)


def test_the_first_five_of_twenty_are_the_highest() -> None:
    table = areas([float(n) for n in range(20, 0, -1)])
    first, fifth, sixth, last = (rank_of_area(table, f"W{n}") for n in (0, 4, 5, 19))
    assert first and fifth and sixth and last
    assert (first.end, first.above, first.below) == (TOP, 0, 19)
    assert (fifth.end, fifth.group) == (TOP, 5)
    assert sixth.end == BETWEEN
    assert last.end == BOTTOM


def test_six_tied_areas_are_not_the_five_highest() -> None:
    table = areas([9.0] * 6 + [1.0] * 14)
    found = rank_of_area(table, "W0")
    assert found and found.end == BETWEEN and found.ties == 5


def test_five_tied_areas_are_the_five_highest() -> None:
    found = rank_of_area(areas([9.0] * 5 + [1.0] * 15), "W3")
    assert found and found.end == TOP and found.ties == 4


@every_case(("many", "group"), [(2, 1), (8, 1), (9, 3), (14, 3), (15, 5), (24, 5)])
def test_among_few_areas_fewer_are_called_the_highest(many: int, group: int) -> None:
    found = rank_of_area(areas([float(n) for n in range(many)]), "W0")
    assert found and found.group == group


def test_areas_without_a_value_are_not_ranked() -> None:
    table = areas([5.0, 4.0, None, 3.0], hidden=(1,))
    found = rank_of_area(table, "W0")
    assert found and found.areas == 2
    assert rank_of_area(table, "W1") is None and rank_of_area(table, "W2") is None
    assert rank_of_area(table, "elsewhere") is None


def test_touching_limits_overlap_and_missing_limits_give_none() -> None:
    table = areas([1.0, 2.0, 3.0], half=0.5)
    assert (found := rank_of_area(table, "W0")) and found.overlapping == 1
    assert (found := rank_of_area(table, "W1")) and found.overlapping == 2
    bare = table.assign(lower=float("nan"))
    assert (found := rank_of_area(bare, "W1")) and found.overlapping is None


def test_equal_areas_are_neither_top_nor_bottom() -> None:
    found = rank_of_area(areas([0.0] * 4), "W0")
    assert found and found.end == BETWEEN and found.ties == 3
