"""Orders: which end soon, and for each the evidence for its renewal or discharge."""

from components.here import here
from components.orders import overview, sheet


def show() -> None:
    """All of them; or the one that the address names."""
    at = here()
    if at.view.order:
        sheet.show(at)
    else:
        overview.show(at)


show()
