"""Small surveys in a row of square wards, for the tests of what is published."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import pandas as pd
import shapely

from data.disclosure.check import DisclosureReport, check_disclosure
from data.disclosure.survey import SurveyAnswers, survey_tables

SAMPLE, ASB = "random sample", "problem_asb"
NOW, BEFORE = "2026-06", "2025-06"
# By question, wave and ward: how many answered, and how many of them call it a big problem.
Answers = Mapping[tuple[str, str, str], tuple[int, int]]


def wards(number: int, *, apart: float = 0.0) -> gpd.GeoDataFrame:
    """Return square wards W1, W2, ... side by side; with `apart` they don't touch."""
    step = 1.0 + apart
    codes = [f"W{n + 1}" for n in range(number)]
    shapes = [shapely.box(n * step, 0, n * step + 1, 1) for n in range(number)]
    return gpd.GeoDataFrame({"level": "ward"}, index=codes, geometry=shapes)


def survey(
    areas: gpd.GeoDataFrame,
    answers: Answers,
    *,
    mode: str = SAMPLE,
    weights: Mapping[str, float] | None = None,
    effect: float | Mapping[str, float] = 1.0,
    residents: Sequence[float] | None = None,
) -> SurveyAnswers:
    """Return a survey of these answers.

    `weights` has the mean weight of a ward's big problems; `effect` the design effect, of each ward
    or of all.
    """
    rows = []
    for (question, wave, ward), (answered, big) in answers.items():
        weight = (weights or {}).get(ward)
        share = None if weight is None else weight * big / (weight * big + answered - big)
        same = {"wave": wave, "mode": mode, "area_code": ward, "question": question}
        rows.append(same | {"answer": "very big", "respondents": big, "share": share})
        other = None if share is None else 1 - share
        rows.append(
            same | {"answer": "not a problem", "respondents": answered - big, "share": other}
        )
    columns = ["wave", "mode", "area_code", "question", "answer", "respondents", "share"]
    totals = pd.DataFrame(rows, columns=columns).astype({"share": float})
    totals["design_effect"] = (
        totals["area_code"].map(effect) if isinstance(effect, Mapping) else effect
    )
    people = None if residents is None else pd.Series(residents, areas.index, name="adults")
    return SurveyAnswers(respondents=None, totals=totals, wards=areas, residents=people)


def one_wave(*answered_and_big: tuple[int, int], question: str = ASB, wave: str = NOW) -> Answers:
    """Return the answers of wards W1, W2, ... to one question in one wave."""
    return {
        (question, wave, f"W{n + 1}"): found for n, found in enumerate(answered_and_big) if found[0]
    }


def published(answers: SurveyAnswers) -> dict[str, pd.DataFrame]:
    return survey_tables(answers)


def judged(answers: SurveyAnswers) -> DisclosureReport:
    """Return what an attacker gets of the survey as it is published."""
    return check_disclosure(answers, survey_tables(answers))


def cells(answers: SurveyAnswers, question: str = ASB, wave: str = "") -> pd.DataFrame:
    """Return the published cells of a question by place."""
    table = survey_tables(answers)["survey_cells"]
    own = table[(table["question"] == question) & (table["wave"] == wave)]
    return own.set_index("place")
