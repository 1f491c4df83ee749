"""Modes of a survey, and what key individuals said."""

from dataclasses import dataclass

from data.schema import SURVEY_MODES

SAMPLE, CONSULTATION, KEY_INDIVIDUAL = SURVEY_MODES


@dataclass(frozen=True, kw_only=True)
class InterviewCounts:
    """Counts of key individuals' answers to a topic, without weights or limits."""

    people: int = 0
    # Those who gave an opinion, and those of them who call it a big problem.
    views: int = 0
    big: int = 0
    # Whether it is told how many gave which opinion: not if too few say one or the other.
    may_be_shown: bool = True
