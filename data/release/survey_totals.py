"""Expands survey totals into rows per respondent, which measures can read."""

import pandas as pd

from data.schema import SURVEY_MODES

_, CONSULTATION, _ = SURVEY_MODES
GROUP = ["wave", "mode", "area_code", "question"]


def as_answers(totals: pd.DataFrame, question: str) -> pd.DataFrame:
    """Return one row per respondent, weighted so that each answer has its stated share.

    Weights within an answer are unknown and taken as equal, so that the effective sample size is
    an upper bound. Totals without a survey mode count as an open consultation.

    Parameters
    ----------
    totals
        The table `survey_totals`.
    question
        The question.

    Returns
    -------
    pandas.DataFrame
        Columns wave, mode, area_code, weight, answer, design_effect.

    Examples
    --------
    >>> total = {"wave": "2025-06", "mode": None, "area_code": "W1", "question": "q"}
    >>> total["design_effect"] = 1.0
    >>> totals = pd.DataFrame([total | {"answer": "yes", "respondents": 2, "share": 1.0}])
    >>> as_answers(totals, "q")["weight"].tolist()
    [1.0, 1.0]
    """
    own = totals[(totals["question"] == question) & (totals["respondents"] > 0)]
    own = own.assign(mode=own["mode"].fillna(CONSULTATION))
    of_group = own.groupby(GROUP)
    asked = of_group["respondents"].transform("sum")
    given = own["share"].notna().groupby([own[name] for name in GROUP]).transform("all")
    shares = own["share"] / of_group["share"].transform("sum")
    weighted = own.assign(weight=(shares * asked / own["respondents"]).where(given, 1.0))
    rows = weighted.loc[weighted.index.repeat(weighted["respondents"].astype(int))]
    columns = ["wave", "mode", "area_code", "weight", "answer", "design_effect"]
    return rows[columns].reset_index(drop=True)
