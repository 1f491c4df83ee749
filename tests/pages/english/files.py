"""Source files as English areas download them: columns as published, figures made up.

Areas are squares of about a kilometre. Each ward is a row of LSOAs, from west to east.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import shapely

from data.sample.police_rows import HEADER
from tests.data.spreadsheets import write_xlsx

SIDE = 0.01
BLANK = " "
CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
SINGLE = [f"{sex}{age}" for sex in "FM" for age in range(91)]
IOD_DOMAINS = (
    ("Income", "Score (rate)"),
    ("Employment", "Score (rate)"),
    ("Education, Skills and Training", "Score"),
    ("Health Deprivation and Disability", "Score"),
    ("Crime", "Score"),
    ("Barriers to Housing and Services", "Score"),
    ("Living Environment", "Score"),
    ("Income Deprivation Affecting Children Index (IDACI)", "Score (rate)"),
    ("Income Deprivation Affecting Older People (IDAOPI)", "Score (rate)"),
    ("Children and Young People Sub-domain", "Score"),
)
IMD = "Index of Multiple Deprivation (IMD)"
FIRST = "(where 1 is most deprived)"
TENTH = "(where 1 is most deprived 10% of LSOAs)"
# The years of the LSOAs and of the authorities of each edition.
EDITIONS = {2019: (2011, 2019), 2025: (2021, 2024)}
POPULATION_2019 = (
    "Total population: mid 2015 (excluding prisoners)",
    "Dependent Children aged 0-15: mid 2015 (excluding prisoners)",
    "Population aged 16-59: mid 2015 (excluding prisoners)",
    "Older population aged 60 and over: mid 2015 (excluding prisoners)",
    "Working age population 18-59/64: for use with Employment Deprivation Domain "
    "(excluding prisoners) ",
)
POPULATION_2025 = (
    "Total population: mid 2022",
    "Dependent Children aged 0-15: mid 2022",
    "Older population aged 60 and over: mid 2022",
    "Working age population 18-66 (for use with Employment Deprivation Domain): mid 2022",
)


@dataclass(frozen=True, kw_only=True)
class Lsoa:
    """An LSOA and the south-western corner of its square."""

    code: str
    name: str
    ward: str
    west: float
    south: float

    @property
    def square(self) -> shapely.Polygon:
        return shapely.box(self.west, self.south, self.west + SIDE, self.south + SIDE)


@dataclass(frozen=True, kw_only=True)
class District:
    """An authority with its wards (code and name), and so many LSOAs in each ward."""

    code: str
    name: str
    wards: tuple[tuple[str, str], ...]
    first_lsoa: int
    corner: tuple[float, float]
    lsoas_of_a_ward: int = 2

    @property
    def lsoas(self) -> list[Lsoa]:
        west, south = self.corner
        return [
            Lsoa(
                code=f"E010{self.first_lsoa + row * self.lsoas_of_a_ward + column:05}",
                name=f"{self.name} {row + 1:03}{'ABCDEFGHIJ'[column]}",
                ward=ward,
                west=west + column * SIDE,
                south=south + row * SIDE,
            )
            for row, (ward, _) in enumerate(self.wards)
            for column in range(self.lsoas_of_a_ward)
        ]


def write_wards(
    path: Path, districts: Sequence[District], year: int = 25, *, authorities: bool = True
) -> Path:
    """Write a layer of wards. The Welsh name of an English ward is a space, as it is published."""
    rows: list[tuple[int, dict[str, object], shapely.Geometry]] = []
    for district in districts:
        for code, name in district.wards:
            squares = [lsoa.square for lsoa in district.lsoas if lsoa.ward == code]
            columns: dict[str, object] = {
                f"WD{year}CD": code,
                f"WD{year}NM": name,
                f"WD{year}NMW": BLANK,
            }
            if authorities:
                columns |= {
                    f"LAD{year}CD": district.code,
                    f"LAD{year}NM": district.name,
                    f"LAD{year}NMW": BLANK,
                }
            rows.append((len(rows), columns, shapely.union_all(squares)))
    return _layer(path, rows)


def write_lsoas(path: Path, districts: Sequence[District]) -> Path:
    """Write the layer "Lower layer Super Output Areas (December 2021) Boundaries EW BGC (V5)"."""
    every = [lsoa for district in districts for lsoa in district.lsoas]
    rows = [
        (number, {"LSOA21CD": one.code, "LSOA21NM": one.name, "LSOA21NMW": BLANK}, one.square)
        for number, one in enumerate(every)
    ]
    return _layer(path, rows)


def _layer(path: Path, rows: Sequence[tuple[int, Mapping[str, object], shapely.Geometry]]) -> Path:
    features = []
    for number, columns, shape in rows:
        middle = shape.centroid
        further = {"BNG_E": 400000 + number, "BNG_N": 300000, "LONG": middle.x, "LAT": middle.y}
        features.append(
            {
                "type": "Feature",
                "id": number + 1,
                "geometry": shapely.geometry.mapping(shape),
                "properties": {
                    "FID": number + 1,
                    **columns,
                    **further,
                    "GlobalID": str(number),
                },
            }
        )
    content = {"type": "FeatureCollection", "crs": CRS, "features": features}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def write_best_fit(path: Path, districts: Sequence[District], year: int = 25) -> Path:
    """Write the look-up "LSOA (2021) to Electoral Ward to LAD Best Fit Lookup in EW"."""
    head = ["LSOA21CD", "LSOA21NM", "LSOA21NMW", f"WD{year}CD", f"WD{year}NM", f"WD{year}NMW"]
    head += [f"LAD{year}CD", f"LAD{year}NM", f"LAD{year}NMW", "ObjectId"]
    rows: list[Sequence[object]] = [head]
    for district in districts:
        names = dict(district.wards)
        for one in district.lsoas:
            ward = [one.ward, names[one.ward], ""]
            rows.append(
                [one.code, one.name, "", *ward, district.code, district.name, "", len(rows)]
            )
    return write_csv(path, rows)


def write_wards_to_authorities(path: Path, districts: Sequence[District], year: int = 24) -> Path:
    """Write the look-up "Ward to Local Authority District Lookup in the UK"."""
    head = [f"WD{year}CD", f"WD{year}NM", f"WD{year}NMW"]
    head += [f"LAD{year}CD", f"LAD{year}NM", f"LAD{year}NMW", "ObjectId"]
    rows: list[Sequence[object]] = [head]
    for district in districts:
        for code, name in district.wards:
            rows.append([code, name, "", district.code, district.name, "", len(rows)])
    return write_csv(path, rows)


def write_changes(path: Path, rows: Sequence[tuple[str, str, str]]) -> Path:
    """Write the look-up "LSOA (2011) to LSOA (2021) to LAD (2022) Best Fit Lookup for EW".

    `rows` are the code of 2011, the change code and the code of 2021.
    """
    head = ["LSOA11CD", "LSOA11NM", "LSOA21CD", "LSOA21NM", "CHGIND"]
    head += ["LAD22CD", "LAD22NM", "LAD22NMW", "ObjectId"]
    table = [
        [old, f"Name of {old}", new, f"Name of {new}", change, "E07000000", "Old name", "", number]
        for number, (old, change, new) in enumerate(rows, 1)
    ]
    return write_csv(path, [head, *table])


def write_partnerships(path: Path, rows: Sequence[Sequence[str]], year: int = 24) -> Path:
    """Write the look-up "LAD to Community Safety Partnership to Police Force Area in EW"."""
    head = [f"{part}{year}{kind}" for part in ("LAD", "CSP", "PFA") for kind in ("CD", "NM")]
    table = [[*row, number] for number, row in enumerate(rows, 1)]
    return write_csv(path, [[*head, "ObjectId"], *table])


def mid_year_rows(
    districts: Sequence[District], residents: Mapping[str, int], year: int = 2024
) -> list[list[object]]:
    """Return a sheet of the mid-year estimates by single year of age, with its title lines.

    All residents of an LSOA (300 unless stated) are spread over the ages.
    """
    head = ["LAD 2023 Code", "LAD 2023 Name", "LSOA 2021 Code", "LSOA 2021 Name", "Total", *SINGLE]
    rows: list[list[object]] = [
        [f"Mid-{year} population estimates for Lower layer Super Output Areas in England and Wales"
         " by single year of age and sex"],
        ["This worksheet contains one table."],
        ["Source: Population estimates for Lower layer Super Output Areas from the ONS"],
        list(head),
    ]  # fmt: skip
    for district in districts:
        for one in district.lsoas:
            of_all = residents.get(one.code, 300)
            ages = [of_all // len(SINGLE) + (n < of_all % len(SINGLE)) for n in range(len(SINGLE))]
            rows.append([district.code, district.name, one.code, one.name, of_all, *ages])
    return rows


def write_mid_year(
    path: Path, districts: Sequence[District], residents: Mapping[str, int] | None = None
) -> Path:
    """Write the workbook of mid-year estimates for mid-2022 to mid-2024."""
    people = residents or {}
    median = ["LAD 2023 Code", "LAD 2023 Name", "LSOA 2021 Code", "LSOA 2021 Name"]
    sheets: dict[str, list[list[object]]] = {
        "Cover sheet": [["Population estimates for Lower layer Super Output Areas"]],
        "Contents": [["Worksheet number"], ["Mid-2022 LSOA 2021"], ["Mid-2024 LSOA 2021"]],
        "Notes": [["Note number", "Note text"], [1, "Ages 90 and over are in one column."]],
        "Mid-2022 LSOA 2021": mid_year_rows(districts, dict.fromkeys(people, 1), 2022),
        "Mid-2024 LSOA 2021": mid_year_rows(districts, people),
        "Median age LSOA 2022-2024": [
            ["Median age"], ["This worksheet contains one table."], ["Source: ONS"],
            [*median, "Median age mid-2022", "Median age mid-2024"],
        ],
    }  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_xlsx(path, sheets)


def iod_rows(edition: int, ranks: Mapping[str, int]) -> list[list[object]]:
    """Return file 7 of an edition: scores, ranks, deciles and denominators."""
    kinds = [(IMD, "Score"), *IOD_DOMAINS]
    head = _iod_head(edition)
    for name, score in kinds:
        head += [f"{name} {score}", f"{name} Rank {FIRST}", f"{name} Decile {TENTH}"]
    people = POPULATION_2019 if edition == 2019 else POPULATION_2025
    rows: list[list[object]] = [[*head, *people]]
    for code, rank in ranks.items():
        numbers = [n for d in range(len(kinds)) for n in (0.123, rank + d, 1)]
        rows.append([code, f"Name of {code}", "E06000000", "Name", *numbers, *[1500] * len(people)])
    return rows


def iod_file_1(edition: int, ranks: Mapping[str, int]) -> list[list[object]]:
    """Return the sheet of file 1 of an edition: the overall rank and its decile alone."""
    rank, tenth = (f" {FIRST}", f" {TENTH}") if edition == 2025 else ("", "")
    rows: list[list[object]] = [[*_iod_head(edition), f"{IMD} Rank{rank}", f"{IMD} Decile{tenth}"]]
    rows += [[code, f"Name of {code}", "E06000000", "Name", r, 1] for code, r in ranks.items()]
    return rows


def _iod_head(edition: int) -> list[str]:
    lsoas, districts = EDITIONS[edition]
    lad = "Local Authority District"
    return [
        f"LSOA code ({lsoas})",
        f"LSOA name ({lsoas})",
        f"{lad} code ({districts})",
        f"{lad} name ({districts})",
    ]


def write_month(
    folder: Path,
    force: str,
    month: str,
    rows: Mapping[str, int],
    districts: Sequence[District],
    *,
    name: str = "Any Police",
    codes: Mapping[str, str] | None = None,
) -> Path:
    """Write a month's street file with so many rows in each LSOA, in the middle of its square.

    Every third row is of anti-social behaviour, which has no Crime ID. `codes` are the codes that
    rows state instead of those of today.
    """
    lsoas = {one.code: one for district in districts for one in district.lsoas}
    table: list[Sequence[object]] = [HEADER.split(",")]
    for code, times in rows.items():
        one, stated = lsoas[code], (codes or {}).get(code, code)
        x, y = f"{one.west + SIDE / 2:.6f}", f"{one.south + SIDE / 2:.6f}"
        for n in range(times):
            asb = n % 3 == 0
            crime = "" if asb else f"{code}{month}{n:06}{force}".ljust(64, "0")
            kind = "Anti-social behaviour" if asb else ("Burglary", "Shoplifting")[n % 2]
            cells = [crime, month, name, name, x, y, "On or near High Street", stated, one.name]
            table.append([*cells, kind, "" if asb else "Under investigation", ""])
    path = folder / month / f"{month}-{force}-street.csv"
    return write_csv(path, table, bom=False)


def write_csv(path: Path, rows: Sequence[Sequence[object]], *, bom: bool = True) -> Path:
    """Write a CSV with the line ends and, unless told otherwise, the mark of the portals' files."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n" if bom else "\n").writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.getvalue(), encoding="utf-8-sig" if bom else "utf-8", newline="")
    return path
