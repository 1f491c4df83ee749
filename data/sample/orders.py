"""Public spaces protection orders and the partnership's other responses, from `orders.toml`."""

from dataclasses import dataclass

import shapely

from data.sample.read_files import read_features, read_toml
from data.sample.write_files import Feature

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
_TEXTS = read_toml("orders")


@dataclass(frozen=True)
class Order:
    """An order: its names, its rule in English and Welsh, its dates and its status."""

    order_id: str
    name_en: str
    name_cy: str
    rule: tuple[str, str]
    status: str
    start: str | None = None
    expiry: str | None = None


ORDERS = tuple(
    Order(**{**order, "rule": tuple(_TEXTS["rules"][order["rule"]])}) for order in _TEXTS["orders"]
)


def order_areas() -> dict[str, shapely.Polygon]:
    """Return each order's area in longitudes and latitudes, by the order's number."""
    return {found["order_id"]: area for found, area in read_features("orders")}


def order_features() -> list[Feature]:
    """Return each order's properties and area."""
    areas = order_areas()
    return [
        (
            {
                "order_id": order.order_id,
                "name_en": order.name_en,
                "name_cy": order.name_cy,
                "prohibitions_en": order.rule[0],
                "prohibitions_cy": order.rule[1],
                "start": order.start,
                "expiry": order.expiry,
                "status": order.status,
            },
            areas[order.order_id],
        )
        for order in ORDERS
    ]


def response_rows() -> list[list[str]]:
    """Return one row per response of the partnership; a missing value is an empty text."""
    return [[found.get(column, "") for column in RESPONSE_COLUMNS] for found in _TEXTS["responses"]]
