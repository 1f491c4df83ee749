"""The files of a county of three wards: one of every kind that a build reads, in every form."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import openpyxl

from data.build.config import FILE_NAME
from tests.data.spreadsheets import write_ods
from tests.truth.county import (
    Authority,
    County,
    Lsoa,
    county_of,
    months_from,
    put_boundaries,
    put_deprivation,
    put_lists,
    put_lookups,
    put_police,
    put_residents,
)

Rows = Sequence[Sequence[object]]
MONTHS = months_from("2024-10", "2025-12")
LATEST = f"police/{MONTHS[-1]}/{MONTHS[-1]}-gwent-street.csv"
NEWPORT = Authority(
    code="W06000022",
    name="Newport",
    force="Gwent",
    force_code="W15000002",
    wards=("Abbey", "Bridge", "Castle"),
)
ABOUT = {
    "title_en": "Newport",
    "title_cy": "Casnewydd",
    "fictional": True,
    "licence": "Our own",
    "licence_cy": "Ein trwydded ni",
    "attribution": "The council",
    "attribution_cy": "Y cyngor",
    "counted_to": "2026-02-01",
    "sources": {"population": {"as_of": "2025"}, "groups": {"licence": "Ours", "as_of": "2025-06"}},
}
WEIGHTS: Rows = [
    ["category", "offence_code", "offence_en", "weight", "incidents", "source_en"],
    ["robbery", "34A", "Robbery of business property", "700", "1", "Our list"],
    ["robbery", "34B", "Robbery of personal property", "750", "6", "Our list"],
    ["", "F", "Fire in a bin", "20", "", "Fire service"],
]
PLAN = """area = "Newport"

[sources]
all = "."

[groups.night-time]
name_en = "Night-time economy"
name_cy = "Economi'r nos"
categories = ["violent-crime", "public-order"]
"""


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """A file of the county; `rows` are the cells of a table, in which cells can be changed."""

    name: str
    content: bytes
    rows: Rows | None = None
    # The file whose place it takes: another form of the same kind.
    instead_of: str = ""


@cache
def county_files() -> dict[str, SourceFile]:
    """Return the files of the county by name."""
    county = county_of(NEWPORT)
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        put_boundaries(folder, county)
        put_lookups(folder, county)
        put_residents(folder, county)
        put_deprivation(folder, county)
        put_lists(folder, county)
        put_police(folder, county, "Gwent", MONTHS)
        written = {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        }
    files = {name: _read(name, content) for name, content in written.items()}
    tables = {
        "lookups/LSOA11_LSOA21.csv": _older_lsoas(county),
        "lookups/postcodes.csv": _postcodes(county),
        "perceptions/survey.csv": _survey(county),
        "perceptions/totals.csv": _totals(county),
        "own/noise.csv": _incidents(county),
        "own/weights.csv": WEIGHTS,
        "population/households.csv": _households(county),
        "own/stops.csv": _stops(county),
        "own/outcomes.csv": [["Crime ID", "Month", "Outcome type"], ["a", MONTHS[-1], "None"]],
        "places/beats.csv": _beats(county),
    }
    files |= {name: table(name, rows) for name, rows in tables.items()}
    files["places/towns.geojson"] = _read("places/towns.geojson", _towns(county))
    files["ground.geojson"] = _read("ground.geojson", _ground(county))
    fetched = {"retrieved": "2026-01-11T10:00:00+00:00", "bytes": 1, "address": "https://x.example"}
    record = "lookups/postcodes.csv.json"
    files[record] = _read(record, json.dumps(fetched).encode())
    files["source.json"] = _read("source.json", json.dumps(ABOUT, indent=1).encode())
    files[FILE_NAME] = _read(FILE_NAME, PLAN.encode())
    return files


@cache
def other_forms() -> dict[str, SourceFile]:
    """Return other forms of the county's files: workbooks, GeoPackages, shapefiles and zips."""
    files, county = county_files(), county_of(NEWPORT)
    forms = []
    for name, endings in (
        ("perceptions/survey.csv", ("xlsx", "ods")),
        ("perceptions/totals.csv", ("xlsx",)),
        ("deprivation/wimd-2025-ranks.csv", ("ods", "xlsx")),
        ("population/population_lsoa21_age.csv", ("xlsx",)),
        ("places/groups.csv", ("xlsx", "ods")),
        ("places/responses.csv", ("ods",)),
        ("own/noise.csv", ("xlsx",)),
        (LATEST, ("xlsx", "ods")),
    ):
        rows = files[name].rows
        assert rows
        stem = name.removesuffix(".csv")
        forms += [table(f"{stem}.{ending}", rows, instead_of=name) for ending in endings]
    population = "population/population_lsoa21_age.csv"
    for name, rows in (("mid-year.xlsx", _mid_year(county)), ("nomis.csv", _nomis(county))):
        forms.append(table(f"population/{name}", rows, instead_of=population))
    iod = "deprivation/iod.csv"
    forms.append(table(iod, _iod(county), instead_of="deprivation/wimd-2025-ranks.csv"))
    forms.append(
        table("places/towns.csv", _town_look_up(county), instead_of="places/towns.geojson")
    )
    for name in ("boundaries/Wards_2025", "boundaries/LSOA_2021", "places/orders"):
        for ending in ("gpkg", "zip"):
            if (name, ending) != ("places/orders", "zip"):
                old = f"{name}.geojson"
                content = _layer(files[old].content, ending)
                forms.append(SourceFile(name=f"{name}.{ending}", content=content, instead_of=old))
    zipped = zip_of({LATEST.removeprefix("police/"): files[LATEST].content})
    forms.append(SourceFile(name="police/gwent.zip", content=zipped, instead_of=LATEST))
    merged = [*_cells(files[LATEST]), *_cells(files[LATEST.replace("12", "11")])[1:]]
    forms.append(table("police/merged.csv", merged, instead_of=LATEST))
    return {form.name: form for form in forms}


