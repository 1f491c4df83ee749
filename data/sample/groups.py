"""Community groups and support services, from the texts in `groups.toml`."""

from typing import Any

from data.sample.place_names import WARDS, Ward
from data.sample.planted_effects import truth
from data.sample.random_streams import RandomStream
from data.sample.read_files import read_toml
from data.sample.snap_points import SnapPoint

COLUMNS = (
    "group_id",
    "name_en",
    "name_cy",
    "kind",
    "offers_en",
    "offers_cy",
    "audience",
    "audience_cy",
    "ward_code",
    "lon",
    "lat",
    "covers",
    "last_confirmed",
    "public_contact",
)
# LAST_CONFIRMED: the years in which groups were last confirmed, as often as they are drawn.
LAST_CONFIRMED = (*["2026"] * 6, *["2025"] * 3, "2024", "2023")


def group_rows(points: list[SnapPoint]) -> list[list[str]]:
    """Return one row per group; the ward of the planted effect `no_group` has none."""
    texts, rng = read_toml("groups"), RandomStream("groups")
    without = truth("no_group").ward_code
    groups = []
    for kind in texts["kinds"]:
        for position, number in enumerate(kind["wards"]):
            ward = WARDS[number - 1]
            if ward.code != without:
                part = texts["parts"][kind["wards"][:position].count(number)]
                groups.append(_group_of_ward(kind, ward, part, points, rng))
    for service in texts["confidential"]:
        groups.append({**service, "last_confirmed": _confirmed(rng), "public_contact": "yes"})
    for number, group in enumerate(groups, start=1):
        group["group_id"] = f"G{number:03d}"
    return [[group.get(column, "") for column in COLUMNS] for group in groups]


def _group_of_ward(
    kind: dict[str, Any], ward: Ward, part: list[str], points: list[SnapPoint], rng: RandomStream
) -> dict[str, str]:
    """Return the values of a group that meets at one of its ward's snap points."""
    point = rng.pick([point for point in points if point.lsoa.ward is ward])
    return {
        **kind,
        "name_en": kind["name_en"].format(part[0].format(ward.name_en)),
        "name_cy": kind["name_cy"].format(part[1].format(ward.name_cy)),
        "ward_code": ward.code,
        "lon": point.longitude,
        "lat": point.latitude,
        "covers": kind.get("covers", "ward"),
        "last_confirmed": _confirmed(rng),
        "public_contact": "yes" if rng.happens(0.65) else "no",
    }


def _confirmed(rng: RandomStream) -> str:
    return f"{rng.pick(LAST_CONFIRMED)}-{1 + rng.below(9):02d}-{1 + rng.below(28):02d}"
