"""The overlay of public spaces protection orders. The line shows the legal status of an order."""

from components import colour_scheme
from components.overlays.geojson import without_detail
from components.overlays.model import Look, Overlay, OverlayKind, OverlayRequest, Row
from components.overlays.sizes import sized
from geo.orders.status import CONSULTATION, IN_FORCE, LAPSED, NOT_BEGUN, order_status

# The line and symbol of each status. The symbol is in the middle of the order, because an area of a
# few streets shows no dashes on a map of the whole area.
LOOKS = {
    IN_FORCE: Look(width=2.6, symbol="no_entry"),
    NOT_BEGUN: Look(width=2.2, dash=(7.0, 2.0), symbol="bullseye"),
    CONSULTATION: Look(width=2.2, dash=(4.0, 2.0), symbol="half_ring"),
    LAPSED: Look(width=2.2, dash=(1.0, 1.4), symbol="ring"),
}
SIGN = 13.0


def draw(request: OverlayRequest) -> Overlay:
    """Return the outline of every order, and its symbol in the middle."""
    text, table = request.text, request.store.orders()
    state = order_status(table, request.today)["state"]
    states = [one for one in LOOKS if (state == one).any()]
    number_of = {one: number for number, one in enumerate(states)}
    rows = [
        Row(
            label=text(f"order_state.{one}"),
            look=sized(
                LOOKS[one],
                request.large,
                line=colour_scheme.ORDER,
                casing=colour_scheme.HALO,
                size=SIGN,
            ),
            things=int((state == one).sum()),
        )
        for one in states
    ]
    areas = without_detail(table.geometry)
    rows_of_orders = tuple(number_of[one] for one in state)
    return Overlay(
        name=ORDERS.name,
        title=text("overlay.orders"),
        rows=tuple(rows),
        shapes=(*areas, *table.geometry.representative_point()),
        row_of=rows_of_orders * 2,
    )


ORDERS = OverlayKind(name="orders", draw=draw, needs=("orders",), asks=("today",))