def table(name: str, rows: Rows, *, instead_of: str = "") -> SourceFile:
    """Return a table as a file of the kind that its name says."""
    return SourceFile(name=name, content=as_file(name, rows), rows=rows, instead_of=instead_of)


def as_file(name: str, rows: Rows) -> bytes:
    """Return cells as CSV, XLSX or ODS."""
    written = io.BytesIO()
    if name.endswith(".xlsx"):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([_legal(cell) for cell in row])
        book.save(written)
    elif name.endswith(".ods"):
        write_ods(written, {"Sheet 1": [[_legal(cell) for cell in row] for row in rows]})
    else:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(rows)
        return text.getvalue().encode("utf-8", errors="surrogatepass")
    return written.getvalue()


def zip_of(files: dict[str, bytes]) -> bytes:
    """Return a zip with these files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def _read(name: str, content: bytes) -> SourceFile:
    rows = None
    if name.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    return SourceFile(name=name, content=content, rows=rows)


def _cells(file: SourceFile) -> list[Sequence[object]]:
    assert file.rows
    return list(file.rows)


def _legal(cell: object) -> object:
    """Return a cell without characters that XML can't hold, numbers as numbers."""
    if not isinstance(cell, str):
        return cell
    text = "".join(letter for letter in cell if letter.isprintable() or letter in "\n\t")[:32_000]
    try:
        return float(text) if text.lstrip("-")[:1].isdigit() else text
    except ValueError:
        return text


def _layer(geojson: bytes, ending: str) -> bytes:
    """Return a layer as GeoPackage, or as shapefile in a zip."""
    layer = gpd.read_file(io.BytesIO(geojson))
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        if ending == "gpkg":
            layer.to_file(folder / "a.gpkg", driver="GPKG")
            return (folder / "a.gpkg").read_bytes()
        layer.to_file(folder / "layer.shp")
        return zip_of({file.name: file.read_bytes() for file in sorted(folder.iterdir())})


def _older_lsoas(county: County) -> Rows:
    head = ["LSOA11CD", "LSOA11NM", "CHGIND", "LSOA21CD", "LSOA21NM", "LAD22CD", "LAD22NM"]
    rows = []
    for at, lsoa in enumerate(county.lsoas):
        old, change = ("W01890001", "S") if at < 2 else (lsoa.code, "U")
        rows.append([old, lsoa.name, change, lsoa.code, lsoa.name, NEWPORT.code, NEWPORT.name])
    return [head, *rows]


def _postcodes(county: County) -> Rows:
    rows = [
        [f"QV1 {at}{place}A", y, x, lsoa.code, lsoa.ward]
        for at, lsoa in enumerate(county.lsoas)
        for place, (x, y) in enumerate(lsoa.spots()[:2])
    ]
    return [["pcds", "lat", "long", "lsoa21", "osward"], *rows]


def _survey(county: County) -> Rows:
    head = ["respondent_id", "wave", "mode", "ward_code", "lsoa_code", "age_band", "weight"]
    head += ["safe_day", "safe_after_dark", "commonest_1", "informed", "problem_asb"]
    rows: list[list[object]] = [[*head, "problem_litter"]]
    safe, big = ("very safe", "fairly safe", "a bit unsafe"), ("very big", "fairly big")
    for at in range(90):
        lsoa = county.lsoas[at % len(county.lsoas)]
        asked = [f"R{at:03d}", "2025-06" if at % 3 else "2024-06", "random sample", lsoa.ward]
        answers = [safe[at % 3], safe[at % 2], "drugs", "not very well", big[at % 2]]
        rows.append([*asked, lsoa.code, "35-49", "1.1", *answers, "not a problem"])
    return rows


