"""Public spaces protection orders and the partnership's other responses."""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely

from data.sample.county import County
from data.sample.noise_lines import blob
from data.sample.order_areas import Zone
from data.sample.place_names import WARDS
from data.sample.planted_effects import truth
from data.sample.projection import to_degrees
from data.sample.random_streams import Dice
from data.sample.snap_points import Spot

IN_FORCE, LAPSED, CONSULTATION = "in force", "lapsed", "consultation"
DRINK = (
    "No drinking alcohol after an officer has asked you to stop",
    "Dim yfed alcohol ar ôl i swyddog ofyn i chi stopio",
)
LEAD = ("Dogs must be kept on a lead", "Rhaid cadw cŵn ar dennyn")
FOULING = ("Dog owners must clean up after their dogs", "Rhaid i berchnogion lanhau ar ôl eu cŵn")
BEACH = (
    "No dogs on the beach from 1 May to 30 September",
    "Dim cŵn ar y traeth rhwng 1 Mai a 30 Medi",
)
CARS = (
    "No gathering in vehicles to race or to rev engines",
    "Dim ymgynnull mewn cerbydau i rasio na refio injans",
)
CAMPING = (
    "No camping or sleeping in vehicles overnight",
    "Dim gwersylla na chysgu mewn cerbydau dros nos",
)
FIRES = ("No fires or barbecues", "Dim tanau na barbeciws")


@dataclass(frozen=True)
class Order:
    """An order as planned; the two planted ones take their area from a zone."""

    ward: int
    name_en: str
    name_cy: str
    rule: tuple[str, str]
    start: str
    expiry: str
    status: str


ORDERS: tuple[Order, ...] = (
    Order(3, "Market Square", "Sgwâr y Farchnad", DRINK, "2025-01-01", "2027-12-31", IN_FORCE),
    Order(12, "Station Square", "Sgwâr yr Orsaf", DRINK, "2025-01-01", "2027-12-31", IN_FORCE),
    Order(1, "Castle Green", "Lawnt y Castell", DRINK, "2024-04-01", "2027-03-31", IN_FORCE),
    Order(2, "Harbour Car Park", "Maes Parcio'r Harbwr", CARS, "2024-06-01", "2027-05-31",
          IN_FORCE),
    Order(2, "Fish Quay", "Cei'r Pysgod", FIRES, "2021-05-01", "2024-04-30", LAPSED),
    Order(4, "North Park", "Parc y Gogledd", LEAD, "2024-01-01", "2026-12-31", IN_FORCE),
    Order(5, "Penhalwyn Recreation Ground", "Maes Chwarae Penhalwyn", DRINK, "2024-02-01",
          "2027-01-31", IN_FORCE),
    Order(6, "Saltings Common", "Comin y Tir Halen", CAMPING, "2022-07-01", "2025-06-30", LAPSED),
    Order(8, "Maesgwylan Playing Field", "Cae Chwarae Maesgwylan", FOULING, "2024-05-01",
          "2027-04-30", IN_FORCE),
    Order(9, "Bryn Halwyn Woods", "Coed Bryn Halwyn", FIRES, "2021-08-01", "2024-07-31", LAPSED),
    Order(11, "Promenade", "Y Promenâd", DRINK, "2024-04-01", "2027-03-31", IN_FORCE),
    Order(11, "Porth Sarnen Beach", "Traeth Porth Sarnen", BEACH, "2024-05-01", "2027-04-30",
          IN_FORCE),
    Order(13, "Sarnen Hill Park", "Parc Bryn Sarnen", FOULING, "2024-09-01", "2027-08-31",
          IN_FORCE),
    Order(14, "Dunes Car Park", "Maes Parcio'r Twyni", CAMPING, "2024-03-01", "2027-02-28",
          IN_FORCE),
    Order(14, "Dunes Nature Reserve", "Gwarchodfa Natur y Twyni", FIRES, "", "", CONSULTATION),
    Order(15, "Retail Park", "Y Parc Manwerthu", CARS, "2022-03-01", "2025-02-28", LAPSED),
    Order(16, "Tremelyn Square", "Sgwâr Tremelyn", DRINK, "2024-11-01", "2027-10-31", IN_FORCE),
    Order(17, "Mill Meadow", "Dôl y Felin", LEAD, "2024-04-01", "2027-03-31", IN_FORCE),
    Order(18, "Llanfelyddon Green", "Llain Las Llanfelyddon", FOULING, "2020-09-01", "2023-08-31",
          LAPSED),
    Order(24, "Porth Halwyn Beach", "Traeth Porth Halwyn", BEACH, "2024-05-01", "2027-04-30",
          IN_FORCE),
)  # fmt: skip

