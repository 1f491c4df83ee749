"""The page on orders: which end soon, and the evidence for renewing or discharging each."""

from components.orders_page import order_detail, overview
from components.orders_page.view_part import OrdersPart
from components.page_context import page_context


def show() -> None:
    """Draw the order in the address, or the overview of all orders."""
    at = page_context()
    if at.view.of(OrdersPart).order:
        order_detail.show(at)
    else:
        overview.show(at)


show()
