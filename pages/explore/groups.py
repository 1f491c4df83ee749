"""The page on community groups: where they are, where there is none, and whom they could reach."""

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
    """Draw the headline and the controls, a section for each question, and the caveats."""
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
