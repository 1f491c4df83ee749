"""A change that can't be told counts like one that is not clear, and raises no place."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.noise.ladder import DOWN, NO_CLEAR_CHANGE, UP
from geo.priority.combined_criteria import CombinedCriteria, combine
from geo.priority.criteria import CHANGE, GAP, PERCEIVED, RATE, RESPONSE
from geo.priority.criterion_tables import (
    ALIKE,
    NO_YEAR,
    NOTHING_SHOWN,
    Criterion,
    recorded,
    survey_criteria,
)
from geo.priority.score import scores, share_of_weightings_in_top
from geo.survey.gap_analysis import GapTable

KNOWN_RISE, KNOWN_FALL, NOT_CLEAR, UNTOLD = "rise", "fall", "not clear", "untold"
DIRECTION = {KNOWN_RISE: UP, KNOWN_FALL: DOWN, NOT_CLEAR: NO_CLEAR_CHANGE, UNTOLD: None}
VALUE = {KNOWN_RISE: 0.8, KNOWN_FALL: -0.5, NOT_CLEAR: 0.1, UNTOLD: np.nan}
WEIGHTS = {RATE: 20, CHANGE: 15, RESPONSE: 25}

# One row per LSOA: its rate, what is known of its change, and whether nothing is being done there.
lsoas = st.lists(
    st.tuples(
        st.floats(0.1, 100, allow_nan=False),
        st.sampled_from(sorted(DIRECTION)),
        st.booleans(),
    ),
    min_size=1,
    max_size=14,
)
weights_of = st.tuples(st.integers(1, 100), st.integers(0, 100), st.integers(0, 100)).map(
    lambda drawn: dict(zip((RATE, CHANGE, RESPONSE), drawn, strict=True))
)


def combined(rows: list[tuple[float, str, bool]]) -> CombinedCriteria:
    """Return the criteria of a county of LSOAs."""
    index = pd.RangeIndex(len(rows))
    rate = pd.DataFrame(
        {"value": [row[0] for row in rows], "status": "shown", "benchmark": 1.0,
         "fewer_months": False, "residents": 1500.0, "verdict": "no clear difference"}, index,
    )  # fmt: skip
    change = pd.DataFrame(
        {"value": [VALUE[row[1]] for row in rows], "direction": [DIRECTION[row[1]] for row in rows],
         "status": ["hidden" if row[1] == UNTOLD else "shown" for row in rows]}, index,
    )  # fmt: skip
    idle = pd.Series([float(row[2]) for row in rows], index)
    done = Criterion(values={RESPONSE: idle}, facts=pd.DataFrame(index=index))
    return combine([recorded(rate, change), done], index)


def scored(county: CombinedCriteria, weights: dict[str, int]) -> pd.Series:
    return scores(county.fractions, weights, known=county.values.notna())


def in_top(county: CombinedCriteria, weights: dict[str, int]) -> pd.Series:
    known = county.values.notna()
    return share_of_weightings_in_top(county.fractions, weights, first=1, draws=200, known=known)


def test_an_unknown_lsoa_does_not_pass_one_with_three_times_its_rate() -> None:
    """Left out instead, the change would let the first pass the second: 0.65 against 0.57."""
    unknown, known = (10.0, UNTOLD, True), (30.0, NOT_CLEAR, True)
    others = [(60.0, KNOWN_RISE, False), (50.0, KNOWN_RISE, False), (2.0, KNOWN_RISE, False)]
    county = combined([unknown, known, *others, (1.0, KNOWN_RISE, False)])
    found = scored(county, WEIGHTS)
    assert found[1] > found[0]


@given(lsoas, weights_of, st.floats(3, 30), st.booleans(), st.floats(0.1, 30))
def test_in_any_county_the_higher_rate_stays_above(
    others: list[tuple[float, str, bool]],
    weights: dict[str, int],
    times: float,
    idle: bool,
    low: float,
) -> None:
    county = combined([(low, UNTOLD, idle), (low * times, NOT_CLEAR, idle), *others])
    found = scored(county, weights)
    assume(found.notna()[:2].all())
    assert found[1] > found[0]
    often = in_top(county, weights)
    assert often[1] >= often[0]


@pytest.mark.slow
@given(lsoas, weights_of)
def test_untold_and_not_clear_give_the_same_scores(
    rows: list[tuple[float, str, bool]], weights: dict[str, int]
) -> None:
    told = [(rate, NOT_CLEAR if knows == UNTOLD else knows, idle) for rate, knows, idle in rows]
    county, other = combined(rows), combined(told)
    assume(CHANGE in county.fractions)
    pd.testing.assert_frame_equal(county.fractions, other.fractions)
    found, expected = scored(county, weights), scored(other, weights)
    pd.testing.assert_series_equal(found, expected.where(found.notna()))


def test_a_change_counted_as_none_is_not_known() -> None:
    """Else a place without any figure of the police would be scored."""
    county = combined([(9.0, KNOWN_RISE, True), (5.0, UNTOLD, True), (1.0, NOT_CLEAR, False)])
    values = county.values.assign(rate=[9.0, np.nan, 1.0])
    fractions = county.fractions.assign(rate=[0.75, np.nan, 0.25])
    found = scores(fractions, WEIGHTS, known=values.notna())
    assert found.isna().tolist() == [False, True, False]
    assert values[CHANGE].isna().tolist() == [False, True, False]


def test_a_gap_that_cannot_be_told_counts_as_none_too() -> None:
    areas = pd.Index(["A", "B", "C"])
    table = pd.DataFrame(
        {"share": [0.5, np.nan, 0.2], "status": ["shown", "hidden", "shown"], "points": 9.0,
         "perceived": "no clear difference", "base": 40.0, "gap": [0.4, np.nan, -0.3],
         "q": [0.01, np.nan, 0.01]},
        areas,
    )  # fmt: skip
    gaps = GapTable(table=table, whole=pd.Series({"share": 0.3}), rate=1.0)
    found = combine([survey_criteria(areas, gaps, pd.Series(areas, areas))], areas)
    assert found.values[GAP].isna().tolist() == [False, True, False]
    assert found.fractions[GAP].round(3).tolist() == [0.833, 0.5, 0.167]
    # The share has no such middle: what nobody said is left out.
    assert found.fractions[PERCEIVED].isna().tolist() == [False, True, False]


def test_criteria_without_use_are_left_out_with_the_reason() -> None:
    same = combined([(9.0, NOT_CLEAR, True), (5.0, UNTOLD, True)])
    assert same.left_out == {CHANGE: ALIKE, RESPONSE: ALIKE}
    none = combined([(9.0, UNTOLD, True), (5.0, UNTOLD, False)])
    assert none.left_out == {CHANGE: NOTHING_SHOWN}
    rate = pd.DataFrame(
        {"value": [2.0, 1.0], "status": "shown", "benchmark": 1.0,
         "fewer_months": False, "residents": 1500.0, "verdict": "no clear difference"},
    )  # fmt: skip
    assert combine([recorded(rate, None)], rate.index).left_out == {CHANGE: NO_YEAR}
