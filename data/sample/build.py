"""Write the sample county's source files."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from data.sample import write_files
from data.sample.basemap import basemap_features, town_features
from data.sample.county import Lsoa, lsoa_features, read_lsoas, ward_features
from data.sample.crime import Incident, make_flows, make_incidents
from data.sample.groups import COLUMNS as GROUP_COLUMNS
from data.sample.groups import group_rows
from data.sample.lookups import beats, best_fit, older_lsoas, postcodes
from data.sample.orders import RESPONSE_COLUMNS, order_features, response_rows
from data.sample.partner_incidents import (
    ASSAULT_COLUMNS,
    FIRE_COLUMNS,
    NOISE_COLUMNS,
    assault_rows,
    fire_rows,
    noise_rows,
)
from data.sample.place_names import AREA, AREA_CODE
from data.sample.planted_effects import BOM_MONTH, CRLF_MONTH
from data.sample.planted_faults import monthly_rows
from data.sample.police_rows import HEADER
from data.sample.rates import monthly_means
from data.sample.residents import (
    AGE_GROUPS,
    DOMAINS,
    Deprivation,
    deprivation_ranks,
    residents_by_age,
)
from data.sample.snap_points import SnapPoint, read_snap_points
from data.sample.stop_and_search import HEADER as STOP_HEADER
from data.sample.stop_and_search import stop_rows
from data.sample.survey import COLUMNS as SURVEY_COLUMNS
from data.sample.survey import survey_rows

Progress = Callable[[float, str], None]
# COUNTED_TO: the day to which ages of data are counted, seven weeks after the latest month.
COUNTED_TO = "2026-11-20"
POPULATION_OF = "2025"
LICENCE = "Fictional data, made for Milltir; free to use (CC0)"
LICENCE_CY = "Data ffuglennol, a wnaed ar gyfer Milltir; rhydd i'w ddefnyddio (CC0)"


@dataclass
class Folder:
    """The folder that is written to, and the list of the files written so far."""

    path: Path
    listed: dict[str, dict[str, str]] = field(default_factory=dict)

    def put(self, name: str, kind: str, title: str, content: bytes) -> None:
        """Write a file and list it with its kind and title."""
        write_files.save(self.path / name, content)
        self.listed[name] = {"kind": kind, "title": title}


def write_sources(folder: Path, progress: Progress | None = None) -> None:
    """Write every source file of the fictional county into a folder.

    Parameters
    ----------
    folder : Path
        The folder to write to; it is created if it is missing.
    progress : callable, optional
        Called with the share that is done, from 0 to 1, and the name of the next step.

    Examples
    --------
    >>> write_sources(Path("sources"))  # doctest: +SKIP
    """
    tell = progress or _ignore
    target = Folder(Path(folder))
    tell(0.0, "Writing boundaries and lookups")
    lsoas = read_lsoas()
    points = read_snap_points(lsoas)
    _put_boundaries(target, lsoas)
    _put_lookups(target, lsoas, points)
    tell(0.1, "Counting residents")
    ages = residents_by_age(lsoas)
    residents = {code: sum(counts) for code, counts in ages.items()}
    _put_population(target, lsoas, ages)
    deprivation = deprivation_ranks(lsoas)
    _put_deprivation(target, lsoas, deprivation)
    tell(0.12, "Recording incidents")
    means = monthly_means(lsoas, residents, deprivation)
    incidents = make_incidents(make_flows(lsoas, points, means))
    _put_police(target, lsoas, incidents)
    _put_stops(target, lsoas, points)
    tell(0.8, "Asking residents")
    survey = write_files.csv_bytes([SURVEY_COLUMNS, *survey_rows(lsoas, incidents, residents)])
    target.put("perceptions/survey.csv", "survey", "Perceptions of community safety", survey)
    _put_places(target, points)
    _put_own(target, lsoas, points)
    _put_list(target)
    tell(1.0, "Sample county written")


def _ignore(done: float, doing: str) -> None:
    """Do nothing: the default for `progress`."""


def _put_boundaries(target: Folder, lsoas: list[Lsoa]) -> None:
    for name, title, features in (
        ("LSOA_2021", "Small areas (LSOA 2021)", lsoa_features(lsoas)),
        ("Wards_2025", "Electoral wards 2025", ward_features(lsoas)),
        ("ground", "Coast, towns, roads and rivers", basemap_features(lsoas)),
    ):
        kind = "ground" if name == "ground" else "boundaries"
        content = write_files.geojson_bytes(name, features)
        target.put(f"boundaries/{name}.geojson", kind, title, content)


def _put_lookups(target: Folder, lsoas: list[Lsoa], points: list[SnapPoint]) -> None:
    for name, title, table in (
        ("LSOA21_WD25_LAD25_best_fit", "Small areas to wards, best fit", best_fit(lsoas)),
        ("LSOA11_LSOA21_LAD22", "Small areas of 2011 to those of 2021", older_lsoas(lsoas)),
        ("postcodes", "Postcodes (invented)", postcodes(lsoas, points)),
    ):
        target.put(f"lookups/{name}.csv", "lookup", title, write_files.csv_bytes(table))


def _put_population(target: Folder, lsoas: list[Lsoa], ages: dict[str, tuple[int, ...]]) -> None:
    rows: list[list[str]] = [["lsoa21_code", "lsoa21_name", "age_group", "usual_residents"]]
    for lsoa in lsoas:
        for group, count in zip(AGE_GROUPS, ages[lsoa.code], strict=True):
            rows.append([lsoa.code, lsoa.name_en, group, f"{count}.0"])
    content = write_files.csv_bytes(rows)
    name = "population/population_lsoa21_age.csv"
    target.put(name, "population", "Usual residents by age group", content)


def _put_deprivation(target: Folder, lsoas: list[Lsoa], ranks: dict[str, Deprivation]) -> None:
    """Write the ranks in the layout of WIMD 2025, with its stray spaces and blank rows."""
    head = ["LSOA code", "LSOA name (Eng)", "Local Authority name (Eng)", "WIMD 2025 "]
    rows: list[list[object]] = [[*head, *(header for header, _, _ in DOMAINS), " "]]
    part: dict[str, int] = {}
    for lsoa in lsoas:
        part[lsoa.ward.code] = part.get(lsoa.ward.code, 0) + 1
        name = f"{lsoa.ward.name_en} {part[lsoa.ward.code]}"
        found = ranks[lsoa.code]
        rows.append([lsoa.code, name, AREA[0], found.overall, *found.domains, ""])
    rows += [[""] * 13, [""] * 13]
    content = write_files.csv_bytes(rows)
    name = "deprivation/deprivation_ranks.csv"
    target.put(name, "deprivation", "Deprivation ranks, eight domains", content)


def _put_police(target: Folder, lsoas: list[Lsoa], incidents: list[Incident]) -> None:
    for month, rows in monthly_rows(lsoas, incidents).items():
        end = "\r\n" if month == CRLF_MONTH else "\n"
        text = end.join([HEADER, *(row.line() for row in rows)]) + end
        content = text.encode("utf-8-sig" if month == BOM_MONTH else "utf-8")
        name = f"police/{month}/{month}-halwyn-street.csv"
        target.put(name, "police", f"Street-level crime, {month}", content)


def _put_stops(target: Folder, lsoas: list[Lsoa], points: list[SnapPoint]) -> None:
    for month, rows in stop_rows(lsoas, points).items():
        name = f"stop_and_search/{month}-halwyn-stop-and-search.csv"
        content = write_files.csv_bytes([STOP_HEADER, *rows])
        target.put(name, "stop_and_search", f"Stop and search, {month}", content)


def _put_places(target: Folder, points: list[SnapPoint]) -> None:
    groups = write_files.csv_bytes([GROUP_COLUMNS, *group_rows(points)])
    target.put("places/groups.csv", "groups", "Community groups and services", groups)
    orders = write_files.geojson_bytes("orders", order_features())
    target.put("places/orders.geojson", "orders", "Public spaces protection orders", orders)
    responses = write_files.csv_bytes([RESPONSE_COLUMNS, *response_rows()])
    target.put("places/responses.csv", "responses", "Responses", responses)
    towns = write_files.geojson_bytes("towns", town_features())
    target.put("places/towns.geojson", "towns", "Towns", towns)
    target.put("places/beats.csv", "beats", "Police beats", write_files.csv_bytes(beats()))


def _put_own(target: Folder, lsoas: list[Lsoa], points: list[SnapPoint]) -> None:
    for name, title, columns, rows in (
        ("council_noise", "Noise told to the council", NOISE_COLUMNS, noise_rows(lsoas, points)),
        ("fire_service", "Fires set on purpose", FIRE_COLUMNS, fire_rows(lsoas)),
        ("ambulance", "Assaults told to the ambulance", ASSAULT_COLUMNS, assault_rows(lsoas)),
    ):
        target.put(f"own/{name}.csv", "incidents", title, write_files.csv_bytes([columns, *rows]))


def _put_list(target: Folder) -> None:
    content = {
        "title_en": AREA[0],
        "title_cy": AREA[1],
        "in_text_en": f"the {AREA[0]}",
        "in_text_cy": AREA[1],
        "fictional": True,
        "area_code": AREA_CODE,
        "licence": LICENCE,
        "licence_cy": LICENCE_CY,
        "attribution": "Milltir's sample county: places, people and incidents are all invented",
        "attribution_cy": "Sir enghreifftiol Milltir: dyfeisiwyd pob lle, person a digwyddiad",
        "counted_to": COUNTED_TO,
        "sources": {"population": {"as_of": POPULATION_OF}},
        "made_for": "Trying out and testing Milltir",
        "files": target.listed,
    }
    write_files.save(target.path / "source.json", write_files.json_bytes(content))
