"""The cache of a month returns its rows as published; hashes of IDs are distinct."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from data.geometry.points import keys_of
from data.load_report.reasons import Reason
from data.police.crime_ids import hashes
from data.police.parsed_month import (
    ENDING,
    SPOT,
    ParsedMonth,
    count_usable_rows,
    read_ids,
    read_rows,
    read_spots,
    write_parsed,
)
from data.police.reading.cells import COLUMNS, read_cells
from data.police.reading.parts import Part, months_of
from data.police.reading.row_reasons import GOOD, REASONS
from data.police.street_csv import numbers
from data.police.street_file import parse_file, parse_rows
from data.schema import CATEGORIES
from tests.cases import every_case

HEAD = ",".join(COLUMNS)
ID = "0123456789abcdef" * 4


def row(
    crime_id: str = "", month: str = "2025-06", lon: str = "-4.5", lat: str = "52.3",
    kind: str = "Drugs",
) -> str:  # fmt: skip
    return f"{crime_id},{month},{lon},{lat},On or near Heol y Môr,W01000001,{kind},"


def test_each_row_has_its_reason_and_its_cells_as_published(tmp_path: Path) -> None:
    lines = [row(ID), row(lon="-4.500000"), row(kind="Piracy"), row(month="2025-05")]
    lines += [row(lon="", lat=" "), row(lon="west"), row(lon="", lat="52.3")]
    content = "\n".join([HEAD, *lines]).encode("cp1252")
    path = tmp_path / f"month{ENDING}"
    cells = read_cells(content, "a.csv")
    months = months_of(cells.columns["Month"], "a.csv", 2)
    write_parsed(parse_rows(cells, months, Part(force="", month="2025-06"), "a.csv"), path)
    rows = read_rows(path)
    reasons = [REASONS[n] if n != GOOD else None for n in rows["reason"].to_pylist()]
    assert reasons == [
        None, None, Reason.UNKNOWN_CRIME_TYPE, Reason.NOT_THE_FILES_MONTH,
        Reason.NO_LOCATION, Reason.BAD_COORDINATES, Reason.BAD_COORDINATES,
    ]  # fmt: skip
    assert rows["longitude"].to_pylist()[:2] == ["-4.5", "-4.500000"]
    assert rows["location"][0].as_py() == "On or near Heol y Môr"
    assert rows["category"][0].as_py() == CATEGORIES.index("drugs")
    spots = read_spots(path)
    assert spots["key"].tolist() == keys_of(np.array([-4.5]), np.array([52.3])).tolist()
    assert (spots["incidents"].tolist(), spots["row"].tolist()) == ([2], [0])
    assert rows["spot"].to_pylist() == [0, 0, -1, -1, -1, -1, -1]
    assert read_ids(path)[0].tolist() == [0]
    assert count_usable_rows(path) == 5


def test_file_without_rows_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / f"m{ENDING}"
    (part,) = parse_file((HEAD + "\n").encode(), "a.csv", ("gwent", "2025-06"))
    write_parsed(part.parsed, path)
    assert len(read_rows(path)) == len(read_spots(path)) == len(read_ids(path)[0]) == 0


@every_case("parts", [1, 2, 256])
def test_each_id_falls_into_one_part_and_equal_ids_into_the_same(
    tmp_path: Path, parts: int
) -> None:
    ids = np.random.default_rng(5).integers(0, 40, 300, dtype=np.uint64) ** 7
    path = tmp_path / f"m{ENDING}"
    write_parsed(
        ParsedMonth(rows=pa.table({}), ids=ids, spots=np.empty(0, dtype=SPOT), usable=300), path
    )
    found = [read_ids(path, part, parts) for part in range(parts)]
    for rows, held in found:
        assert held.tolist() == ids[rows].tolist()
        of_one_id = [rows[held == number] for number in set(held.tolist())]
        assert all((np.diff(few) > 0).all() for few in of_one_id)
    assert sorted(np.concatenate([rows for rows, _ in found])) == np.flatnonzero(ids).tolist()
    everywhere = [number for _, held in found for number in set(held.tolist())]
    assert len(everywhere) == len(set(everywhere))


def test_text_with_quotes_or_accents_is_read(tmp_path: Path) -> None:
    plain = read_cells("\n".join([HEAD, row(ID)]).encode(), "a.csv").columns
    quoted = read_cells("\n".join([HEAD, f'"{ID}"' + row()]).encode(), "a.csv").columns
    assert [plain[name].to_pylist() for name in COLUMNS] == [
        quoted[name].to_pylist() for name in COLUMNS
    ]
    bare = read_cells("\n".join([HEAD, row(ID)]).replace("ô", "o").encode(), "a.csv").columns
    assert bare["Location"].to_pylist() == ["On or near Heol y Mor"]


def test_an_id_that_differs_in_one_digit_is_another() -> None:
    others = [ID[:place] + "x" + ID[place + 1 :] for place in range(64)]
    pairs = [hashes(pa.array([ID, other])).tolist() for other in others]
    assert [place for place, (one, two) in enumerate(pairs) if one == two or 0 in (one, two)] == []


def test_hash_of_an_id_does_not_depend_on_other_ids() -> None:
    (alone,) = hashes(pa.array([ID])).tolist()
    beside = hashes(pa.array(["", "own-7", ID, "", "own-7", "own-8"])).tolist()
    assert beside[2] == alone
    assert beside[0] == beside[3] == 0
    assert beside[1] == beside[4] != beside[5]
    assert hashes(pa.array(["", "x", ID])[2:]).tolist() == [alone]


@every_case("first", [0, 1, 3])
def test_texts_that_are_no_number_are_missing(first: int) -> None:
    texts = ["-4.5", "", "52.3", "", "7"]
    found = numbers(pa.array(texts)[first:])
    assert found.tolist() == pytest.approx([float(x or "nan") for x in texts[first:]], nan_ok=True)
    assert np.isnan(numbers(pa.array(["west", ""]))).all()
