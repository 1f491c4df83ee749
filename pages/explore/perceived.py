"""Perceived and recorded: where residents' view and the record part, and what that calls for."""

from components.page_context import page_context
from components.perceived import (
    answer,
    asking,
    beliefs,
    calls,
    figures,
    issue,
    maps,
    scatter,
    waves,
)


def show() -> None:
    """The answer, both sides on maps, what they call for, an issue raised, change, belief."""
    at = page_context()
    asked = asking.ask(at)
    if not asked.was_asked:
        answer.unasked(asked)
        issue.show(asked)
        beliefs.show(at)
        answer.basis(asked)
        return
    answer.heading(at, asked.topic)
    answer.show(asked)
    answer.choices(at)
    answer.chosen(asked)
    maps.show(asked)
    if asked.possible:
        scatter.show(asked)
        calls.show(asked)
    issue.show(asked)
    waves.show(asked)
    beliefs.show(at)
    figures.show(asked)
    answer.basis(asked)


show()
