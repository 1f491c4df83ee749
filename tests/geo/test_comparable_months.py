"""Like is compared with like: a month counts only where an area has figures in both years."""

from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.comparable_months.compared import (
    compared_months_by_area,
    compared_months_of,
    compared_months_of_sum,
)
from geo.comparable_months.pairs import month_pairs
from geo.comparable_months.shared import LEAST_SHARE, shared_months
from geo.period import Period, shifted

LATEST = Period(first="2025-01", last="2025-12").months()
BEFORE = Period(first="2024-01", last="2024-12").months()
MONTHS = [*BEFORE, *LATEST]
FORCES = ["north", "south", "east", "west"]
# Recorded violence of four police forces in a year and the year before. The west published four
# months of the year before in part only; its force publishes about 675 a month.
VIOLENCE = pd.DataFrame(
    {"before": [8_000, 14_500, 8_500, 2_361], "now": [7_700, 13_950, 8_172, 8_102]}, FORCES
)
PEOPLE = pd.Series([690_000.0, 1_340_000.0, 590_000.0, 520_000.0], FORCES)


def published(**missing: Sequence[str]) -> pd.DataFrame:
    table = pd.DataFrame(True, MONTHS, FORCES)
    for force, months in missing.items():
        table.loc[list(months), force] = False
    return table


def change(counts: pd.DataFrame) -> float:
    return float(counts["now"].sum() / counts["before"].sum() - 1)


def test_a_force_without_the_year_before_is_no_part_of_a_change() -> None:
    assert round(change(VIOLENCE), 2) == 0.14, "every force, whatever it published"
    found = compared_months_of_sum(published(west=BEFORE), PEOPLE, LATEST)
    assert found is not None
    assert found.areas == ("north", "south", "east")
    assert found.now == tuple(LATEST) and found.before == tuple(BEFORE) and found.whole_period
    assert round(change(VIOLENCE.loc[list(found.areas)]), 3) == -0.038
    assert found.share == pytest.approx(1 - 520 / 3140)


def test_areas_that_share_most_months_are_compared_over_these() -> None:
    gaps = published(north=["2024-03"], south=["2025-06"])
    found = compared_months_of_sum(gaps, PEOPLE, LATEST)
    assert found is not None and found.share == 1.0
    assert set(LATEST) - set(found.now) == {"2025-03", "2025-06"}
    assert not found.whole_period


def test_a_sum_for_less_than_half_of_the_area_is_not_made() -> None:
    assert compared_months_of_sum(published(south=BEFORE, east=BEFORE), PEOPLE, LATEST) is None
    nothing = published(**dict.fromkeys(FORCES, BEFORE))
    assert compared_months_of_sum(nothing, PEOPLE, LATEST) is None


def test_without_residents_the_share_is_that_of_the_areas() -> None:
    found = compared_months_of_sum(published(west=BEFORE), PEOPLE * float("nan"), LATEST)
    assert found is not None and found.share == 0.75 and not found.by_residents


def test_each_area_has_its_own_months() -> None:
    gaps = published(west=BEFORE[4:], north=BEFORE)
    found = {area: one for one in compared_months_by_area(gaps, LATEST) for area in one.areas}
    assert set(found) == {"south", "east", "west"}
    assert found["west"].now == tuple(LATEST[:4]) and found["south"].whole_period
    assert found["south"] is found["east"]
    for area in FORCES:
        alone = compared_months_of(gaps, area, LATEST)
        assert (alone is None) == (area == "north")
        assert alone is None or alone.now == found[area].now


def test_months_are_paired_over_any_number_of_months() -> None:
    assert month_pairs(["2025-01"], {"2023-01", "2025-01"}, by=-24) == [("2025-01", "2023-01")]
    assert month_pairs(["2025-01"], {"2023-01", "2025-01"}) == []


masks = st.lists(
    st.lists(st.booleans(), min_size=len(FORCES), max_size=len(FORCES)),
    min_size=len(MONTHS),
    max_size=len(MONTHS),
)


@settings(max_examples=80)
@given(masks)
def test_a_sum_has_only_areas_with_figures_in_all_its_months(mask: list[list[bool]]) -> None:
    table = pd.DataFrame(mask, MONTHS, FORCES)
    found = compared_months_of_sum(table, PEOPLE, LATEST)
    if found is None:
        return
    assert found.now and found.share >= LEAST_SHARE
    assert found.before == tuple(shifted(month, -12) for month in found.now)
    assert table.loc[[*found.now, *found.before], list(found.areas)].all(axis=None)
    others = [force for force in FORCES if force not in found.areas]
    full = table.loc[[*found.now, *found.before], others].all(axis=0)
    assert not full.any(), "no area with all of these months is left out"


def test_nothing_is_shared_where_nothing_is_known() -> None:
    assert shared_months(pd.DataFrame(False, LATEST, FORCES), PEOPLE) is None
    assert (
        shared_months(pd.DataFrame(index=pd.Index([]), columns=FORCES, dtype=bool), PEOPLE) is None
    )


def test_months_that_are_recorded_otherwise_are_not_compared() -> None:
    """A spell: the months before and after it are compared with each other, and not with it."""
    months = [*BEFORE, *LATEST]
    spell = {BEFORE[3], BEFORE[4]}
    numbers = [2 if month in spell else 1 for month in months]
    table = pd.DataFrame({"west": numbers, "east": [1] * len(months)}, months)
    west = compared_months_of(table, "west", LATEST)
    east = compared_months_of(table, "east", LATEST)
    assert west is not None and east is not None and east.whole_period
    assert set(east.now) - set(west.now) == {shifted(month, 12) for month in spell}
    later = {month: 2 if month in LATEST else 1 for month in months}
    assert month_pairs(LATEST, later) == []
    by_area = {a: found for found in compared_months_by_area(table, LATEST) for a in found.areas}
    assert len(by_area["west"].now) == len(LATEST) - 2
