"""Selection of respondents by survey mode and wording."""

import pandas as pd

from geo.survey.respondents import (
    CONSULTATION,
    KEY_INDIVIDUAL,
    SAMPLE,
    InterviewCounts,
    count_interviews,
    select_respondents,
)


def said(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["mode", "wave", "wording"])


def test_the_random_sample_is_not_mixed_with_others() -> None:
    every = said(
        (SAMPLE, "2026-06", None),
        (CONSULTATION, "2026-06", None),
        (KEY_INDIVIDUAL, "2026-06", None),
    )
    found = select_respondents(every)
    assert found.sampled and len(found.answers) == 1
    assert (found.consulted, len(found.interviews)) == (1, 1)


def test_key_individuals_are_not_part_of_the_answers() -> None:
    found = select_respondents(said((KEY_INDIVIDUAL, "2026-06", None)))
    assert found.answers.empty and not found.sampled and len(found.interviews) == 1


def test_only_the_latest_wording_is_used() -> None:
    every = said((SAMPLE, "2024-06", "old"), (SAMPLE, "2025-06", "new"), (SAMPLE, "2026-06", "new"))
    found = select_respondents(every)
    assert found.reworded == ("2024-06",)
    assert sorted(found.answers["wave"]) == ["2025-06", "2026-06"]
    unmarked = select_respondents(said((SAMPLE, "2025-06", None), (SAMPLE, "2026-06", "new")))
    assert unmarked.reworded == ("2025-06",)
    assert (
        select_respondents(said((SAMPLE, "2025-06", None), (SAMPLE, "2026-06", None))).reworded
        == ()
    )


def test_key_individuals_are_counted_and_small_counts_hidden() -> None:
    answers = ["very big"] * 5 + ["fairly big"] * 2 + ["not a problem"] * 5 + ["don't know"]
    found = count_interviews(pd.DataFrame({"answer": answers}))
    assert found == InterviewCounts(people=13, views=12, big=7) and found.may_be_shown
    few = count_interviews(pd.DataFrame({"answer": answers[:8]}))
    assert (few.views, few.big) == (8, 7) and not few.may_be_shown
    assert count_interviews(pd.DataFrame({"answer": answers[:7]})).may_be_shown, "they all agree"
