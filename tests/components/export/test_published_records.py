"""Orders and groups at stable addresses: by viewer, and readable as files of the partnership."""

import json
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from components.export import published_records
from components.ui.tables import FICTIONAL
from data.contracts import contract_of, validate
from data.readers.partner_layer import read_shapes
from data.readers.text.delimited_text import read_text
from data.readers.wkt import with_shapes
from data.release.store import Store
from data.schema import REFUGES

AUDIENCES = ("public", "partner", "analyst")


def get(name: str) -> Response:
    scope = {"type": "http", "headers": [], "path_params": {"name": name}}
    return published_records.published(Request(scope))


def features(name: str) -> list[dict]:
    return list(json.loads(bytes(get(name).body))["features"])


def test_each_viewer_gets_what_they_may_see(
    sample_home: Path, sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, placed, columns = {}, {}, {}
    for audience in AUDIENCES:
        monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
        groups = features("groups.geojson")
        assert len(groups) == len(sample_store.groups())
        named[audience] = len({one["properties"]["name_en"] for one in groups})
        placed[audience] = sum(1 for one in groups if one["geometry"])
        columns[audience] = "public_contact" in groups[0]["properties"]
        refuges = [one for one in groups if one["properties"]["kind"] in REFUGES]
        assert refuges and not [one for one in refuges if one["geometry"]], (
            "never where a refuge is"
        )
        assert len(features("orders.geojson")) == len(sample_store.orders())
    assert named["public"] < named["partner"] == named["analyst"]
    assert placed["public"] < placed["partner"]
    assert columns == {"public": False, "partner": True, "analyst": True}
    assert get("groups.geojson").headers["cache-control"] == "private, no-cache"


def test_the_files_can_be_read_as_a_partnership_s_own(sample_home: Path) -> None:
    for name in published_records.TABLES:
        wants = contract_of(name).columns
        layer = read_shapes("a.geojson", bytes(get(f"{name}.geojson").body), wants)
        whole = validate(name, layer.cells) if name == "orders" else None
        assert whole is None or whole.faults.empty
        text = with_shapes(read_text("a.csv", bytes(get(f"{name}.csv").body), wants))
        checked = validate(name, text.cells)
        assert checked.faults.empty, checked.faults.head()
        assert len(checked.good) == len(features(f"{name}.geojson"))


def test_a_fictional_county_says_so_and_other_addresses_are_not_found(sample_home: Path) -> None:
    collection = json.loads(bytes(get("orders.geojson").body))
    assert collection["provenance"]["note"] == FICTIONAL and collection["provenance"]["source"]
    assert FICTIONAL in bytes(get("orders.csv").body).decode("utf-8")
    for name in ("perceptions.csv", "orders", "orders.xlsx", "../orders.csv", ""):
        answer = get(name)
        assert answer.status_code == 404, name
        words = {"refused": name, "addresses": published_records.addresses()}
        assert json.loads(bytes(answer.body)) == words
    assert len(published_records.addresses()) == 4


def test_without_a_release_the_answer_is_503(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path))
    assert get("orders.csv").status_code == 503
