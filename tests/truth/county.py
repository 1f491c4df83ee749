"""A small county of squares, and its source files in the layouts that are published.

The codes and names of authorities and police forces are the official ones, because a look-up names
them; wards, LSOAs, residents and incidents are invented.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np
import pandas as pd

WEST, SOUTH = -3.2, 51.55
WIDE, HIGH = 0.012, 0.008
LSOAS_IN_A_WARD = 2
# The mean number of incidents of an LSOA in a month, by the police's name of the category.
USUAL = {
    "Anti-social behaviour": 4.0,
    "Violence and sexual offences": 4.6,
    "Shoplifting": 1.8,
    "Criminal damage and arson": 1.6,
    "Public order": 1.4,
    "Other theft": 1.0,
    "Vehicle crime": 0.9,
    "Burglary": 0.8,
    "Drugs": 0.6,
    "Other crime": 0.4,
    "Theft from the person": 0.3,
    "Possession of weapons": 0.25,
    "Robbery": 0.2,
    "Bicycle theft": 0.2,
}
ASB, VIOLENCE = "Anti-social behaviour", "Violence and sexual offences"
HEADER = [
    *("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location"),
    *("LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context"),
]
# The outcomes of a few crimes, and the month for which no force publishes any outcome.
DECIDED = ("Suspect charged", "Status update unavailable")
SILENT_MONTH = "2025-09"
# The offsets of the points of an LSOA, as parts of its width and height.
SPOTS = ((0.2, 0.3), (0.5, 0.5), (0.8, 0.7), (0.35, 0.75), (0.7, 0.2), (0.55, 0.85))
AGES = (
    *("Aged 15 years and under", "Aged 16 to 24 years", "Aged 25 to 34 years"),
    *("Aged 35 to 49 years", "Aged 50 to 64 years", "Aged 65 years and over"),
)
PARTS_BY_AGE = (0.18, 0.11, 0.12, 0.19, 0.20, 0.20)
# How much more or less than usual is recorded in the wards of an authority, in their order.
LEVELS = (1.0, 1.9, 0.55, 0.8, 1.3, 0.9)
# The residents of both LSOAs of a ward, in the order of the wards of an authority.
RESIDENTS = (1500, 1720, 1360, 1610, 1480, 1550)
FEW = 180
# The LSOAs that WIMD 2025 ranks, those of all Wales.
RANKED = 1917


@dataclass(frozen=True, kw_only=True)
class Authority:
    """An authority, the police force that the official look-up gives it, and its wards."""

    code: str
    name: str
    force: str
    force_code: str
    wards: tuple[str, ...]


NEWPORT = Authority(
    code="W06000022",
    name="Newport",
    force="Gwent",
    force_code="W15000002",
    wards=("Abbey", "Bridge", "Castle", "Dock", "Elm", "Ferry"),
)
TORFAEN = Authority(
    code="W06000020",
    name="Torfaen",
    force="Gwent",
    force_code="W15000002",
    wards=("Garth", "Hafod", "Ivy", "Junction", "Knoll", "Llan"),
)
CARDIFF = Authority(
    code="W06000015",
    name="Cardiff",
    force="South Wales",
    force_code="W15000003",
    wards=("Mill", "Nant", "Oak", "Park", "Quay", "Rise"),
)
CAERPHILLY = Authority(
    code="W06000018",
    name="Caerphilly",
    force="Gwent",
    force_code="W15000002",
    wards=("Sant", "Tir", "Uplands", "Vale", "Waun", "Ystrad"),
)
BLAENAU_GWENT = Authority(
    code="W06000019",
    name="Blaenau Gwent",
    force="Gwent",
    force_code="W15000002",
    wards=("Aber", "Bryn", "Cwm", "Dyffryn", "Ebbw", "Ffos"),
)
MONMOUTHSHIRE = Authority(
    code="W06000021",
    name="Monmouthshire",
    force="Gwent",
    force_code="W15000002",
    wards=("Gilwern", "Heath", "Itton", "Kemeys", "Llanover", "Mardy"),
)
CANTERBURY = Authority(
    code="E07000106",
    name="Canterbury",
    force="Kent",
    force_code="E23000032",
    wards=("Abbot", "Barton", "Chestfield", "Down", "Eastgate", "Forge"),
)
DOVER = Authority(
    code="E07000108",
    name="Dover",
    force="Kent",
    force_code="E23000032",
    wards=("Guilford", "Haven", "Island", "Jubilee", "Keep", "Lime"),
)


@dataclass(frozen=True, kw_only=True)
class Lsoa:
    """One square."""

    code: str
    name: str
    ward: str
    authority: Authority
    column: int
    row: int
    residents: int
    level: float

    def ring(self) -> list[list[float]]:
        west, south = WEST + self.column * WIDE, SOUTH + self.row * HIGH
        corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
        return [[round(west + x * WIDE, 6), round(south + y * HIGH, 6)] for x, y in corners]

    def spots(self) -> list[tuple[float, float]]:
        west, south = WEST + self.column * WIDE, SOUTH + self.row * HIGH
        return [(round(west + x * WIDE, 6), round(south + y * HIGH, 6)) for x, y in SPOTS]


@dataclass(frozen=True, kw_only=True)
class County:
    """Authorities in rows of wards, and the incidents that really happened in them."""

    authorities: tuple[Authority, ...]
    lsoas: tuple[Lsoa, ...]

    def wards(self) -> dict[str, list[Lsoa]]:
        found: dict[str, list[Lsoa]] = {}
        for lsoa in self.lsoas:
            found.setdefault(lsoa.ward, []).append(lsoa)
        return found

    def ward_name(self, code: str) -> str:
        lsoas = self.wards()[code]
        names = lsoas[0].authority.wards
        return names[lsoas[0].column // LSOAS_IN_A_WARD % len(names)]


def county_of(*authorities: Authority) -> County:
    lsoas, number = [], count(1)
    for row, authority in enumerate(authorities):
        nation = authority.code[0]
        for place, _ in enumerate(authority.wards):
            ward = f"{nation}0599{row}{place + 1:03d}"
            for part in range(LSOAS_IN_A_WARD):
                at = next(number)
                # The last ward of the first authority has too few residents for a rate.
                few = row == 0 and place == len(authority.wards) - 1
                lsoas.append(
                    Lsoa(
                        code=f"{nation}01990{at:03d}",
                        name=f"{authority.name} {place + 1:03d}{'AB'[part]}",
                        ward=ward,
                        authority=authority,
                        column=place * LSOAS_IN_A_WARD + part,
                        row=row,
                        residents=FEW if few else RESIDENTS[place] + 35 * part,
                        level=LEVELS[(place + row) % len(LEVELS)],
                    )
                )
    return County(authorities=authorities, lsoas=tuple(lsoas))


def months_from(first: str, last: str) -> list[str]:
    return [str(month) for month in pd.period_range(first, last, freq="M")]


def police_rows(county: County, force: str, month: str) -> pd.DataFrame:
    """Return the rows that a force publishes for a month if it publishes all, sorted by LSOA.

    From 2025 on violence is higher by half in the first authority, and lower in the others.
    """
    rng = np.random.default_rng([len(force), int(month.replace("-", ""))])
    rows: list[list[str]] = []
    for lsoa in county.lsoas:
        if lsoa.authority.force != force:
            continue
        for kind, usual in USUAL.items():
            effect = 1.0
            if kind == VIOLENCE and month >= "2025":
                effect = 1.5 if lsoa.row == 0 else 0.8
            if kind == ASB and month[5:] in ("07", "08"):
                effect = 1.6
            for _ in range(rng.poisson(usual * lsoa.level * effect)):
                spot = lsoa.spots()[int(rng.integers(len(SPOTS)))]
                rows.append(_row(force, month, lsoa, kind, spot, rng))
    rows += [_unlocated(force, month, rng) for _ in range(4)]
    return pd.DataFrame(rows, columns=HEADER)


def _row(
    force: str,
    month: str,
    lsoa: Lsoa,
    kind: str,
    spot: tuple[float, float],
    rng: np.random.Generator,
) -> list[str]:
    crime_id = "" if kind == ASB else rng.bytes(32).hex()
    outcome = "" if kind == ASB else _outcome(month, crime_id)
    by = f"{force} Police"
    place = [f"{spot[0]:.6f}", f"{spot[1]:.6f}", f"On or near {lsoa.ward} Street"]
    return [crime_id, month, by, by, *place, lsoa.code, lsoa.name, kind, outcome, ""]


def _outcome(month: str, crime_id: str) -> str:
    """Return one of four outcomes; in one month the forces publish none."""
    drawn = int(crime_id[:2], 16) % 8
    if month == SILENT_MONTH or drawn < 2:
        return "Under investigation"
    return "Investigation complete; no suspect identified" if drawn < 6 else DECIDED[drawn - 6]


def _unlocated(force: str, month: str, rng: np.random.Generator) -> list[str]:
    by, crime_id = f"{force} Police", rng.bytes(32).hex()
    return [crime_id, month, by, by, "", "", "No Location", "", "", VIOLENCE, "", ""]


def slug(force: str) -> str:
    return force.lower().replace(" ", "-")


def put_police(
    folder: Path, county: County, force: str, months: Iterable[str], *, within: str = "police"
) -> list[Path]:
    """Write the whole months of a force in the layout of the archives; return the files."""
    written = []
    for month in months:
        path = folder / within / month / f"{month}-{slug(force)}-street.csv"
        put_rows(path, police_rows(county, force, month))
        written.append(path)
    return written


def put_rows(path: Path, rows: pd.DataFrame) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows.to_csv(path, index=False, lineterminator="\n")


def put_boundaries(folder: Path, county: County) -> None:
    lsoas = [({"LSOA21CD": lsoa.code, "LSOA21NM": lsoa.name}, lsoa.ring()) for lsoa in county.lsoas]
    wards = []
    for code, parts in county.wards().items():
        (west, south), (east, north) = parts[0].ring()[0], parts[-1].ring()[2]
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        authority, name = parts[0].authority, county.ward_name(code)
        known = {"WD25CD": code, "WD25NM": name, "LAD25CD": authority.code}
        wards.append((known | {"LAD25NM": authority.name}, ring))
    _put_geojson(folder / "boundaries" / "LSOA_2021.geojson", lsoas)
    _put_geojson(folder / "boundaries" / "Wards_2025.geojson", wards)


def _put_geojson(path: Path, shapes: Sequence[tuple[Mapping[str, str], list[list[float]]]]) -> None:
    features = [
        {
            "type": "Feature",
            "properties": known,
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for known, ring in shapes
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    whole = {"type": "FeatureCollection", "name": path.stem, "crs": crs, "features": features}
    path.write_text(json.dumps(whole), encoding="utf-8")


def put_residents(folder: Path, county: County) -> None:
    rows = []
    for lsoa in county.lsoas:
        by_age = [round(lsoa.residents * part) for part in PARTS_BY_AGE]
        by_age[0] += lsoa.residents - sum(by_age)
        rows += [[lsoa.code, lsoa.name, age, n] for age, n in zip(AGES, by_age, strict=True)]
    columns = ["lsoa21_code", "lsoa21_name", "age_group", "usual_residents"]
    _put_csv(folder / "population" / "population_lsoa21_age.csv", columns, rows)


def put_lookups(folder: Path, county: County, together: Sequence[Authority] = ()) -> None:
    """Write the look-ups; each authority is a partnership by itself, but for some together."""
    fit = [
        [*(lsoa.code, lsoa.name, lsoa.ward, county.ward_name(lsoa.ward)), *of_authority]
        for lsoa in county.lsoas
        for of_authority in [(lsoa.authority.code, lsoa.authority.name)]
    ]
    columns = ["LSOA21CD", "LSOA21NM", "WD25CD", "WD25NM", "LAD25CD", "LAD25NM"]
    _put_csv(folder / "lookups" / "LSOA21_WD25_LAD25_best_fit.csv", columns, fit)
    forces = [
        [one.code, one.name, *partnership, one.force_code, one.force]
        for n, one in enumerate(county.authorities, start=1)
        for partnership in [
            (f"{one.code[0]}22990000", " and ".join(part.name for part in together))
            if one in together
            else (f"{one.code[0]}22990{n:03d}", one.name)
        ]
    ]
    columns = ["LAD24CD", "LAD24NM", "CSP24CD", "CSP24NM", "PFA24CD", "PFA24NM"]
    _put_csv(folder / "lookups" / "LAD24_CSP24_PFA24.csv", columns, forces)


def put_deprivation(folder: Path, county: County) -> None:
    """Write ranks in the layout of WIMD 2025: the LSOAs lie at even steps among all of Wales."""
    domains = ["Income ", "Employment", "Health", "Education ", "Access to Services", "Housing"]
    domains += ["Community Safety", "Physical Environment"]
    rng = np.random.default_rng(7)
    size = len(county.lsoas)
    step = RANKED // size
    ranks = [[step * int(n) + 5 for n in rng.permutation(size)] for _ in range(len(domains) + 1)]
    rows: list[list[object]] = [
        [lsoa.code, lsoa.name, lsoa.authority.name, *(rank[at] for rank in ranks), ""]
        for at, lsoa in enumerate(county.lsoas)
    ]
    columns = ["LSOA code", "LSOA name (Eng)", "Local Authority name (Eng)", "WIMD 2025 ", *domains]
    _put_csv(folder / "deprivation" / "wimd-2025-ranks.csv", [*columns, " "], rows)


def _put_csv(path: Path, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(rows, columns=list(columns)).to_csv(path, index=False, lineterminator="\n")


def put_lists(folder: Path, county: County) -> None:
    """Write groups, orders and responses, in the second ward and for the whole area."""
    wards = list(county.wards())
    group = {"kind": "neighbourhood_watch", "covers": "ward", "last_confirmed": "2025-11-20"}
    x, y = county.wards()[wards[1]][0].spots()[1]
    here = group | {"ward_code": wards[1], "lon": x, "lat": y, "public_contact": "yes"}
    groups = [
        here | {"group_id": "A", "name_en": "Bridge Watch"},
        here | {"group_id": "B", "name_en": "Riverside Watch", "ward_code": wards[2]},
        {"group_id": "C", "name_en": "The Helpline", "kind": "victim_support", "covers": "county"}
        | {"last_confirmed": "2025-11-20", "public_contact": "yes"},
    ]
    columns = ["group_id", "name_en", "kind", "covers", "ward_code", "lon", "lat"]
    columns += ["last_confirmed", "public_contact"]
    rows = [[one.get(name, "") for name in columns] for one in groups]
    _put_csv(folder / "places" / "groups.csv", columns, rows)
    known = {"name_en": "The Quayside", "prohibitions_en": "No drinking", "status": "in force"}
    order = {"order_id": "P-A", "start": "2025-01-01", "expiry": "2027-12-31"} | known
    ring = county.wards()[wards[1]][1].ring()
    _put_geojson(folder / "places" / "orders.geojson", [(order, ring)])
    columns = ["response_id", "name_en", "kind", "ward_code", "start", "end", "status"]
    rows = [["R-A", "Wardens", "patrol", wards[1], "2025-06-01", "", "running"]]
    _put_csv(folder / "places" / "responses.csv", columns, rows)
