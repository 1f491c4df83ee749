"""Perceived and recorded: where residents' view and the record part, and what that calls for."""

from components.here import here
from components.perceived import answer, asking, figures, maps, scatter


def show() -> None:
    """The answer, both sides on maps, every place between its benchmarks, the numbers."""
    at = here()
    asked = asking.ask(at)
    if asked is None:
        answer.no_survey(at)
        return
    answer.heading(at, asked.topic)
    answer.show(asked)
    answer.choices(at)
    answer.chosen(asked)
    maps.show(asked)
    if asked.possible:
        scatter.show(asked)
    figures.show(asked)
    answer.basis(asked)


show()