RESPONSE_COLUMNS = (
    "response_id",
    "name_en",
    "name_cy",
    "kind",
    "ward_code",
    "order_id",
    "start",
    "end",
    "status",
)
RESPONSES: tuple[tuple[str, ...], ...] = (
    ("A1", "Market Square order", "Gorchymyn Sgwâr y Farchnad", "order", "03", "PSPO-01",
     "2025-01-01", "", "running"),
    ("A2", "Station Square order", "Gorchymyn Sgwâr yr Orsaf", "order", "12", "PSPO-02",
     "2025-01-01", "", "running"),
    ("A3", "Late-night street marshals", "Stiwardiaid stryd gyda'r hwyr", "patrol", "01", "",
     "2024-11-01", "2026-03-31", "ended"),
    ("A4", "Summer beach wardens", "Wardeniaid traeth yr haf", "patrol", "11", "", "2026-06-01",
     "2026-08-31", "ended"),
    ("A5", "Listening project", "Prosiect gwrando", "engagement", "05", "", "2026-05-01", "",
     "running"),
    ("A6", "Street lighting repairs", "Trwsio goleuadau stryd", "environment", "15", "", "", "",
     "planned"),
)  # fmt: skip


def order_id(position: int) -> str:
    """PSPO-01 for the first order of the table, and so on."""
    return f"PSPO-{position + 1:02d}"


def order_features(
    county: County, spots: Sequence[Spot], zones: Sequence[Zone]
) -> list[tuple[dict[str, str | None], shapely.Geometry]]:
    """Every order's properties and area in degrees; areas never overlap."""
    planted = {zone.order_id: zone.area for zone in zones}
    taken: list[shapely.Polygon] = [zone.area for zone in zones]
    features: list[tuple[dict[str, str | None], shapely.Geometry]] = []
    for position, order in enumerate(ORDERS):
        area = planted.get(order_id(position))
        if area is None:
            area = _free_area(county, spots, order, taken, Dice(f"order {order_id(position)}"))
            taken.append(area)
        properties: dict[str, str | None] = {
            "order_id": order_id(position),
            "name_en": order.name_en,
            "name_cy": order.name_cy,
            "prohibitions_en": order.rule[0],
            "prohibitions_cy": order.rule[1],
            "start": order.start or None,
            "expiry": order.expiry or None,
            "status": order.status,
        }
        features.append((properties, shapely.Polygon(to_degrees(area.exterior.coords))))
    return features


def _free_area(
    county: County,
    spots: Sequence[Spot],
    order: Order,
    taken: Sequence[shapely.Polygon],
    dice: Dice,
) -> shapely.Polygon:
    """An uneven area in the ward, around one of its busier points, clear of the other orders.

    It keeps well away from the planted orders' surroundings, which must tell their own story.
    """
    ward = county.ward_shape(order.ward).buffer(-20.0)
    choices = [s for s in spots if county.lsoas[s.lsoa].ward.number == order.ward]
    for clearance in (450.0, 30.0):
        for _ in range(60):
            outline = shapely.Polygon(
                blob(dice.pick(choices).place, dice.between(110, 230), dice, 12)
            )
            area = max(shapely.get_parts(outline.intersection(ward)), key=lambda part: part.area)
            if area.area > 25_000.0 and all(area.distance(other) > clearance for other in taken):
                return area
    raise RuntimeError(f"no room for the order {order.name_en} in {WARDS[order.ward - 1].name_en}")


def response_rows() -> list[list[str]]:
    """What the partnership has done, with full ward codes."""
    assert truth("order_worked").order_id == RESPONSES[0][5]
    return [
        [f"W05999{int(cell):03d}" if n == 4 else cell for n, cell in enumerate(row)]
        for row in RESPONSES
    ]
