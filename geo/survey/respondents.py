"""Modes of a survey, and what key individuals said."""

from dataclasses import dataclass

from data.schema import SURVEY_MODES

SAMPLE, CONSULTATION, KEY_INDIVIDUAL = SURVEY_MODES


@dataclass(frozen=True, kw_only=True)
class InterviewCounts:
    """Counts of key individuals' answers to a topic, without weights or limits."""

    people: int = 0
    # Those who gave an opinion; None if too few say one or the other.
    views: int | None = 0
    # Those who call it a big problem; None likewise.
    big: int | None = 0

    @property
    def may_be_shown(self) -> bool:
        """Whether it is told how many gave which opinion."""
        return self.views is not None and self.big is not None
