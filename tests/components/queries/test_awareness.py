"""Beliefs are judged by the year before their wave, and never shown for too few answers."""

from collections.abc import Callable

import pandas as pd
import pytest

from components.queries import awareness
from components.queries.cache import CacheKey
from data.disclosure.rounding import rounded_number
from data.release.store import Store
from data.sample.planted_effects import truth
from geo.survey.awareness_by_respondent import BELIEFS, DIRECTION, UNINFORMED

Change = Callable[[pd.DataFrame], pd.DataFrame]
QUESTIONS = ["commonest_1", "commonest_2", "asb_direction", "informed"]


def test_the_planted_fall_is_the_truth_of_the_wave_that_it_precedes(public: CacheKey) -> None:
    found = awareness.awareness(public)
    assert found is not None
    assert found.truth == {"2025-06": "no clear change", "2026-06": "down"}


def test_who_does_not_know_counts_neither_as_right_nor_as_wrong(
    public: CacheKey, sample_store: Store
) -> None:
    answers = sample_store.table("perceptions")
    answers = answers.loc[answers["question"] == "informed", "answer"]
    found = awareness.awareness(public)
    assert found is not None and set(found.whole) == set(BELIEFS)
    unsure, sure = (answers == "don't know").sum(), (answers != "don't know").sum()
    assert found.unsure[UNINFORMED] == rounded_number(unsure) > 0
    assert found.whole[UNINFORMED]["base"] == rounded_number(sure)


def test_of_the_direction_only_waves_with_a_clear_one_are_counted(
    public: CacheKey, sample_store: Store
) -> None:
    answers = sample_store.table("perceptions").query("question == 'asb_direction'")
    sampled = answers[answers["mode"] == "random sample"]
    later = sampled.loc[sampled["wave"] == "2026-06", "answer"]
    found = awareness.awareness(public)
    assert found is not None
    unsure = (later == "don't know").sum()
    assert found.unsure[DIRECTION] == rounded_number(unsure) > 0
    assert found.whole[DIRECTION]["base"] == rounded_number(len(later) - unsure)


@pytest.mark.slow
def test_wards_with_too_few_answers_share_a_row_with_a_neighbour(
    with_answers: Callable[[Change], CacheKey],
) -> None:
    ward = str(truth("fear_above_record").ward_code)

    def few(table: pd.DataFrame) -> pd.DataFrame:
        there = table["question"].isin(QUESTIONS) & (table["area_code"] == ward)
        kept = table.loc[there, "respondent"].unique()[:5]
        return table[~there | table["respondent"].isin(kept)]

    found = awareness.awareness(with_answers(few))
    assert found is not None
    place = found.informed.place
    assert (place == place[ward]).sum() > 1
    assert (found.informed.places["base"] >= 30).all()


def test_beliefs_are_only_told_of_everyone_together(public: CacheKey) -> None:
    found = awareness.awareness(public)
    assert found is not None
    for figure in found.whole.values():
        assert figure["base"] % 5 == 0 and figure["share"] == round(figure["share"], 2)


def test_a_consultation_has_shares_without_limits(
    with_answers: Callable[[Change], CacheKey],
) -> None:
    found = awareness.awareness(with_answers(lambda table: table.assign(mode="open consultation")))
    assert found is not None and not found.sampled
    assert pd.notna(found.whole[DIRECTION]["share"])
    assert found.whole[DIRECTION][["lower", "upper"]].isna().all()


def test_a_survey_without_these_questions_gives_no_result(
    with_answers: Callable[[Change], CacheKey],
) -> None:
    key = with_answers(lambda table: table[~table["question"].isin(QUESTIONS)])
    assert awareness.awareness(key) is None
