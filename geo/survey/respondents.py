"""Select the respondents of a topic by survey mode and by wording of the question."""

from dataclasses import dataclass

import pandas as pd

from data.schema import SURVEY_MODES
from geo.stats.area_figures import BIG_PROBLEM, DONT_KNOW
from geo.survey.shares import LEAST_CELL

SAMPLE, CONSULTATION, KEY_INDIVIDUAL = SURVEY_MODES


@dataclass(frozen=True, kw_only=True)
class Respondents:
    """The answers of one mode to one wording, and counts of the others."""

    answers: pd.DataFrame
    # Whether they are a random sample; otherwise they are self-selected.
    sampled: bool
    # Number of respondents to open consultations who are not included.
    consulted: int
    # Answers of key individuals. They are never part of a share of residents.
    interviews: pd.DataFrame
    # Waves with another wording than the latest.
    reworded: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class InterviewCounts:
    """Counts of key individuals' answers to a topic, without weights or limits."""

    people: int
    # Those who gave an opinion.
    views: int
    # Those who call it a big problem.
    big: int

    @property
    def may_be_shown(self) -> bool:
        """Whether neither group has one to four people."""
        return all(n == 0 or n >= LEAST_CELL for n in (self.big, self.views - self.big))


def count_interviews(interviews: pd.DataFrame) -> InterviewCounts:
    """Return how many key individuals have an opinion, and how many call it a big problem.

    Parameters
    ----------
    interviews
        Their answers, column `answer`.

    Returns
    -------
    InterviewCounts
        The counts.

    Examples
    --------
    >>> count_interviews(pd.DataFrame({"answer": ["very big", "don't know"]}))
    InterviewCounts(people=2, views=1, big=1)
    """
    views = interviews[~interviews["answer"].isin(DONT_KNOW)]
    big = views["answer"].isin(BIG_PROBLEM).sum()
    return InterviewCounts(people=len(interviews), views=len(views), big=int(big))


def select_respondents(every: pd.DataFrame) -> Respondents:
    """Return the random sample if there is one, otherwise the self-selected respondents.

    Only answers to the latest wording are included.

    Parameters
    ----------
    every
        Answers with `mode`, `wave` and possibly `wording`, a mark that is missing where the wording
        never changed.

    Returns
    -------
    Respondents
        The selected answers and the counts of the others.

    Examples
    --------
    >>> every = pd.DataFrame({"mode": [SAMPLE, CONSULTATION], "wave": "2026-06"})
    >>> len(select_respondents(every).answers), select_respondents(every).consulted
    (1, 1)
    """
    by_mode = every["mode"].value_counts()
    sampled = SAMPLE in by_mode.index
    answers = every[every["mode"] == (SAMPLE if sampled else CONSULTATION)]
    reworded = _reworded(answers)
    return Respondents(
        answers=answers[~answers["wave"].isin(reworded)],
        sampled=sampled,
        consulted=int(by_mode.get(CONSULTATION, 0)) if sampled else 0,
        interviews=every[every["mode"] == KEY_INDIVIDUAL],
        reworded=reworded,
    )


def _reworded(answers: pd.DataFrame) -> tuple[str, ...]:
    """Return the waves with another wording than the latest."""
    if "wording" not in answers:
        return ()
    marks = {
        str(wave): frozenset(of_wave.dropna())
        for wave, of_wave in answers.groupby("wave")["wording"]
    }
    latest = marks.get(max(marks, default=""), frozenset())
    return tuple(sorted(wave for wave, mark in marks.items() if mark != latest))
