"""Shares of larger areas: only of published figures, and only where all of them are there."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.stats.suppression import HIDDEN, SHOWN
from geo.survey.larger_areas import shares_of_larger_areas
from geo.survey.published import PublishedQuestion

WARDS = list("ABCD")
AREAS = pd.Series(["X", "X", "Y", "Y"], WARDS)
PEOPLE = pd.Series([300.0, 100, 200, 200], WARDS)


def published(
    shares: list[float], place: list[str] = WARDS, *, sampled: bool = True
) -> PublishedQuestion:
    codes = list(dict.fromkeys(place))
    places = pd.DataFrame({"share": shares, "base": 60.0, "effective_base": 50.0}, codes)
    places["status"] = places["share"].notna().map({True: SHOWN, False: HIDDEN})
    return PublishedQuestion(
        places=places,
        whole=pd.Series({"share": 0.4, "base": 240.0, "effective_base": 200.0}),
        place=pd.Series(place, WARDS),
        sampled=sampled,
    )


def test_the_share_is_that_of_the_wards_by_their_people() -> None:
    found = shares_of_larger_areas(published([0.5, 0.2, 0.4, 0.6]), AREAS, PEOPLE)
    assert found["share"].to_list() == pytest.approx([0.425, 0.5])
    assert found["effective_base"].to_list() == pytest.approx([80.0, 100.0])
    assert (found["lower"] < found["share"]).all() and (found["share"] < found["upper"]).all()


def test_an_area_with_a_hidden_ward_has_no_share_and_the_others_are_as_before() -> None:
    whole = shares_of_larger_areas(published([0.5, 0.2, 0.4, 0.6]), AREAS, PEOPLE)
    found = shares_of_larger_areas(published([0.5, np.nan, 0.4, 0.6]), AREAS, PEOPLE)
    assert found.loc["X"].isna().all()
    assert found.at["Y", "share"] == whole.at["Y", "share"]


def test_wards_of_two_areas_that_are_published_together_tell_of_neither() -> None:
    found = shares_of_larger_areas(published([0.5, 0.3, 0.6], ["A", "B", "B", "D"]), AREAS, PEOPLE)
    assert found.isna().all(axis=None)
    same = shares_of_larger_areas(published([0.5, 0.4, 0.6], ["A", "A", "C", "D"]), AREAS, PEOPLE)
    assert same["share"].to_list() == pytest.approx([0.5, 0.5])


def test_without_people_or_a_random_sample_there_is_none() -> None:
    said = published([0.5, 0.2, 0.4, 0.6])
    unknown = shares_of_larger_areas(said, AREAS, PEOPLE.where(PEOPLE.index != "D"))
    assert unknown["share"].isna().to_list() == [False, True]
    chosen = published([0.5, 0.2, 0.4, 0.6], sampled=False)
    assert shares_of_larger_areas(chosen, AREAS, PEOPLE).isna().all(axis=None)
    nobody = PublishedQuestion.nobody(pd.Index(WARDS))
    assert shares_of_larger_areas(nobody, AREAS, PEOPLE).isna().all(axis=None)


@given(st.lists(st.integers(0, 100), min_size=4, max_size=4), st.floats(1, 1e5))
def test_the_share_is_between_those_of_the_wards(percent: list[int], people: float) -> None:
    shares = [one / 100 for one in percent]
    found = shares_of_larger_areas(published(shares), AREAS, PEOPLE * people)
    for area, own in (("X", shares[:2]), ("Y", shares[2:])):
        assert min(own) - 1e-9 <= found.at[area, "share"] <= max(own) + 1e-9
        assert 50 - 1e-9 <= found.at[area, "effective_base"] <= 100 + 1e-9
