"""Two waves are compared only if both asked a random sample the same question."""

from collections.abc import Callable

import pandas as pd
import pytest

from components.queries import perceived, surveys
from components.queries.cache import CacheKey
from data.sample.planted_effects import truth

Change = Callable[[pd.DataFrame], pd.DataFrame]


def reworded(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(wording=(table["wave"] == "2026-06").map({True: "new", False: "old"}))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda table: table[table["wave"] == "2026-06"], surveys.ONE_WAVE),
        (lambda table: table.assign(mode="open consultation"), surveys.NOT_SAMPLED),
        (reworded, surveys.REWORDED),
    ],
    ids=["one-wave", "consultation", "reworded"],
)
def test_two_waves_are_not_compared(
    with_answers: Callable[[Change], CacheKey], change: Change, reason: str
) -> None:
    found = surveys.wave_change(with_answers(change), "asb")
    assert found.why_not == reason
    assert found.table.empty


def test_each_compared_pool_has_enough_answers_in_both_waves(public: CacheKey) -> None:
    found = surveys.wave_change(public, "asb")
    assert (found.before, found.now, found.why_not) == ("2025-06", "2026-06", "")
    assert (found.table[["base_now", "base_before"]] >= 30).all(axis=None)
    assert (found.pool != found.pool.index).any()
    assert set(found.table.index) <= {surveys.WHOLE, *found.pool}


def test_the_gaps_in_words_are_those_of_the_page_on_perception(public: CacheKey) -> None:
    gaps = perceived.asb_gaps(public)
    assert gaps is not None
    above = gaps[gaps["kind"] == perceived.PERCEIVED_ABOVE]
    planted = {truth(key).ward_code for key in ("fear_above_record", "under_reporting")}
    assert set(above.index) == planted
    assert set(above["name_en"]) == {"Maesgwylan", "Penhalwyn"}


def test_without_a_random_sample_there_is_a_reason_in_place_of_a_number(
    with_answers: Callable[[Change], CacheKey],
) -> None:
    key = with_answers(lambda table: table.assign(mode="open consultation"))
    assert surveys.survey(key) is None
    assert perceived.asb_gaps(key) is None
    assert surveys.why_no_answers(key) == "self_selected"
