"""Source files of the sample county as if it were a police force area of several authorities."""

import csv
import json
from pathlib import Path

from tests.conftest import copy_sources

NORTH, MIDDLE, SOUTH, APART = "W06000991", "W06000992", "W06000993", "W06000994"
NAMES = {NORTH: "North", MIDDLE: "Middle", SOUTH: "South", APART: "Apart"}
# The partnership of north and middle; the others are each one by itself.
UPPER, LOWER, ALONE = "W14000991", "W14000993", "W14000994"
PARTNERSHIPS = {NORTH: UPPER, MIDDLE: UPPER, SOUTH: LOWER, APART: ALONE}
# FORCES: by code, that of the first three authorities and that of the one apart.
FORCES = {"W15000991": "Halwyn", "W15000992": "Elsewhere"}
WARDS = "boundaries/Wards_2025.geojson"
RESIDENTS = "population/population_lsoa21_age.csv"
LOOK_UP = "lookups/LAD24_CSP24_PFA24.csv"
OPTIONAL = ("source.json", "deprivation", "places/responses.csv")


def authority_of(number: int) -> str:
    """Return the authority of a ward by its number in the file, from 0: the last is apart."""
    if number == 23:
        return APART
    return (NORTH, MIDDLE, SOUTH)[number % 3]


def write_authorities(sources: Path, folder: Path, months: list[str]) -> Path:
    """Write the sources with these months of police figures.

    The police force of one authority has no file, and a small area of another has no residents.
    """
    copy_sources(sources, folder, months, *OPTIONAL)
    (folder / "lookups").mkdir(exist_ok=True)
    best_fit = next((sources / "lookups").glob("*best_fit*"))
    (folder / "lookups" / best_fit.name).write_bytes(best_fit.read_bytes())
    tree = json.loads((folder / WARDS).read_text(encoding="utf-8"))
    middle = ""
    for number, feature in enumerate(tree["features"]):
        code = authority_of(number)
        own = {"LAD25CD": code, "LAD25NM": NAMES[code], "LAD25NMW": f"{NAMES[code]} (cy)"}
        feature["properties"] |= own
        middle = middle or (feature["properties"]["WD25CD"] if code == MIDDLE else "")
    (folder / WARDS).write_text(json.dumps(tree), encoding="utf-8")
    rows = [
        [code, name, PARTNERSHIPS[code], _partnership(code), *_force(code)]
        for code, name in NAMES.items()
    ]
    with (folder / LOOK_UP).open("w", newline="", encoding="utf-8") as file:
        heads = [f"{part}24{end}" for part in ("LAD", "CSP", "PFA") for end in ("CD", "NM")]
        csv.writer(file).writerows([heads, *rows])
    _without_residents(folder, best_fit.name, middle)
    return folder


def _partnership(authority: str) -> str:
    return {UPPER: "Upper", LOWER: "Lower", ALONE: "Alone"}[PARTNERSHIPS[authority]]


def _force(authority: str) -> tuple[str, str]:
    return list(FORCES.items())[authority == APART]


def _without_residents(folder: Path, best_fit: str, ward: str) -> None:
    """Take the residents of one small area of a ward from the file of population."""
    with (folder / "lookups" / best_fit).open(encoding="utf-8-sig", newline="") as file:
        lsoa = next(row["LSOA21CD"] for row in csv.DictReader(file) if row["WD25CD"] == ward)
    path = folder / RESIDENTS
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if lsoa not in line), encoding="utf-8")
