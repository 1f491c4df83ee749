"""Answers of single respondents are read in batches, with the figures of one reading."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.disclosure.parts import parts_of, together
from data.disclosure.survey import COLUMNS
from data.release.survey_answers import (
    answers_to,
    batches_of_answers,
    respondents_by_age,
    waves_with_ages,
)
from data.schema import SURVEY_MODES

QUESTIONS = ("problem_asb", "problem_litter", "informed")
ROWS = 400


@pytest.fixture
def answered(tmp_path: Path) -> tuple[Path, pd.DataFrame]:
    """A file of answers, and what it holds."""
    rng = np.random.default_rng(12)
    table = pd.DataFrame(
        {
            "respondent": [f"R{n % 150}" for n in range(ROWS)],
            "mode": SURVEY_MODES[0],
            "question": [QUESTIONS[n // 150] for n in range(ROWS)],
            "answer": rng.choice(["very big", "not a problem", "don't know"], ROWS),
            "wording": rng.choice(["2026", None], ROWS),
        }
    )
    number = table["respondent"].str[1:].astype(int)
    table["wave"] = (number % 2).map({0: "2025-06", 1: "2026-06"})
    table["area_code"] = "W" + (number % 5).astype(str)
    table["age_band"] = (number % 3).map({0: "16-24", 1: "65+", 2: None})
    table["weight"] = 0.5 + number / 100
    table["design_effect"] = 1 + (number % 4) / 2
    path = tmp_path / "perceptions.parquet"
    table.to_parquet(path, row_group_size=90)
    return path, table


def test_batches_have_the_figures_of_one_reading(answered: tuple[Path, pd.DataFrame]) -> None:
    path, table = answered
    for question in QUESTIONS:
        whole = answers_to(path, [question], COLUMNS)
        own = table[table["question"] == question]
        assert whole["answer"].tolist() == own["answer"].tolist()
        wanted = parts_of(question, own)
        for most in (7, 100, 10 * ROWS):
            batches = [*batches_of_answers(path, [question], COLUMNS, most=most)]
            # No batch holds more than what was asked for and the rows of one reading.
            assert max(map(len, batches)) < 2 * most and (len(batches) > 1) == (most <= len(own))
            found = together([parts_of(question, batch) for batch in batches if len(batch)])
            pd.testing.assert_frame_equal(found, wanted, check_dtype=False)


def test_questions_that_nobody_answered_are_one_empty_batch(
    answered: tuple[Path, pd.DataFrame],
) -> None:
    (batch,) = batches_of_answers(answered[0], ["safe_day"], COLUMNS)
    assert batch.empty and [*batch.columns] == [*COLUMNS]


def test_everyone_counts_once_by_age_whatever_they_answered(
    answered: tuple[Path, pd.DataFrame],
) -> None:
    path, table = answered
    groups = ["wave", "mode", "age_band"]
    wanted = table.groupby(groups)["respondent"].nunique()
    found = respondents_by_age(path).set_index(groups)["people"]
    assert found.to_dict() == wanted.to_dict() and found.sum() == 100
    pairs = set(map(tuple, table[["wave", "mode"]].drop_duplicates().to_numpy()))
    assert set(map(tuple, waves_with_ages(path).to_numpy())) == pairs
    latest = str(table["wave"].max())
    of_latest = respondents_by_age(path, [latest]).set_index(groups)["people"]
    assert of_latest.to_dict() == found.loc[[latest]].to_dict() and len(of_latest) < len(found)
    assert respondents_by_age(path, []).empty
