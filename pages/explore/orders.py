"""Orders: which end soon, and for each the evidence for its renewal or discharge."""

from components.orders import overview, sheet
from components.page_context import page_context


def show() -> None:
    """All of them; or the one that the address names."""
    at = page_context()
    if at.view.order:
        sheet.show(at)
    else:
        overview.show(at)


show()
