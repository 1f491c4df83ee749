"""What follows the months and the season of a place: areas like it, outcomes, stops."""

from components.place_page.detail import outcomes_section, similar_section, stops_section
from components.place_page.model import PlaceModel
from components.ui.sections import Section


def further(model: PlaceModel) -> list[Section]:
    """Return the sections that there are for the place."""
    described = (similar_section.similar, outcomes_section.outcomes, stops_section.stops)
    return [section for describe in described if (section := describe(model)) is not None]