def _totals(county: County) -> Rows:
    head = ["wave", "mode", "ward_code", "question", "answer", "respondents", "weighted_share"]
    asked = ["2023-06", "random sample"]
    return [
        head,
        *(
            [*asked, ward, "safe_day", answer, people, share]
            for ward in county.wards()
            for answer, people, share in (("very safe", 14, 0.4), ("fairly safe", 21, 0.6))
        ),
    ]


def _incidents(county: County) -> Rows:
    head = ["incident_id", "date", "time", "type", "lon", "lat", "lsoa_code", "ward_code"]
    rows: list[list[object]] = [head]
    for at in range(30):
        lsoa = county.lsoas[at % len(county.lsoas)]
        x, y = lsoa.spots()[at % 3]
        place = [x, y, "", ""] if at % 3 else ["", "", lsoa.code, ""]
        rows.append([f"N{at}", f"2025-{at % 12 + 1:02d}-11", "21:15", "noise", *place])
    return rows


def _stops(county: County) -> Rows:
    head = ["Type", "Date", "Latitude", "Longitude", "Gender", "Object of search"]
    rows: list[list[object]] = [head]
    for at in range(30):
        x, y = county.lsoas[at % len(county.lsoas)].spots()[at % 3]
        rows.append(
            ["Person search", f"2025-{at % 12 + 1:02d}-11T21:15:00+00:00", y, x, "", "Drugs"]
        )
    return rows


def _beats(county: County) -> Rows:
    head = ["ward_code", "beat_code", "beat_en", "beat_cy"]
    return [head, *([ward, f"B{at}", f"Beat {at}", ""] for at, ward in enumerate(county.wards()))]


def _town_look_up(county: County) -> Rows:
    head = ["lsoa_code", "town_code", "town_en", "town_cy"]
    return [head, *([one.code, f"T{one.column // 2}", "Town", "Tref"] for one in county.lsoas)]


def _mid_year(county: County) -> Rows:
    head = ["LAD 2023 Code", "LAD 2023 Name", "LSOA 2021 Code", "LSOA 2021 Name", "Total"]
    ages = ["0-15", "16-24", "25-64", "65+"]
    parts = [300, 200, 700, 300]
    rows = [[NEWPORT.code, "x", one.code, "y", sum(parts), *parts] for one in county.lsoas]
    return [["Mid-2024 population estimates"], ["Source: ONS"], [*head, *ages], *rows]


def _nomis(county: County) -> Rows:
    head = ["2021 super output area - lower layer", "mnemonic", "Total", "Aged 15 years and under"]
    rows = [[f"{one.code} : x", one.code, "1,300", 300, 700, 300] for one in county.lsoas]
    head += ["Aged 16 to 64", "Aged 65 years and over"]
    return [["Population", "All"], ["Date", "2021"], [], head, *rows, ["Column Total", "", 9]]


def _households(county: County) -> Rows:
    head = ["date", "geography", "geography code", "Number of households"]
    return [head, *([2021, "x", one.code, "560"] for one in county.lsoas)]


def _iod(county: County) -> Rows:
    head = ["LSOA code (2021)", "Local Authority District code (2024)"]
    head += [
        f"{domain} Rank (where 1 is most deprived)"
        for domain in ("Index of Multiple Deprivation (IMD)", "Income", "Crime")
    ]
    rows = [[one.code, NEWPORT.code, at + 1, 9 * at + 1, 5] for at, one in enumerate(county.lsoas)]
    return [head, *rows]


def _towns(county: County) -> bytes:
    parts = [county.lsoas[0], county.lsoas[3]]
    return _geojson(
        [
            ({"town_code": f"T{at}", "town_en": f"Town {at}", "town_cy": ""}, one)
            for at, one in enumerate(parts)
        ]
    )


def _ground(county: County) -> bytes:
    kinds = ("land", "town", "neighbour")
    return _geojson(
        [
            ({"kind": kind, "rank": 1, "name_en": "Newport", "name_cy": ""}, one)
            for kind, one in zip(kinds, county.lsoas, strict=False)
        ]
    )


def _geojson(areas: Sequence[tuple[dict[str, object], Lsoa]]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": known,
            "geometry": {"type": "Polygon", "coordinates": [one.ring()]},
        }
        for known, one in areas
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()
