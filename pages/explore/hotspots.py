"""The page on hot spots: how well they are foretold here, where they are, and how lasting."""

from components.hotspots_page import (
    caveats,
    concentration_section,
    evidence,
    headline,
    model,
    spots_map,
)
from components.page_context import page_context


def show() -> None:
    """Draw the headline and the controls, the map and its list, the evidence, and the rules."""
    asked = model.ask(page_context())
    headline.show(asked)
    headline.choices(asked)
    spots_map.show(asked)
    evidence.show(asked)
    concentration_section.show(asked)
    caveats.show(asked)


show()
