"""Awareness of recorded crime by respondent and wave, and the shares who were wrong."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from geo.noise.ladder import DOWN, UP
from geo.stats.suppression import HIDDEN, MISSING, SHOWN
from geo.survey.awareness import commonest_by_area, misjudged_commonest, wrong_by_chance
from geo.survey.shares import meets_disclosure_rule, shares_by_area

LOOSE, STRICT, DIRECTION, UNINFORMED = "loose", "strict", "direction", "uninformed"
BELIEFS = (LOOSE, STRICT, DIRECTION, UNINFORMED)
NOT_INFORMED = ("not very well", "not at all")
WHOLE = ""


def judged_commonest(
    people: pd.DataFrame,
    recorded: Mapping[str, pd.DataFrame],
    *,
    choices: Sequence[str],
    dispersion: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Return whether each respondent was wrong about the commonest crimes before their wave.

    Parameters
    ----------
    people
        `wave`, `area_code`, `weight` and the columns of `choices`.
    recorded
        By wave, incidents with one row per ward and one column per category.
    choices
        Columns of the choices, the first one first.
    dispersion
        By wave, the variance of each count divided by Poisson's; one by default.

    Returns
    -------
    pd.DataFrame
        The judged respondents with `loose` and `strict` (see `misjudged_commonest`).

    Examples
    --------
    >>> people = pd.DataFrame({"wave": ["w"], "area_code": ["A"], "first": ["asb"]})
    >>> recorded = {"w": pd.DataFrame({"asb": [95], "burglary": [2]}, ["A"])}
    >>> judged_commonest(people, recorded, choices=["first"])["strict"].tolist()
    [False]
    """
    parts = [
        misjudged_commonest(
            people[people["wave"] == wave],
            by_ward,
            first=choices[0],
            choices=choices,
            dispersion=(dispersion or {}).get(wave),
        )
        for wave, by_ward in recorded.items()
    ]
    return pd.concat(parts) if parts else people.iloc[:0].assign(loose=False, strict=False)


def chance_error_rate(
    people: pd.DataFrame,
    recorded: Mapping[str, pd.DataFrame],
    *,
    picks: int,
    dispersion: Mapping[str, pd.DataFrame] | None = None,
) -> float:
    """Return the mean probability that random picks would be wrong, over the judged respondents.

    Parameters
    ----------
    people
        Judged respondents with `wave` and `area_code`.
    recorded
        By wave, incidents with one row per ward and one column per category.
    picks
        Number of picks.
    dispersion
        By wave, the variance of each count divided by Poisson's; one by default.

    Returns
    -------
    float
        A probability; missing without respondents.

    Examples
    --------
    >>> people = pd.DataFrame({"wave": ["w"], "area_code": ["A"]})
    >>> recorded = {"w": pd.DataFrame([[120, 95, 60, 0]], ["A"])}
    >>> chance_error_rate(people, recorded, picks=1)
    0.25
    """
    wrong = []
    for wave, by_ward in recorded.items():
        right = commonest_by_area(by_ward, (dispersion or {}).get(wave))
        wrong += [
            wrong_by_chance(by_ward.shape[1], len(right[area]), picks)
            for area in people.loc[people["wave"] == wave, "area_code"]
        ]
    return float(np.mean(wrong)) if wrong else np.nan


def judged_direction(
    people: pd.DataFrame, truth: pd.DataFrame, *, aside: Collection[str]
) -> pd.DataFrame:
    """Return whether each respondent was wrong about the direction of change.

    Respondents in areas without a clear change are left out, because no answer can be called wrong.

    Parameters
    ----------
    people
        `area_code`, `wave` and `answer`.
    truth
        Recorded direction, one row per area and one column per wave; missing where unknown.
    aside
        Answers that are left out, such as don't know.

    Returns
    -------
    pd.DataFrame
        The judged respondents with `direction`, true where they were wrong.

    Examples
    --------
    >>> people = pd.DataFrame({"area_code": ["A", "A"], "wave": "w", "answer": ["up", "down"]})
    >>> judged_direction(people, pd.DataFrame({"w": {"A": "down"}}), aside=())["direction"].tolist()
    [True, False]
    """
    long = pd.Series(truth.stack(), name="truth").dropna().rename_axis(["area_code", "wave"])
    known = people.join(long, on=["area_code", "wave"], how="inner")
    judged = known[known["truth"].isin([UP, DOWN]) & ~known["answer"].isin(aside)]
    return judged.assign(direction=judged["answer"] != judged["truth"])


def shares_wrong(judged: pd.DataFrame, column: str, pool: pd.Series) -> pd.DataFrame:
    """Return the weighted share of respondents who were wrong, by pool and for all together.

    Parameters
    ----------
    judged
        Judged respondents with `area_code`, `weight` and the column.
    column
        Column that is true where they were wrong.
    pool
        Pool of each area.

    Returns
    -------
    pd.DataFrame
        The columns of `shares_by_area` with `status`, by pool; the code is empty for all
        respondents.

    Examples
    --------
    >>> judged = pd.DataFrame({"area_code": "A", "loose": [True] * 10 + [False] * 30})
    >>> judged["weight"] = 1.0
    >>> shares_wrong(judged, "loose", pd.Series({"A": "A"}))["share"].tolist()
    [0.25, 0.25]
    """
    named = judged.assign(answer=judged[column].map({True: "yes", False: "no"}))
    by_pool = named.assign(area_code=named["area_code"].map(pool)).dropna(subset="area_code")
    parts = [by_pool, named.assign(area_code=WHOLE)]
    tables = [shares_by_area(part, holding=("yes",), aside=()) for part in parts]
    places = pd.Index([*pool.unique(), WHOLE], name="area_code")
    return suppress_small(pd.concat(tables).reindex(places))


def suppress_small(shares: pd.DataFrame) -> pd.DataFrame:
    """Remove shares that don't meet the disclosure rule, and add their status.

    Parameters
    ----------
    shares
        Table of `shares_by_area`.

    Returns
    -------
    pd.DataFrame
        The shares with `status`: "shown", "hidden" or "missing".

    Examples
    --------
    >>> shares = pd.DataFrame({"share": [0.25, 0.5], "base": [40, 8], "holding": [10, 4]})
    >>> suppress_small(shares)
       share  base  holding  status
    0   0.25  40.0     10.0   shown
    1    NaN   NaN      NaN  hidden
    """
    asked = shares["base"] > 0
    status = np.select([~asked, ~meets_disclosure_rule(shares)], [MISSING, HIDDEN], default=SHOWN)
    return shares.where(pd.Series(status == SHOWN, shares.index), axis=0).assign(status=status)
