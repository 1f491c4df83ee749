"""Community groups and services: where they are, where none is, and whom they could reach."""

from components.groups import answer, asking, basis, crimes, gaps, hotspots, listing, message, reach
from components.page_context import page_context


def show() -> None:
    """The answer and the choices, a part for each question, and last what is left out."""
    asked = asking.ask(page_context())
    answer.show(asked)
    if not asked.was_brought:
        return
    answer.choices(asked)
    crimes.show(asked)
    listing.show(asked)
    hotspots.show(asked)
    reach.show(asked)
    gaps.show(asked)
    message.show(asked)
    basis.show(asked)


show()
