"""Figures at stable addresses are those of the map, by viewer, and change with the data only."""

import io
import json
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import pytest
from starlette.requests import Request
from starlette.responses import Response

from components.export import published_figures as published
from components.export.published_columns import NUMBER, TEXT, VALUES, YES_OR_NO
from components.export.published_figures import DICTIONARY
from components.page_context import context_of
from components.page_models import map_figures
from components.ui.tables import FICTIONAL
from components.view.view import View
from components.view.viewer import local_viewer
from data.settings import load_settings

# OF_SOME_RELEASES: columns that the files of the sample county do not have.
OF_SOME_RELEASES = ("own_incidents_of", "without", "decile")
AUDIENCES = ("public", "partner", "analyst")


def request(parameters: dict[str, str], etag: str = "", path: str = "", **query: str) -> Request:
    headers = [(b"if-none-match", etag.encode())] if etag else []
    scope = {"type": "http", "headers": headers, "path_params": parameters, "path": path}
    return Request({**scope, "query_string": urlencode(query).encode()})


def get(level: str, name: str, etag: str = "", **query: str) -> Response:
    return published.figures(request({"level": level, "name": name}, etag, **query))


def contents() -> dict:
    return dict(json.loads(bytes(published.index(request({})).body)))


def test_every_format_has_the_figures_of_the_map(sample_home: Path) -> None:
    view = View(level="ward", measure="rate", category="burglary")
    shown = map_figures.query_map(context_of(view, local_viewer(load_settings()))).table
    csv = pd.read_csv(io.BytesIO(bytes(get("ward", "rate.csv", category="burglary").body)))
    parquet = pd.read_parquet(
        io.BytesIO(bytes(get("ward", "rate.parquet", category="burglary").body))
    )
    geojson = json.loads(bytes(get("ward", "rate.geojson", category="burglary").body))
    drawn = {one["properties"]["area_code"]: one["properties"] for one in geojson["features"]}
    for table in (csv, parquet):
        by_code = table.set_index("area_code")
        assert list(by_code.index) == list(shown.index)
        pd.testing.assert_series_equal(by_code["value"], shown["value"], check_names=False)
        assert set(table["note"]) == {FICTIONAL} and set(table["category"]) == {"burglary"}
        assert set(table["denominator"]) == {"usual residents"}
    assert {code: one["value"] for code, one in drawn.items()} == dict(shown["value"])
    assert geojson["provenance"]["note"] == FICTIONAL


def test_the_same_figures_are_not_sent_twice(sample_home: Path) -> None:
    first = get("lsoa", "rate.parquet")
    again = get("lsoa", "rate.parquet", first.headers["etag"])
    other = get("lsoa", "rate.parquet", first.headers["etag"], period="2026-01_2026-06")
    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert not again.body and first.headers["cache-control"] == "private, no-cache"


def test_every_address_of_the_index_answers(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for audience in AUDIENCES:
        monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
        for address in contents()["addresses"]:
            level, name = address.split("/")[-2:]
            if level == "ward" and name.endswith(".csv"):
                assert get(level, name).status_code == 200, (audience, address)


def test_nothing_is_answered_that_the_map_would_not_show(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    partner = set(contents()["parameters"]["category"])
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    public = set(contents()["parameters"]["category"])
    (hidden, *_) = partner - public
    assert get("ward", "rate.csv", category=hidden).status_code == 400
    for level, name in (("ward", "rate.xml"), ("street", "rate.csv"), ("ward", "none.csv")):
        answer = get(level, name)
        assert answer.status_code == 404
        assert json.loads(answer.body) == {
            "refused": f"{level}/{name}",
            "addresses": "/published/figures/index.json",
        }
    for query in ({"period": "2026-01"}, {"category": "x"}, {"place": "W1"}, {"lang": "<b>"}):
        answer = get("ward", "rate.csv", **query)
        assert answer.status_code == 400
        assert "refused" in json.loads(bytes(answer.body))


def test_without_a_release_it_is_503(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path))
    assert get("ward", "rate.csv").status_code == 503
    assert published.index(request({})).status_code == 503


def test_every_column_of_every_file_is_in_the_dictionary(sample_home: Path) -> None:
    """The dictionary has all columns that files have, with their types, and no other."""
    answer = published.dictionary(request({}, path=f"{published.ROUTE}/dictionary.json"))
    kinds = {one["column"]: one["type"] for one in json.loads(bytes(answer.body))}
    met = set(OF_SOME_RELEASES)
    for address in contents()["addresses"]:
        level, name = address.split("/")[-2:]
        if level not in ("ward", "lsoa") or name.endswith(".csv"):
            continue
        content = bytes(get(level, name).body)
        if name.endswith(".geojson"):
            met |= json.loads(content)["features"][0]["properties"].keys()
            continue
        table = pd.read_parquet(io.BytesIO(content)).dropna(axis="columns", how="all")
        met |= set(table)
        for column in table:
            assert kinds.get(column) == kind_of(table[column]), (address, column)
        assert set(table["status"]) <= set(VALUES["status"]), address
    assert met == set(kinds)
    sheet = published.dictionary(request({}, path=f"{published.ROUTE}/dictionary.csv"))
    read = pd.read_csv(io.BytesIO(bytes(sheet.body)))
    assert dict(zip(read["column"], read["type"], strict=True)) == kinds
    words = read.drop(columns="values")
    assert words.notna().all().all() and (read["en"] != read["cy"]).all()
    assert contents()["dictionary"] == [f"{published.ROUTE}/{name}" for name in DICTIONARY]


def kind_of(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column):
        return YES_OR_NO
    return NUMBER if pd.api.types.is_numeric_dtype(column) else TEXT


def test_a_value_that_there_is_not_is_refused_with_those_that_there_are(
    sample_home: Path,
) -> None:
    for asked in ({"category": "x"}, {"period": "1990-01_1990-02"}, {"place": "W1"}):
        said = json.loads(bytes(get("ward", "rate.csv", **asked).body))
        assert said == {"refused": urlencode(asked), "parameters": contents()["parameters"]}


def test_a_file_says_what_its_numbers_are_divided_by(sample_home: Path) -> None:
    said = {}
    for name in ("rate", "share", "count", "change"):
        table = pd.read_csv(io.BytesIO(bytes(get("ward", f"{name}.csv").body)))
        said[name] = table["denominator"].iloc[0]
        assert ("rate_unit" in table) == (name == "rate"), name
    assert said["rate"] == "usual residents" and said["count"].startswith("none")
    assert len(set(said.values())) == 4
