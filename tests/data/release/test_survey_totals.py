"""Expanded survey totals reproduce the stated shares."""

import pandas as pd
import pytest

from data.disclosure.parts import added_up, parts_of
from data.release.survey_totals import as_answers

QUESTION = "problem_asb"


def totals(mode: str | None, *rows: tuple[str, int, float | None]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["answer", "respondents", "share"])
    named = {"wave": "2026-06", "mode": mode, "area_code": "W1", "question": QUESTION}
    return table.assign(**named, design_effect=1.0)


def test_given_shares_are_reproduced() -> None:
    own = totals("random sample", ("very big", 14, 0.41), ("not a problem", 26, 0.59))
    answers = as_answers(own, QUESTION)
    parts = parts_of(QUESTION, answers)
    row = added_up(parts, parts["area_code"]).loc["W1"]
    assert row["share"] == pytest.approx(0.41) and row["answered"] == 40
    assert row["effective_base"] < 40


def test_without_shares_every_respondent_counts_once() -> None:
    own = totals("random sample", ("very big", 10, None), ("not a problem", 30, 0.7))
    answers = as_answers(own, QUESTION)
    assert (answers["weight"] == 1).all() and len(answers) == 40


def test_totals_without_a_mode_are_no_random_sample() -> None:
    answers = as_answers(totals(None, ("very big", 3, None)), QUESTION)
    assert set(answers["mode"]) == {"open consultation"}
    assert as_answers(totals(None, ("very big", 0, None)), QUESTION).empty
    assert as_answers(totals(None, ("very big", 3, None)), "problem_litter").empty
