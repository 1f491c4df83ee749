"""CSV files have provenance in every row and no cell that runs as a formula."""

import dataclasses
import gc
import io
import re
import weakref
import zipfile
from collections.abc import Iterator

import pandas as pd

from components.ui import downloads, tables
from components.ui.html import escape_markdown
from components.ui.tables import FICTIONAL, as_csv, file_name
from data.release.manifest import Manifest
from tests.cases import every_case


def read_back(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype="str", keep_default_na=False)


@every_case("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_can_be_run_as_a_formula(sample_manifest: Manifest, start: str) -> None:
    harmful = start + "HYPERLINK(0)"
    table = pd.DataFrame({"name": [harmful], "rate": [-1.5]})
    row = read_back(as_csv(table, sample_manifest, about={})).iloc[0]
    assert row["name"].startswith("'")
    assert row["rate"] == "-1.5", "a number below zero stays a number"


def test_every_row_has_its_provenance(sample_manifest: Manifest) -> None:
    table = pd.DataFrame({"area_code": ["W1", "W2"]})
    rows = read_back(as_csv(table, sample_manifest, about={"category": "burglary"}))
    assert set(rows["note"]) == {FICTIONAL}
    assert set(rows["release"]) == {sample_manifest.release}
    for column in ("source", "licence", "boundaries", "category"):
        assert (rows[column] != "").all()


def test_a_csv_made_in_parts_is_that_of_the_whole(sample_manifest: Manifest) -> None:
    table = pd.DataFrame({"row": range(7), "name": "Môr"})
    parts = [table[:3], table[3:5], table[5:]]
    whole = as_csv(table, sample_manifest, about={})
    made = list(tables.as_csv_parts(parts, sample_manifest))
    assert len(made) == 3 and b"".join(made) == whole
    with zipfile.ZipFile(io.BytesIO(downloads.zipped("rows.csv", iter(made)))) as archive:
        assert archive.namelist() == ["rows.csv"] and archive.read("rows.csv") == whole


def test_a_large_csv_is_zipped_without_holding_its_parts(sample_manifest: Manifest) -> None:
    made: list[weakref.ref[pd.DataFrame]] = []

    def parts() -> Iterator[pd.DataFrame]:
        for number in range(6):
            gc.collect()
            alive = sum(part() is not None for part in made)
            assert alive <= 1, f"{alive} of {number} parts are in memory"
            part = pd.DataFrame({"row": range(1000), "record": f"part {number}"})
            made.append(weakref.ref(part))
            yield part

    zipped = downloads.zipped("rows.csv", tables.as_csv_parts(parts(), sample_manifest))
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive, archive.open("rows.csv") as file:
        assert sum(1 for _ in file) == 1 + 6 * 1000


def test_real_data_is_not_called_fictional(sample_manifest: Manifest) -> None:
    real = dataclasses.replace(sample_manifest, fictional=False)
    assert FICTIONAL.encode() not in as_csv(pd.DataFrame({"a": [1]}), real, about={})
    assert file_name("figures", "Newport", manifest=real) == "figures_newport.csv"


def test_a_file_name_has_subject_and_place_in_plain_characters(sample_manifest: Manifest) -> None:
    name = file_name("map", "Vale of Halwyn", "../x", manifest=sample_manifest)
    assert name == "fictional-sample_map_vale-of-halwyn_x.csv"


def test_no_address_that_somebody_typed_becomes_a_link() -> None:
    for typed in ("see https://x.test/a", "WWW.x.test", "a.b@x.test"):
        shown = escape_markdown(typed)
        assert not re.search(r"(?i):\\?//|www\.|\w@", shown), "Markdown would make a link of it"
        assert shown.replace("\u2060", "").replace("\\", "") == typed, "read as it was typed"


def test_html_tables_are_escaped() -> None:
    page = tables.as_html(pd.DataFrame({"<b>": ["<script>"]}))
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_an_area_is_found_by_either_name_or_its_code() -> None:
    names = {"name_en": ["Tremelyn Mill", "Morfa"], "name_cy": ["Melin Tremelyn", "Morfa"]}
    table = pd.DataFrame(names, index=["W1", "W2"])
    for typed in ("melin tre", " MILL ", "w1"):
        assert list(tables.filter_by_name(table, typed).index) == ["W1"]
    assert len(tables.filter_by_name(table, "")) == 2
    assert tables.filter_by_name(table, "(").empty
