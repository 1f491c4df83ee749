"""Every source has a licence and attribution, which `source.json` can replace."""

import json
from pathlib import Path

import pytest

from data.build.pipeline import build_release
from data.provenance.freshness import rights_of
from data.provenance.licences import rights_by_source
from data.provenance.release_rights import rights_of_all
from data.release.store import Store
from data.sources.registry import SOURCES
from tests.conftest import settings_in


def test_public_sources_have_open_licences_and_partner_files_do_not() -> None:
    rights = rights_by_source({}, SOURCES)
    assert rights["police"]["attribution_en"] == "data.police.uk"
    assert "Royal Mail" in rights["postcodes"]["attribution_en"]
    assert "MALlC: Llywodraeth Cymru" in rights["deprivation"]["attribution_cy"]
    for source in ("groups", "perceptions", "local_incidents", "orders"):
        assert "Open Government" not in rights[source]["licence_en"], source


def test_rights_of_one_source_replace_those_of_all() -> None:
    about = {"licence": "CC0", "sources": {"groups": {"attribution": "Us", "as_of": "2026-05"}}}
    rights = rights_by_source(about, ["police", "groups"])
    assert rights["police"]["licence_cy"] == rights["groups"]["licence_en"] == "CC0"
    assert rights["police"]["attribution_en"] == "data.police.uk"
    assert rights["groups"]["attribution_cy"] == "Us" and rights["groups"]["as_of"] == "2026-05"
    assert "sources" not in rights_of_all(about, ["police"])


def test_welsh_of_one_source_is_never_that_of_all_sources() -> None:
    about = {"licence": "A", "licence_cy": "B", "sources": {"groups": {"licence": "C"}}}
    assert rights_by_source(about, ["groups"])["groups"]["licence_cy"] == "C"


def test_every_source_of_a_release_has_its_rights(sample_store: Store) -> None:
    manifest = sample_store.manifest
    assert {"police", "boundaries", "groups", "postcodes", "ground"} <= manifest.sources.keys()
    assert "lookups" not in manifest.sources, "look-ups belong to the boundaries"
    for source in SOURCES:
        assert "CC0" in rights_of(manifest, source)["licence_cy"]


@pytest.mark.slow
def test_two_files_may_state_rights_of_different_sources(
    small_sources: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    statement = {
        "sources": {"groups": {"attribution": "The voluntary council", "as_of": "2026-05"}}
    }
    (more / "source.json").write_text(json.dumps(statement), encoding="utf-8")
    manifest = build_release([small_sources, more], settings_in(tmp_path / "home"))
    assert manifest.title_en == "Vale of Halwyn" and manifest.fictional
    assert manifest.sources["groups"]["attribution_cy"] == "The voluntary council"
    assert manifest.sources["population"]["as_of"] == "2025", "stated in the other file"
