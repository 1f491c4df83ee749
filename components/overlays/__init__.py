"""Overlays drawn over the areas. A new overlay is a module here and an entry in the registry.

The names of places (`ward_names`) are drawn in the same way, but on every map.
"""

from components.overlays.groups import GROUPS
from components.overlays.hexagons import HEXAGONS
from components.overlays.hot_hexagons import HOT_HEXAGONS
from components.overlays.lsoa_outlines import LSOAS
from components.overlays.model import OverlayKind
from components.overlays.most_deprived import DEPRIVED
from components.overlays.orders import ORDERS
from components.overlays.rate_warnings import MARKS
from components.overlays.risk_surface import RISK

# The overlays in drawing order, the lowest first.
REGISTRY: dict[str, OverlayKind] = {
    kind.name: kind
    for kind in (RISK, HEXAGONS, HOT_HEXAGONS, LSOAS, DEPRIVED, ORDERS, GROUPS, MARKS)
}
