"""Builds of small English areas, and what holds for each of them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.build.pipeline import build_release
from data.file_kinds import POLICE
from data.release.store import Store
from data.schema import CATEGORIES, COUNTY, LSOA, WARD
from tests.conftest import settings_in
from tests.pages.english.files import (
    District,
    iod_rows,
    write_best_fit,
    write_csv,
    write_lsoas,
    write_mid_year,
    write_month,
    write_wards,
)


@dataclass(frozen=True, kw_only=True)
class Built:
    """A home with one release."""

    home: Path
    store: Store
    # What was said before the police files were read.
    notices: tuple[str, ...]


Build = Callable[..., Built]
# UNWORDED: what no reader may see, numbers that are none.
UNWORDED = re.compile(r"\b(nan|NaN|inf|None(?! (of|have|is|clearly)))\b")


def months_from(first: str, number: int) -> list[str]:
    """Return so many months from a month on."""
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    return [f"{n // 12}-{n % 12 + 1:02}" for n in range(start, start + number)]


def write_area(
    folder: Path,
    districts: Sequence[District],
    *,
    year: int = 25,
    authorities: bool = True,
    residents: Mapping[str, int] | None = None,
) -> Path:
    """Write boundaries, the best fit, mid-year estimates and file 7 of the IoD of 2025."""
    write_wards(folder / "wards.geojson", districts, year, authorities=authorities)
    write_lsoas(folder / "lsoas.geojson", districts)
    write_best_fit(folder / "lsoas-to-wards.csv", districts, year)
    write_mid_year(folder / "sapelsoasyoa20222024.xlsx", districts, residents)
    codes = [one.code for district in districts for one in district.lsoas]
    ranks = {code: 100 + 1000 * number for number, code in enumerate(codes)}
    write_csv(folder / "File_7_IoD2025.csv", iod_rows(2025, ranks))
    return folder


def rows_of(month: str, districts: Sequence[District]) -> dict[str, int]:
    """Return the rows of a month in each LSOA: 8 to 10, another number in the next month."""
    number = int(month[:4]) * 12 + int(month[5:])
    return {
        one.code: 8 + (number + at) % 3
        for district in districts
        for at, one in enumerate(district.lsoas)
    }


def rows_in(months: Sequence[str], districts: Sequence[District]) -> int:
    """Return the number of rows that `write_months` writes."""
    return sum(sum(rows_of(month, districts).values()) for month in months)


def write_months(
    folder: Path, force: str, months: Sequence[str], districts: Sequence[District]
) -> None:
    """Write the street files of a force."""
    for month in months:
        write_month(folder, force, month, rows_of(month, districts), districts)


def build_area(home: Path, sources: Path, area: str) -> Built:
    """Build an area as the command does, and require that every row is accounted for."""
    said: list[str] = []
    manifest = build_release(
        [sources], settings_in(home), area=area, notice=lambda words: said.append(str(words))
    )
    assert all(one.reconciles for one in manifest.files)
    store = Store(home / "releases" / manifest.release)
    used = sum(one.used for one in manifest.files if one.kind == POLICE)
    for level in (COUNTY, WARD, LSOA):
        assert store.counts(level, store.months(), CATEGORIES).sum() == used, level
    return Built(home=home, store=store, notices=tuple(said))


def police_rows(built: Built) -> tuple[int, int]:
    """Return how many rows of police files were read and used."""
    files = [one for one in built.store.manifest.files if one.kind == POLICE]
    return sum(one.read for one in files), sum(one.used for one in files)
