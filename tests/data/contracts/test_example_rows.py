"""Rows of a template's example are fictional: a build of real files refuses them by line."""

from pathlib import Path

import pandas as pd
import pytest

from data.build.recognise import kind_of
from data.contracts import CONTRACTS
from data.contracts.example_rows import example_rows, refuse_example_rows
from data.contracts.templates import write_template
from data.errors import SourceError
from data.files.archive import members_of
from data.load_report.report import LoadReport
from data.readers.partner_table import read_own
from data.sources.groups_orders_responses import load_groups, load_responses
from data.sources.ward_names import Wards
from tests.cases import every_case

WARDS = Wards.of_codes(["W05000003"])
REAL = "C7,Street pastors,Bugeiliaid y stryd,patrol,W05000003,,2026-01-01,,running\n"


def example_of(kind: str, folder: Path, ending: str = "csv") -> Path:
    write_template(kind, folder, overwrite=True)
    return next(folder.glob(f"{kind}-example.{ending}"))


@every_case("kind", CONTRACTS)
def test_each_example_is_found_row_by_row(kind: str, tmp_path: Path) -> None:
    write_template(kind, tmp_path)
    for example in tmp_path.glob(f"{kind}-example.*"):
        cells = read_own(example, wants=CONTRACTS[kind].columns).cells
        assert example_rows(kind, cells).index.tolist() == cells.index.tolist(), example.name
        with pytest.raises(SourceError, match="own rows") as raised:
            refuse_example_rows(kind, cells, "ours.csv")
        assert "ours.csv, row " in str(raised.value)


@every_case("kind", CONTRACTS)
def test_a_template_has_no_example_rows(kind: str, tmp_path: Path) -> None:
    write_template(kind, tmp_path)
    for template in tmp_path.glob(f"{kind}-template.*"):
        assert example_rows(kind, read_own(template, wants=CONTRACTS[kind].columns).cells).empty


def test_an_example_among_own_rows_is_named_with_file_and_rows(tmp_path: Path) -> None:
    example = example_of("responses", tmp_path).read_text("utf-8-sig").splitlines()
    path = tmp_path / "ours.csv"
    path.write_text("\n".join([example[0], REAL.strip(), *example[1:3]]) + "\n", "utf-8")
    (member,) = members_of([path])
    with pytest.raises(SourceError) as raised:
        load_responses(member, WARDS, LoadReport())
    assert str(raised.value) == (
        f"{path}, row 3: expected your own rows, but found an example of the template (A1), "
        "as in rows 4 too: delete these rows."
    )


def test_an_example_that_a_spreadsheet_saved_or_that_was_moved_is_still_one(tmp_path: Path) -> None:
    text = example_of("responses", tmp_path).read_text("utf-8-sig")
    assert "2026-06-01" in text and "W05999011" in text
    saved = text.replace("2026-06-01", "01/06/2026").replace("W05999011", "W05000003")
    path = tmp_path / "saved.csv"
    path.write_text(saved, "utf-8")
    cells = read_own(path, wants=CONTRACTS["responses"].columns).cells
    assert example_rows("responses", cells).tolist() == ["A1", "A2", "A3"]


def test_rows_that_are_only_alike_are_accepted(tmp_path: Path) -> None:
    """A number such as A1 or a name such as Market Square is nobody's own."""
    cells = read_own(example_of("responses", tmp_path), wants=CONTRACTS["responses"].columns).cells
    for column in ("response_id", "name_en", "kind", "start", "status"):
        other = cells.assign(**{column: pd.Series(["other", "other", "other"], cells.index)})
        assert example_rows("responses", other).empty
    assert example_rows("responses", cells[["response_id", "name_en"]]).empty


def test_the_fictional_county_may_have_them(tmp_path: Path) -> None:
    (member,) = members_of([example_of("groups", tmp_path)])
    assert kind_of(member) == "groups"
    wards = Wards.of_codes(["W05999003", "W05999011"])
    report = LoadReport()
    with pytest.raises(SourceError, match=r"groups-example\.csv"):
        load_groups(member, wards, report)
    report.fictional = True
    assert len(load_groups(member, wards, report)) == 3
