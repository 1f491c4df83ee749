"""What a heap of files is, by what is in them and never by what they are called.

Anything may be handed in: folders, zips of any depth of folders, single files. Each file is
recognised by its header or its properties; one that isn't recognised is named in the report.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import SourceError
from data.sources.archive import Member, members_of
from data.sources.police_uk import force_and_month

HEAD_BYTES = 64 * 1024
GEO_ENDINGS = (".geojson", ".json", ".gpkg", ".shp")
TABLE_ENDINGS = (".csv", ".txt", ".xlsx", ".ods")
PARTS_OF_A_SHAPEFILE = (".dbf", ".shx", ".prj", ".cpg", ".qmd", ".sbn", ".sbx", ".xml")
POLICE, WARDS, LSOAS, GROUND = "police", "wards", "lsoas", "ground"
BEST_FIT, VINTAGES, GROUPINGS, POSTCODES = "best_fit", "vintages", "groupings", "postcodes"
POPULATION, DEPRIVATION, PERCEPTIONS = "population", "deprivation", "perceptions"
GROUPS, ORDERS, RESPONSES, ABOUT = "groups", "orders", "responses", "about"
OUTCOMES, STOP_AND_SEARCH, OTHER = "outcomes", "stop and search", "not recognised"
READ_BUT_UNUSED = (OUTCOMES, STOP_AND_SEARCH)
NEEDED = {
    POLICE: "police.uk street files",
    WARDS: "ward boundaries (a code column such as WD25CD)",
    LSOAS: "LSOA boundaries (LSOA21CD)",
    POPULATION: "residents by LSOA and age",
}


@dataclass(frozen=True, kw_only=True)
class Sniff:
    """A kind of table, and the columns that give it away."""

    kind: str
    patterns: tuple[str, ...]

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether every pattern is the name of some column."""
        return all(
            any(re.fullmatch(pattern, column, re.IGNORECASE) for column in columns)
            for pattern in self.patterns
        )


TABLES = (
    Sniff(kind=POLICE, patterns=("Crime ID", "Month", "Longitude", "Crime type")),
    Sniff(kind=OUTCOMES, patterns=("Crime ID", "Month", "Outcome type")),
    Sniff(kind=STOP_AND_SEARCH, patterns=("Type", "Date", "Object of search")),
    Sniff(kind=VINTAGES, patterns=("LSOA11CD", "LSOA21CD", "CHGIND")),
    Sniff(kind=BEST_FIT, patterns=("LSOA21CD", r"WD\d\dCD")),
    Sniff(kind=GROUPINGS, patterns=(r"LAD\d\dCD", r"CSP\d\dCD", r"PFA\d\dCD")),
    Sniff(kind=POSTCODES, patterns=("pcds", "lsoa21")),
    Sniff(kind=POPULATION, patterns=("lsoa21_code", "age_group", "usual_residents")),
    Sniff(kind=DEPRIVATION, patterns=("LSOA code", r"WIMD \d{4}")),
    Sniff(kind=PERCEPTIONS, patterns=("respondent_id", "wave", "mode")),
    Sniff(kind=GROUPS, patterns=("group_id", "kind", "covers")),
    Sniff(kind=RESPONSES, patterns=("response_id", "kind", "status")),
)
LAYERS = (
    Sniff(kind=WARDS, patterns=(r"WD\d\dCD",)),
    Sniff(kind=LSOAS, patterns=(r"LSOA\d\dCD",)),
    Sniff(kind=ORDERS, patterns=("order_id", "status")),
    Sniff(kind=GROUND, patterns=("kind", "rank")),
)


@dataclass(kw_only=True)
class Inputs:
    """The files by kind, in the order in which they were found."""

    found: dict[str, list[Member]] = field(default_factory=dict)

    def one(self, kind: str) -> Member | None:
        """The last file of a kind: what was named later replaces what was named before."""
        members = self.found.get(kind)
        return members[-1] if members else None

    def all(self, kind: str) -> list[Member]:
        """Every file of a kind."""
        return self.found.get(kind, [])

    def require(self) -> None:
        """Raise where a kind is missing that no release can do without."""
        missing = [words for kind, words in NEEDED.items() if not self.all(kind)]
        if missing:
            came = ", ".join(sorted(k for k in self.found if k != OTHER)) or "no file of use"
            raise SourceError(
                file="the sources given", expected="also " + "; ".join(missing), found=came
            )


def recognise(paths: Iterable[Path], step: Callable[[str], None] = lambda _: None) -> Inputs:
    """Open everything and sort it by kind."""
    inputs = Inputs()
    for member in members_of(list(paths)):
        step(member.path_shown)
        kind = kind_of(member)
        if kind:
            inputs.found.setdefault(kind, []).append(member)
    return inputs


def kind_of(member: Member) -> str | None:
    """What a file is; None for the smaller parts of a shapefile."""
    name = member.name.lower()
    if name.endswith(PARTS_OF_A_SHAPEFILE):
        return None
    if name.rsplit("/", 1)[-1] == "source.json":
        return ABOUT
    if force_and_month(name):
        return POLICE
    if name.endswith(GEO_ENDINGS):
        return _first_fit(LAYERS, _properties(member))
    if name.endswith(TABLE_ENDINGS):
        return _first_fit(TABLES, _header(member))
    return OTHER


def _first_fit(sniffs: Sequence[Sniff], columns: Sequence[str]) -> str:
    return next((sniff.kind for sniff in sniffs if sniff.fits(columns)), OTHER)


def _header(member: Member) -> list[str]:
    """The first line's cells; a spreadsheet is opened by its own reader later."""
    with member.open() as file:
        head = file.read(HEAD_BYTES)
    text = head.decode("utf-8-sig", errors="replace")
    first = next(iter(text.splitlines()), "")
    return [cell.strip() for cell in next(csv.reader(io.StringIO(first)), [])]


def _properties(member: Member) -> list[str]:
    """The property names of the first feature, without reading the whole layer."""
    if not member.name.lower().endswith(("json",)):
        import pyogrio

        with member.open() as file:
            return [str(name) for name in pyogrio.read_info(file.read())["fields"]]
    with member.open() as file:
        head = file.read(HEAD_BYTES).decode("utf-8", errors="replace")
    start = head.find('"properties"', head.find('"Feature"') + 1)
    found = re.search(r"\{[^{}]*\}", head[start:]) if start >= 0 else None
    try:
        return list(json.loads(found.group(0))) if found else []
    except ValueError:
        return []
