"""What is kept of a month is what its file said; IDs become numbers that stay apart."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from data.points import keys_of
from data.schema import CATEGORIES
from data.sources.crime_ids import hashes
from data.sources.kept import keep_parsed, kept_ids, kept_rows, kept_spots, usable_rows
from data.sources.police_uk import GOOD, REASONS, parse_month
from data.sources.reasons import Reason
from data.sources.street_csv import COLUMNS

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
    path = tmp_path / "month.arrow"
    keep_parsed(parse_month(content, "a.csv", "2025-06"), path)
    rows = kept_rows(path)
    reasons = [REASONS[n] if n != GOOD else None for n in rows["reason"].to_pylist()]
    assert reasons == [
        None, None, Reason.UNKNOWN_CRIME_TYPE, Reason.NOT_THE_FILES_MONTH,
        Reason.NO_LOCATION, Reason.BAD_COORDINATES, Reason.BAD_COORDINATES,
    ]  # fmt: skip
    assert rows["longitude"].to_pylist()[:2] == ["-4.5", "-4.500000"]
    assert rows["location"][0].as_py() == "On or near Heol y Môr"
    assert rows["category"][0].as_py() == CATEGORIES.index("drugs")
    spots = kept_spots(path)
    assert spots["key"].tolist() == keys_of(np.array([-4.5]), np.array([52.3])).tolist()
    assert (spots["incidents"].tolist(), spots["row"].tolist()) == ([2], [0])
    assert rows["spot"].to_pylist() == [0, 0, -1, -1, -1, -1, -1]
    assert np.flatnonzero(kept_ids(path)).tolist() == [0]
    assert usable_rows(path) == 5


def test_a_file_without_rows_is_a_month_without_rows(tmp_path: Path) -> None:
    keep_parsed(parse_month((HEAD + "\n").encode(), "a.csv", "2025-06"), tmp_path / "m.arrow")
    assert len(kept_rows(tmp_path / "m.arrow")) == len(kept_spots(tmp_path / "m.arrow")) == 0


@pytest.mark.parametrize("place", range(64))
def test_an_id_that_differs_in_one_digit_is_another(place: int) -> None:
    other = ID[:place] + "x" + ID[place + 1 :]
    one, two = hashes(pa.array([ID, other])).tolist()
    assert one != two and 0 not in (one, two)


def test_an_id_is_the_same_number_whatever_stands_beside_it() -> None:
    (alone,) = hashes(pa.array([ID])).tolist()
    beside = hashes(pa.array(["", "own-7", ID, "", "own-7", "own-8"])).tolist()
    assert beside[2] == alone
    assert beside[0] == beside[3] == 0
    assert beside[1] == beside[4] != beside[5]
    assert hashes(pa.array(["", "x", ID])[2:]).tolist() == [alone]
