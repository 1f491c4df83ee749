"""Public spaces protection orders by their outline: the line says where an order stands in law."""

from components import theme
from components.overlays.looks import sized
from components.overlays.model import Asked, Look, Overlay, OverlayKind, Row
from data.schema import ORDER_STATUSES

_IN_FORCE, _LAPSED, _CONSULTATION = ORDER_STATUSES
LOOKS = {
    _IN_FORCE: Look(width=2.6, symbol="no_entry"),
    _CONSULTATION: Look(width=2.2, dash=(4.0, 2.0), symbol="half_ring"),
    _LAPSED: Look(width=2.2, dash=(1.0, 1.4), symbol="ring"),
}
"""A sign stands in the middle too: an area of a few streets shows no dashes on a county's map."""
SIGN = 13.0


def draw(asked: Asked) -> Overlay:
    """Every order: its outline, and its sign in the middle."""
    text, table = asked.text, asked.store.orders()
    statuses = [status for status in LOOKS if (table["status"] == status).any()]
    number_of = {status: number for number, status in enumerate(statuses)}
    rows = [
        Row(
            label=text(f"panel_status.{status}"),
            look=sized(LOOKS[status], asked.large, line=theme.ORDER, casing=theme.HALO, size=SIGN),
            things=int((table["status"] == status).sum()),
        )
        for status in statuses
    ]
    areas = tuple(table.geometry)
    of = tuple(number_of[status] for status in table["status"])
    return Overlay(
        name=ORDERS.name,
        title=text("overlay.orders"),
        rows=tuple(rows),
        shapes=(*areas, *table.geometry.representative_point()),
        row_of=of * 2,
    )


ORDERS = OverlayKind(name="orders", draw=draw, needs=("orders",))
