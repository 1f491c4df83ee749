"""Survey answers that came already totalled, as rows that measures can read."""

import pandas as pd

from data.schema import SURVEY_MODES

_, CONSULTATION, _ = SURVEY_MODES
GROUP = ["wave", "mode", "area_code", "question"]


def as_answers(totals: pd.DataFrame, question: str) -> pd.DataFrame:
    """A row a respondent, weighted so that each answer has the share that was given for it.

    Weights within an answer are unknown and taken as equal, so the effective base is the largest
    that it can be. Totals that don't say how people came to answer are no random sample.
    """
    own = totals[(totals["question"] == question) & (totals["respondents"] > 0)]
    own = own.assign(mode=own["mode"].fillna(CONSULTATION))
    of_group = own.groupby(GROUP)
    asked = of_group["respondents"].transform("sum")
    given = own["share"].notna().groupby([own[name] for name in GROUP]).transform("all")
    shares = own["share"] / of_group["share"].transform("sum")
    weighted = own.assign(weight=(shares * asked / own["respondents"]).where(given, 1.0))
    rows = weighted.loc[weighted.index.repeat(weighted["respondents"].astype(int))]
    return rows[["wave", "mode", "area_code", "weight", "answer"]].reset_index(drop=True)
