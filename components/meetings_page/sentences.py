"""Words of the page of meetings that several of its modules share."""

from components.page_models.meetings import in_language
from data.register.records import Record


def decision_words(decision: Record, language: str) -> str:
    """Return what was decided, in the language or else in the other one."""
    return in_language(decision.values, "decision", language)
