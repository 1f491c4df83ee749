"""Community groups and services: where they are, where none is, and whom they could reach."""

from components.groups_page import (
    accessibility,
    caveats,
    crime_map,
    directory,
    engagement_gaps,
    headline,
    model,
    outreach,
    uncovered_hotspots,
)
from components.page_context import page_context


def show() -> None:
    """The answer and the choices, a part for each question, and last what is left out."""
    asked = model.ask(page_context())
    headline.show(asked)
    if not asked.was_brought:
        return
    headline.choices(asked)
    crime_map.show(asked)
    directory.show(asked)
    uncovered_hotspots.show(asked)
    accessibility.show(asked)
    engagement_gaps.show(asked)
    outreach.show(asked)
    caveats.show(asked)


show()
