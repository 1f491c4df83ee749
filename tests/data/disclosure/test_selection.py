"""Selection of respondents by survey mode and wording, and what is told of the others."""

import pandas as pd

from data.disclosure.parts import added_up, parts_of
from data.disclosure.selection import CONSULTATION, KEY_INDIVIDUAL, SAMPLE, select
from data.disclosure.survey import asked_numbers


def said(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    answers = pd.DataFrame(rows, columns=["mode", "wave", "wording"])
    return parts_of("problem_asb", answers.assign(area_code="W1", weight=1.0, answer="very big"))


def test_the_random_sample_is_not_mixed_with_others() -> None:
    found = select(
        said(
            (SAMPLE, "2026-06", None),
            (CONSULTATION, "2026-06", None),
            (KEY_INDIVIDUAL, "2026-06", None),
        )
    )
    assert found.mode == SAMPLE and found.parts["answered"].sum() == 1
    assert (found.consulted["people"].sum(), found.interviews["people"].sum()) == (1, 1)


def test_key_individuals_are_not_part_of_the_answers() -> None:
    found = select(said((KEY_INDIVIDUAL, "2026-06", None)))
    assert found.parts.empty and found.mode == CONSULTATION and len(found.interviews) == 1


def test_only_the_latest_wording_is_used() -> None:
    found = select(
        said((SAMPLE, "2024-06", "old"), (SAMPLE, "2025-06", "new"), (SAMPLE, "2026-06", "new"))
    )
    assert found.reworded == ("2024-06",)
    assert found.waves == ["2025-06", "2026-06"]
    unmarked = select(said((SAMPLE, "2025-06", None), (SAMPLE, "2026-06", "new")))
    assert unmarked.reworded == ("2025-06",)
    assert select(said((SAMPLE, "2025-06", None), (SAMPLE, "2026-06", None))).reworded == ()


def interviews(*answers: str) -> dict[str, object]:
    rows = pd.DataFrame({"answer": answers, "mode": KEY_INDIVIDUAL, "wave": "2026-06"})
    return asked_numbers(select(parts_of("problem_asb", rows.assign(area_code="W1", weight=1.0))))


def test_key_individuals_are_counted_and_small_counts_hidden() -> None:
    answers = ["very big"] * 5 + ["fairly big"] * 2 + ["not a problem"] * 5 + ["don't know"]
    found = interviews(*answers)
    assert (found["interviewed"], found["views"], found["big"]) == (13, 12, 7)
    few = interviews(*answers[:8])
    assert few["interviewed"] == 8 and pd.isna(few["views"]) and pd.isna(few["big"])
    assert interviews(*answers[:7])["big"] == 7, "they all agree"


def test_weighted_share_and_effective_base_golden() -> None:
    weights = [0.5, 0.8, 1, 1, 1.2, 1.5, 2, 0.7, 1.3, 1, 9]
    holds = ["very big" if y else "not a problem" for y in (1, 0, 1, 0, 1, 1, 0, 0, 1, 0)]
    answers = pd.DataFrame({"weight": weights, "answer": [*holds, "don't know"]})
    answers = answers.assign(mode=SAMPLE, wave="2026-06", area_code="W1")
    parts = parts_of("problem_asb", answers)
    row = added_up(parts, parts["area_code"]).loc["W1"]
    assert (row["share"].round(9), row["answered"], row["holding"]) == (0.5, 10, 5)
    assert row["effective_base"].round(3) == 8.794
    assert row["people"] == 11, "who doesn't know was asked too"


def test_the_design_effect_divides_what_answers_are_worth() -> None:
    """130 answers at 1.3 are worth 100; 50 at 1 and 50 at 1.5 are worth 100²/125 = 80."""
    same = {"mode": SAMPLE, "wave": "2026-06", "area_code": "W1", "weight": 2.0, "answer": "up"}
    for effects, worth in (([1.3] * 130, 100), ([1.0] * 50 + [1.5] * 50, 80)):
        parts = parts_of("problem_asb", pd.DataFrame({"design_effect": effects}).assign(**same))
        row = added_up(parts, parts["area_code"]).loc["W1"]
        assert row["effective_base"].round(9) == worth and row["answered"] == len(effects)
        told = asked_numbers(select(parts))["design_effect"]
        assert told == round(sum(effects) / len(effects), 1)
