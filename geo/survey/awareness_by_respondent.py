"""Whether residents know what is recorded around them, respondent by respondent."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from geo.stats.change import NO_CLEAR_CHANGE
from geo.stats.suppression import HIDDEN, MISSING, SHOWN
from geo.survey.awareness import TOP, commonest, misjudged_commonest, wrong_by_chance
from geo.survey.shares import meets_disclosure_rule, shares_by_area

LOOSE, STRICT, DIRECTION, UNINFORMED = "loose", "strict", "direction", "uninformed"
BELIEFS = (LOOSE, STRICT, DIRECTION, UNINFORMED)
NOT_INFORMED = ("not very well", "not at all")
WHOLE = ""


def judged_commonest(
    people: pd.DataFrame, recorded: Mapping[str, pd.DataFrame], *, choices: Sequence[str]
) -> pd.DataFrame:
    """Every respondent of every wave against what was commonest in their ward before that wave.

    `people` have `wave`, `area_code`, `weight` and the columns in `choices`, the first one first;
    `recorded` holds, by wave, a row a ward and a column a category. Adds `loose` and `strict`.
    """
    parts = [
        misjudged_commonest(
            people[people["wave"] == wave], by_ward, first=choices[0], choices=choices
        )
        for wave, by_ward in recorded.items()
    ]
    return pd.concat(parts) if parts else people.iloc[:0].assign(loose=False, strict=False)


def chance_error_rate(
    people: pd.DataFrame, recorded: Mapping[str, pd.DataFrame], *, picks: int
) -> float:
    """How often people who pick blindly would be wrong, over those who were judged."""
    wrong = [
        wrong_by_chance(by_ward.shape[1], len(commonest(by_ward.loc[area], top=TOP)), picks)
        for wave, by_ward in recorded.items()
        for area in people.loc[people["wave"] == wave, "area_code"]
    ]
    return float(np.mean(wrong)) if wrong else np.nan


def judged_direction(
    people: pd.DataFrame, truth: pd.DataFrame, *, aside: Collection[str]
) -> pd.DataFrame:
    """Who was wrong about the direction, where the record shows one; adds `direction`.

    `truth` has a row an area and a column a wave. Where nothing clearly changed nobody is wrong,
    and nobody is judged.
    """
    truths = pd.Series(truth.stack(), name="truth").rename_axis(["area_code", "wave"])
    known = people.join(truths, on=["area_code", "wave"], how="inner")
    judged = known[(known["truth"] != NO_CLEAR_CHANGE) & ~known["answer"].isin(aside)]
    return judged.assign(direction=judged["answer"] != judged["truth"])


def shares_wrong(judged: pd.DataFrame, column: str, pool: pd.Series) -> pd.DataFrame:
    """The weighted share for whom `column` is true, by pool, and of everyone (an empty code)."""
    named = judged.assign(answer=judged[column].map({True: "yes", False: "no"}))
    by_pool = named.assign(area_code=named["area_code"].map(pool)).dropna(subset="area_code")
    parts = [by_pool, named.assign(area_code=WHOLE)]
    tables = [shares_by_area(part, holding=("yes",), aside=()) for part in parts]
    places = pd.Index([*pool.unique(), WHOLE], name="area_code")
    return suppress_small(pd.concat(tables).reindex(places))


def suppress_small(shares: pd.DataFrame) -> pd.DataFrame:
    """The shares with their status, and no figure where too few stand behind one."""
    asked = shares["base"] > 0
    status = np.select([~asked, ~meets_disclosure_rule(shares)], [MISSING, HIDDEN], default=SHOWN)
    return shares.where(pd.Series(status == SHOWN, shares.index), axis=0).assign(status=status)
