"""Orders: which end soon, and for each the evidence for its renewal or discharge."""

from components.orders_page import order_detail, overview
from components.orders_page.view_part import OrdersPart
from components.page_context import page_context


def show() -> None:
    """All of them; or the one that the address names."""
    at = page_context()
    if at.view.of(OrdersPart).order:
        order_detail.show(at)
    else:
        overview.show(at)


show()
