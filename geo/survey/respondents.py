"""Whose answers speak for a place: how people came to answer, and to which wording."""

from dataclasses import dataclass

import pandas as pd

from data.schema import SURVEY_MODES
from geo.stats.area_figures import BIG_PROBLEM, DONT_KNOW
from geo.survey.shares import LEAST_CELL

SAMPLE, CONSULTATION, KEY_INDIVIDUAL = SURVEY_MODES


@dataclass(frozen=True, kw_only=True)
class Respondents:
    """The answers of one kind to one wording, and those that are not mixed in."""

    answers: pd.DataFrame
    sampled: bool
    """Whether they were drawn at random; else they chose to answer."""
    consulted: int
    """How many more answered an open consultation."""
    interviews: pd.DataFrame
    """Key individuals' answers: they speak for what they know, never for a share of residents."""
    reworded: tuple[str, ...]
    """Waves in which the question was worded in another way than in the latest."""


@dataclass(frozen=True, kw_only=True)
class InterviewCounts:
    """What key individuals said of a topic: people counted, without weights or limits."""

    people: int
    views: int
    """Those who had one."""
    big: int
    """Those who call it a big problem."""

    @property
    def may_be_shown(self) -> bool:
        """Whether neither side is one to four people."""
        return all(n == 0 or n >= LEAST_CELL for n in (self.big, self.views - self.big))


def count_interviews(interviews: pd.DataFrame) -> InterviewCounts:
    """Count those who call it a big problem among those who have a view."""
    views = interviews[~interviews["answer"].isin(DONT_KNOW)]
    big = views["answer"].isin(BIG_PROBLEM).sum()
    return InterviewCounts(people=len(interviews), views=len(views), big=int(big))


def select_respondents(every: pd.DataFrame) -> Respondents:
    """The random sample where there is one, else those who chose to answer; of the latest wording.

    `every` has `mode`, `wave` and maybe `wording`: a mark, missing where it never changed.
    """
    held = every["mode"].value_counts()
    sampled = SAMPLE in held.index
    answers = every[every["mode"] == (SAMPLE if sampled else CONSULTATION)]
    reworded = _reworded(answers)
    return Respondents(
        answers=answers[~answers["wave"].isin(reworded)],
        sampled=sampled,
        consulted=int(held.get(CONSULTATION, 0)) if sampled else 0,
        interviews=every[every["mode"] == KEY_INDIVIDUAL],
        reworded=reworded,
    )


def _reworded(answers: pd.DataFrame) -> tuple[str, ...]:
    if "wording" not in answers:
        return ()
    marks = {
        str(wave): frozenset(of_wave.dropna())
        for wave, of_wave in answers.groupby("wave")["wording"]
    }
    latest = marks.get(max(marks, default=""), frozenset())
    return tuple(sorted(wave for wave, mark in marks.items() if mark != latest))
