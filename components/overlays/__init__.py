"""Things drawn over the areas: adding one is a file beside this and a row in the registry."""

from components.overlays.deprived import DEPRIVED
from components.overlays.groups import GROUPS
from components.overlays.hexagons import HEXAGONS
from components.overlays.lsoas import LSOAS
from components.overlays.marks import MARKS
from components.overlays.model import OverlayKind
from components.overlays.names import NAMES
from components.overlays.orders import ORDERS

REGISTRY: dict[str, OverlayKind] = {
    kind.name: kind for kind in (HEXAGONS, LSOAS, DEPRIVED, ORDERS, GROUPS, MARKS, NAMES)
}
"""In the order in which they are drawn, from below to above."""
