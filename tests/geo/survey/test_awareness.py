"""Awareness of recorded crime: golden numbers and properties."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.survey.awareness import (
    commonest,
    misjudged_commonest,
    wrong_by_chance,
)

RECORDED = pd.Series(
    {
        "violence": 120,
        "asb": 95,
        "damage": 60,
        "shop": 58,
        "vehicle": 40,
        "burglary": 22,
        "drugs": 18,
    }
)
ANSWERS = pd.DataFrame(
    [
        ("burglary", "drugs"),
        ("violence", "asb"),
        ("asb", "damage"),
        ("burglary", "vehicle"),
        ("violence", "burglary"),
    ],
    columns=["first", "second"],
).assign(area_code="A")


def judged(answers: pd.DataFrame) -> pd.DataFrame:
    recorded = RECORDED.to_frame("A").T
    return misjudged_commonest(answers, recorded, first="first", choices=("first", "second"))


def test_commonest_includes_those_not_distinguishable_from_the_third() -> None:
    assert commonest(RECORDED) == {"violence", "asb", "damage", "shop"}


def test_shares_of_wrong_answers_golden() -> None:
    table = judged(ANSWERS)
    assert table["loose"].mean() == pytest.approx(0.40)
    # Violence (120) and anti-social behaviour (95) can't be told apart: either is right.
    assert table["strict"].mean() == pytest.approx(0.40)
    apart = RECORDED.replace(95, 80).to_frame("A").T
    told = misjudged_commonest(ANSWERS, apart, first="first", choices=("first", "second"))
    assert told["strict"].mean() == pytest.approx(0.60)
    noisy = misjudged_commonest(
        *(ANSWERS, apart),
        first="first",
        choices=("first", "second"),
        dispersion=apart * 0 + 4.0,
    )
    assert noisy["strict"].mean() == pytest.approx(0.40), "noise makes a tie"
    assert wrong_by_chance(7, 4, 2) == pytest.approx(0.143, abs=5e-4)


def test_respondents_without_a_choice_are_not_judged() -> None:
    nothing = ANSWERS.assign(first=None, second=None)
    assert judged(nothing).empty
    elsewhere = ANSWERS.assign(area_code="B")
    assert judged(elsewhere).empty


def test_a_second_choice_alone_counts_as_the_first() -> None:
    alone = pd.DataFrame({"first": [None, None], "second": ["violence", "drugs"], "area_code": "A"})
    table = judged(alone)
    assert table["strict"].tolist() == [False, True] and table["loose"].tolist() == [False, True]


def test_of_several_with_as_many_incidents_each_is_the_commonest() -> None:
    tied = pd.DataFrame(
        {"asb": [90], "violence": [90], "drugs": [2], "shop": [2], "arson": [1]}, ["A"]
    )
    said = pd.DataFrame({"first": ["asb", "violence", "shop"], "area_code": "A"})
    table = misjudged_commonest(said, tied, first="first", choices=("first",))
    assert table["strict"].tolist() == [False, False, True]
    assert not table["loose"].any(), "the two that tie for the third place are both in"


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 500), max_size=14))
def test_no_other_category_is_above_the_commonest(held: dict[str, int]) -> None:
    recorded = pd.Series(held, dtype=float)
    found = commonest(recorded)
    assert len(found) >= min(3, int((recorded > 0).sum()))
    left_out = recorded.drop(list(found))
    if found:
        assert left_out.max() < recorded[list(found)].min() or left_out.empty
