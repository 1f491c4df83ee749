"""Awareness of recorded crime by respondent and wave, and the shares who were wrong."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from geo.noise.ladder import DOWN, UP
from geo.survey.awareness import commonest_by_area, misjudged_commonest, wrong_by_chance

LOOSE, STRICT, DIRECTION, UNINFORMED = "loose", "strict", "direction", "uninformed"
BELIEFS = (LOOSE, STRICT, DIRECTION, UNINFORMED)


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
        The judged respondents with `loose`, `strict` and `picks` (see `misjudged_commonest`).

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
    return pd.concat(parts) if parts else people.iloc[:0].assign(loose=False, strict=False, picks=0)


def chance_error_rate(
    people: pd.DataFrame,
    recorded: Mapping[str, pd.DataFrame],
    *,
    dispersion: Mapping[str, pd.DataFrame] | None = None,
) -> float:
    """Return the mean probability that random picks would be wrong, over the judged respondents.

    Everyone is given as many picks as they made.

    Parameters
    ----------
    people
        Judged respondents with `wave`, `area_code` and `picks`.
    recorded
        By wave, incidents with one row per ward and one column per category.
    dispersion
        By wave, the variance of each count divided by Poisson's; one by default.

    Returns
    -------
    float
        A probability; missing without respondents.

    Examples
    --------
    >>> people = pd.DataFrame({"wave": ["w"], "area_code": ["A"], "picks": [1]})
    >>> recorded = {"w": pd.DataFrame([[120, 95, 60, 0]], ["A"])}
    >>> chance_error_rate(people, recorded)
    0.25
    """
    wrong = []
    for wave, by_ward in recorded.items():
        right = commonest_by_area(by_ward, (dispersion or {}).get(wave))
        of_wave = people[people["wave"] == wave]
        wrong += [
            wrong_by_chance(by_ward.shape[1], len(right[area]), int(picks))
            for area, picks in zip(of_wave["area_code"], of_wave["picks"], strict=True)
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


def weighted_by_residents(judged: pd.DataFrame, residents: pd.Series) -> pd.DataFrame:
    """Return respondents so weighted that each ward counts by its residents.

    Parameters
    ----------
    judged
        Judged respondents with `area_code` and `weight`.
    residents
        Residents by ward. If those of a ward with respondents aren't known, weights stay.

    Returns
    -------
    pd.DataFrame
        The same respondents.

    Examples
    --------
    >>> judged = pd.DataFrame({"area_code": ["A", "A", "B"], "weight": [1.0, 3.0, 1.0]})
    >>> residents = pd.Series({"A": 800.0, "B": 400.0})
    >>> weighted_by_residents(judged, residents)["weight"].tolist()
    [200.0, 600.0, 400.0]
    """
    people = judged["area_code"].map(residents).astype(float)
    of_ward = judged["weight"].astype(float).groupby(judged["area_code"]).transform("sum")
    if not (people > 0).all():
        return judged
    return judged.assign(weight=judged["weight"] * people / of_ward.where(of_ward > 0, 1.0))


def share_wrong(judged: pd.DataFrame, column: str) -> pd.Series:
    """Return the weighted share of all respondents together who were wrong.

    Parameters
    ----------
    judged
        Judged respondents with `weight`, `design_effect` and the column.
    column
        Column that is true where they were wrong.

    Returns
    -------
    pd.Series
        `share`, `answered`, `holding` (those who were wrong) and `effective_base`; not rounded, and
        not for publication as it is.

    Examples
    --------
    >>> judged = pd.DataFrame({"loose": [True] * 10 + [False] * 30, "weight": 1.0})
    >>> judged["design_effect"] = 1.25
    >>> share_wrong(judged, "loose")[["share", "effective_base"]].tolist()
    [0.25, 32.0]
    """
    weight, wrong = judged["weight"].astype(float), judged[column].astype(bool)
    total, squares = weight.sum(), (weight**2 * judged["design_effect"].astype(float)).sum()
    return pd.Series(
        {
            "share": weight[wrong].sum() / total if total else np.nan,
            "answered": float(len(judged)),
            "holding": float(wrong.sum()),
            "effective_base": total**2 / squares if squares else np.nan,
        }
    )
