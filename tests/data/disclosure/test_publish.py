"""Random and odd surveys are published so that no hidden number can be narrowed too far."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.disclosure.survey import SurveyAnswers
from tests.cases import every_case
from tests.data.disclosure.small_surveys import (
    ASB,
    BEFORE,
    NOW,
    Answers,
    cells,
    judged,
    one_wave,
    published,
    survey,
    wards,
)

LITTER = "problem_litter"


@st.composite
def small_surveys(draw: st.DrawFn) -> SurveyAnswers:
    """Draw wards that touch or don't, one or two waves, one or two questions, maybe weights."""
    number = draw(st.integers(1, 6))
    areas = wards(number, apart=draw(st.sampled_from([0.0, 0.0, 1.0])))
    waves = draw(st.sampled_from([[NOW], [BEFORE, NOW]]))
    questions = draw(st.sampled_from([[ASB], [ASB, LITTER]]))
    answers: dict[tuple[str, str, str], tuple[int, int]] = {}
    for question in questions:
        for wave in waves:
            for ward in areas.index:
                answered = draw(st.sampled_from([0, 1, 4, 12, 29, 31, 36, 44, 60, 75]))
                big = draw(st.integers(0, answered))
                if answered:
                    answers[question, wave, ward] = (answered, big)
    weights = draw(
        st.sampled_from([None, {ward: 1.0 + 0.2 * n for n, ward in enumerate(areas.index)}])
    )
    return survey(areas, answers, weights=weights)


@pytest.mark.slow
@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(small_surveys())
def test_the_solver_finds_no_hidden_number(answers: SurveyAnswers) -> None:
    assert_nothing_hidden_is_found(answers)


@pytest.mark.slow
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(small_surveys())
def test_the_solver_finds_no_hidden_number_of_many_surveys(answers: SurveyAnswers) -> None:
    assert_nothing_hidden_is_found(answers)


def assert_nothing_hidden_is_found(answers: SurveyAnswers) -> None:
    tables = published(answers)
    report = judged(answers)
    assert not report.failing, report.failing[0]
    shown = tables["survey_cells"]
    for (_, _), table in shown.groupby(["question", "wave"]):
        hidden = (table["status"] == "hidden").sum()
        assert hidden != 1 or len(table) == 2, "one hidden cell alone is the whole less the others"
    numbers = shown.loc[shown["status"] == "shown"]
    assert (numbers["base"] >= 30).all()
    assert shown.loc[shown["status"] != "shown", ["share", "base"]].isna().all(axis=None)


ODD: dict[str, tuple[int, Answers]] = {
    "no answers": (3, {}),
    "one ward": (1, one_wave((60, 20))),
    "one ward with few answers": (1, one_wave((12, 5))),
    "one respondent": (4, one_wave((1, 1), (0, 0), (0, 0), (0, 0))),
    "one respondent in each ward": (4, one_wave(*[(1, 1)] * 4)),
    "all hidden": (4, one_wave(*[(40, 2)] * 4)),
    "every ward hidden but one": (5, one_wave((40, 1), (45, 2), (50, 20), (38, 3), (44, 4))),
    "all of the same mind": (3, one_wave(*[(40, 40)] * 3)),
    "two waves, one of them tiny": (
        3,
        {**one_wave(*[(40, 15)] * 3, wave=BEFORE), **one_wave((3, 1), (2, 1), (1, 0), wave=NOW)},
    ),
}


@every_case("name", list(ODD))
def test_odd_surveys_are_published_safely(name: str) -> None:
    # The wards of every other survey touch.
    assert_safe(name, apart=list(ODD).index(name) % 2 == 1)


@pytest.mark.slow
@every_case("name", list(ODD))
def test_odd_surveys_are_published_safely_the_other_way_round(name: str) -> None:
    assert_safe(name, apart=list(ODD).index(name) % 2 == 0)


def assert_safe(name: str, *, apart: bool) -> None:
    number, answers = ODD[name]
    assert not judged(survey(wards(number, apart=float(apart)), answers)).failing


def test_a_whole_of_few_answers_is_hidden_with_all_its_places() -> None:
    table = cells(survey(wards(2, apart=1.0), one_wave((12, 5), (9, 4))))
    assert (table["status"] == "hidden").all()


def test_a_survey_of_one_safe_ward_is_shown() -> None:
    table = cells(survey(wards(1), one_wave((60, 20))))
    assert table["status"].tolist() == ["shown", "shown"]
    assert table["base"].tolist() == [60, 60]


def test_nobody_is_missing_and_not_hidden() -> None:
    table = cells(survey(wards(3, apart=1.0), one_wave((60, 20), (0, 0), (60, 25))))
    assert table["status"].to_dict() == {"": "shown", "W1": "shown", "W2": "missing", "W3": "shown"}


def test_none_at_all_of_a_ward_is_hidden_as_it_tells_what_each_of_them_said() -> None:
    table = cells(survey(wards(4), one_wave((60, 20), (60, 0), (60, 25), (55, 30))))
    assert table.loc["W2", "status"] == "hidden"


def test_weighted_shares_are_judged_by_the_weights() -> None:
    weights = {"W1": 2.0, "W2": 0.5, "W3": 1.5, "W4": 1.0, "W5": 0.8}
    answers = one_wave((40, 18), (44, 20), (50, 3), (60, 25), (70, 22))
    assert not judged(survey(wards(5), answers, weights=weights)).failing


def test_self_selected_respondents_have_no_effective_base_and_no_waves() -> None:
    both = {**one_wave(*[(40, 15)] * 3, wave=BEFORE), **one_wave(*[(50, 20)] * 3, wave=NOW)}
    table = published(survey(wards(3), both, mode="open consultation"))["survey_cells"]
    assert set(table["wave"]) == {""} and table["effective_base"].isna().all()
    assert not judged(survey(wards(3), both, mode="open consultation")).failing


def test_every_question_has_the_same_places() -> None:
    answers = {**one_wave(*[(35, 12)] * 6), **one_wave(*[(28, 9)] * 6, question=LITTER)}
    places = published(survey(wards(6), answers))["survey_places"]
    by_question = places.pivot(index="area_code", columns="question", values="place")
    assert (by_question[ASB] == by_question[LITTER]).all()
    assert by_question[ASB].nunique() == 3, "litter has too few answers by ward"


def test_published_tables_without_a_survey_are_empty() -> None:
    tables = published(survey(wards(2), {}))
    assert {name: len(table) for name, table in tables.items()} == dict.fromkeys(tables, 0)
    assert isinstance(tables["survey_cells"], pd.DataFrame)


def test_the_effective_base_is_that_of_the_rounded_number_of_answers() -> None:
    """58 and 62 answers at 1.3 are both published as 60, worth 45 (46.2); so they stay apart."""
    answers = one_wave((58, 20), (62, 21), (60, 25), (71, 30))
    table = cells(survey(wards(4), answers, effect=1.3))
    assert table.loc[["W1", "W2", "W3"], "base"].tolist() == [60, 60, 60]
    assert table.loc[["W1", "W2", "W3"], "effective_base"].tolist() == [45, 45, 45]
    assert (table["effective_base"] < table["base"]).all()
    assert not judged(survey(wards(4), answers, effect=1.3)).failing
