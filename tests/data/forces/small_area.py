"""Source files of a few authorities on a grid, for tests of forces and gaps."""

from collections.abc import Mapping
from pathlib import Path

import shapely

from data.sample.police_rows import HEADER
from data.sample.residents import AGE_GROUPS
from data.sample.write_files import csv_bytes, geojson_bytes, save

WARDS, LSOAS_OF_A_WARD, SIDE = 2, 6, 0.01
# Code, name and the south-western corner of each authority.
MANCHESTER = ("E08000003", "Manchester", -2.30, 53.40)
CHESHIRE_EAST = ("E06000049", "Cheshire East", -2.30, 53.10)
CHESHIRE_WEST = ("E06000050", "Cheshire West and Chester", -2.80, 53.10)
Authority = tuple[str, str, float, float]


def lsoas_of(authority: Authority) -> list[tuple[str, str, float, float]]:
    """Code, ward and south-western corner of each LSOA."""
    code, _, west, south = authority
    return [
        (f"E01{code[-3:]}{ward}{number:02}", f"E05{code[-3:]}{ward:03}", west + number * SIDE, y)
        for ward in range(WARDS)
        for y in [south + ward * SIDE]
        for number in range(LSOAS_OF_A_WARD)
    ]


def write_area(folder: Path, *authorities: Authority) -> Path:
    """Write boundaries and residents."""
    lsoas, wards, residents = [], [], [["lsoa21_code", "x", "age_group", "usual_residents"]]
    for authority in authorities:
        shapes: dict[str, list[shapely.Geometry]] = {}
        for code, ward, west, south in lsoas_of(authority):
            square = shapely.box(west, south, west + SIDE, south + SIDE)
            lsoas.append(({"LSOA21CD": code, "LSOA21NM": code}, square))
            shapes.setdefault(ward, []).append(square)
            residents += [[code, code, group, "300"] for group in AGE_GROUPS]
        named = {"LAD25CD": authority[0], "LAD25NM": authority[1]}
        wards += [
            ({"WD25CD": ward, "WD25NM": ward, **named}, shapely.unary_union(squares))
            for ward, squares in shapes.items()
        ]
    save(folder / "LSOA_2021.geojson", geojson_bytes("lsoas", lsoas))
    save(folder / "Wards_2025.geojson", geojson_bytes("wards", wards))
    save(folder / "population.csv", csv_bytes(residents))
    return folder


def month_lines(month: str, rows: Mapping[Authority, int]) -> list[str]:
    """Lines of a month's file sorted by LSOA, with so many rows in each LSOA."""
    lines = [HEADER]
    for authority, often in rows.items():
        for number, (code, _, west, south) in enumerate(lsoas_of(authority)):
            here = often + (number + int(month[-2:])) % 3 if often > 1 else often
            for one in range(here):
                cells = [
                    f"{code}{month}{one:04}".ljust(64, "0"),
                    month,
                    "Any Police",
                    "Any Police",
                    f"{west + 0.5 * SIDE:.6f}",
                    f"{south + 0.5 * SIDE:.6f}",
                    "On or near High Street",
                    code,
                    code,
                    "Drugs",
                    "",
                    "",
                ]
                lines.append(",".join(cells))
    return lines


def write_month(
    folder: Path, force: str, month: str, rows: Mapping[Authority, int], *, share: float = 1.0
) -> Path:
    """Write a month's file, cut at a line end after a share of its rows."""
    lines = month_lines(month, rows)
    path = folder / month / f"{month}-{force}-street.csv"
    save(path, ("\n".join(lines[: round(len(lines) * share)]) + "\n").encode())
    return path
