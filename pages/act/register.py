"""The page for groups, services and orders: enter, change and confirm them."""

from components.page_context import page_context
from components.register_page import overview, record_page
from components.register_page.view_part import RegisterPart
from components.view.entry import split_entry


def show() -> None:
    """Draw the record in the address, or the overview of the register."""
    at = page_context()
    entry = at.view.of(RegisterPart).record
    if entry:
        record_page.show(at, *split_entry(entry))
    else:
        overview.show(at)


show()
