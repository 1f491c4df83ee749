"""The smallest parts of a survey's answers: one ward in one wave, to one question."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from data.contracts.scales import DONT_KNOW, PROBLEM_PREFIX

# HOLDING: the answers that each figure counts. A figure is the share of those with an opinion.
INFORMED = "informed"
HOLDING = {INFORMED: ("not very well", "not at all")}
BIG_PROBLEM = ("very big", "fairly big")
KEY = ["mode", "wave", "area_code", "wording"]
SUMS = ["people", "answered", "holding", "weight", "weight2", "weight_holding", "spread"]


def is_published(question: str) -> bool:
    """Return whether shares of a question's answers are published by place.

    Parameters
    ----------
    question
        The name of the question's column.

    Returns
    -------
    bool
        True for problems, and for how well informed people are.

    Examples
    --------
    >>> is_published("problem_asb"), is_published("commonest_1")
    (True, False)
    """
    return question.startswith(PROBLEM_PREFIX) or question in HOLDING


def answers_counted(question: str) -> Collection[str]:
    """Return the answers that the figure of a question counts.

    Parameters
    ----------
    question
        The name of the question's column.

    Returns
    -------
    Collection[str]
        The answers.

    Examples
    --------
    >>> answers_counted("problem_litter")
    ('very big', 'fairly big')
    """
    return HOLDING.get(question, BIG_PROBLEM)


def parts_of(question: str, answers: pd.DataFrame) -> pd.DataFrame:
    """Return the answers to one question added up by mode, wave, ward and wording.

    Parameters
    ----------
    question
        The name of the question's column.
    answers
        `mode`, `wave`, `area_code`, `weight`, `answer` and possibly `wording` and `design_effect`
        (1 by default).

    Returns
    -------
    pd.DataFrame
        A row for each mode, wave, ward and wording: `people` who answered, those of them with an
        opinion (`answered`), those who hold the answers that are counted (`holding`), and of the
        weights of those with an opinion the sum, the sum of squares, the sum of the holders, and
        the sum of squares times the design effect (`spread`).

    Examples
    --------
    >>> answers = pd.DataFrame({"mode": "random sample", "wave": "2026-06", "area_code": "W1",
    ...                         "weight": 1.0, "answer": ["very big", "not a problem"]})
    >>> parts_of("problem_asb", answers)[["answered", "holding"]]
       answered  holding
    0         2        1
    """
    opinion = answers["answer"] != DONT_KNOW
    holds = answers["answer"].isin(answers_counted(question))
    weight = answers["weight"].astype(float).where(opinion, 0.0)
    wording = answers["wording"] if "wording" in answers else pd.Series(None, answers.index)
    effect = answers.get("design_effect", pd.Series(1.0, answers.index)).astype(float)
    table = pd.DataFrame(
        {
            **{name: answers[name] for name in ("mode", "wave", "area_code")},
            "wording": wording.astype(object).where(wording.notna(), ""),
            "people": 1,
            "answered": opinion.astype(int),
            "holding": holds.astype(int),
            "weight": weight,
            "weight2": weight**2,
            "weight_holding": weight.where(holds, 0.0),
            "spread": weight**2 * effect,
        }
    )
    sums = table.groupby(KEY, as_index=False, observed=True)[SUMS].sum()
    return sums.astype(dict.fromkeys(KEY, "str"))


def together(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the parts of answers that were read in several batches.

    Parameters
    ----------
    parts
        As from `parts_of`, of each batch.

    Returns
    -------
    pd.DataFrame
        What `parts_of` returns of all answers at once.

    Examples
    --------
    >>> answers = pd.DataFrame({"mode": "random sample", "wave": "2026-06", "area_code": "W1",
    ...                         "weight": 1.0, "answer": ["very big", "not a problem"]})
    >>> batches = [parts_of("problem_asb", answers[:1]), parts_of("problem_asb", answers[1:])]
    >>> together(batches)[["answered", "holding"]]
       answered  holding
    0         2        1
    """
    if len(parts) == 1:
        return parts[0]
    return pd.concat(parts).groupby(KEY, as_index=False)[SUMS].sum()


def added_up(parts: pd.DataFrame, by: pd.Series | list[str]) -> pd.DataFrame:
    """Return the exact figures of larger groups of answers. They are not for publication.

    Parameters
    ----------
    parts
        As from `parts_of`.
    by
        The group of each part.

    Returns
    -------
    pd.DataFrame
        `answered` and `holding` (numbers of people), `share` (weighted), `effective_base`
        (Σw)²/Σdw², d the design effect, and the sums of weights, by group.

    Examples
    --------
    >>> parts = pd.DataFrame({"area_code": ["A", "A"], "people": 10, "answered": 10, "holding": 5,
    ...                       "weight": 10.0, "weight2": 10.0, "weight_holding": 5.0,
    ...                       "spread": 12.5})
    >>> added_up(parts, parts["area_code"])[["answered", "share", "effective_base"]]
               answered  share  effective_base
    area_code
    A                20    0.5            16.0
    """
    sums: pd.DataFrame = parts.groupby(by)[SUMS].sum()
    return sums.assign(**_figures({name: sums[name].to_numpy(dtype=float) for name in SUMS}))


def figures_of_sum(sums: Sequence[float]) -> dict[str, float]:
    """Return the exact figures of one group of answers that are added up already.

    Parameters
    ----------
    sums
        The sums of `parts_of`, in the order of `SUMS`.

    Returns
    -------
    dict
        The sums by name, with `share` and `effective_base` as from `added_up`.

    Examples
    --------
    >>> figures_of_sum([20, 20, 10, 20.0, 20.0, 10.0, 25.0])["effective_base"]
    16.0
    """
    named = dict(zip(SUMS, map(float, sums), strict=True))
    return named | {name: float(figure) for name, figure in _figures(named).items()}


def _figures(sums: Mapping[str, ArrayLike]) -> dict[str, np.ndarray]:
    """Return share and effective base of sums; missing without weight."""
    return {
        "share": _ratio(sums["weight_holding"], sums["weight"]),
        "effective_base": _ratio(np.square(sums["weight"]), sums["spread"]),
    }


def _ratio(above: ArrayLike, below: ArrayLike) -> np.ndarray:
    numbers = np.asarray(below, dtype=float)
    missing = np.full_like(numbers, np.nan)
    ratio: np.ndarray = np.divide(above, numbers, out=missing, where=numbers > 0)
    return ratio
