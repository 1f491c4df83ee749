"""The areas that a partnership states as most like an area: from milltir.toml to the manifest."""

from pathlib import Path

import pytest

from data.build.config import read_config
from data.build.pipeline import build_release, plan_of
from data.errors import SourceError
from data.release.store import Store
from tests.conftest import settings_in

STATED = '[similar]\nW06000014 = ["W06000016", "W06000018", "E06000022", "W06000016"]\n'
AREAS = {"W06000014": ["W06000016", "W06000018", "E06000022"]}


def config(folder: Path, similar: str) -> Path:
    path = folder / "milltir.toml"
    path.write_text(f'[sources]\nall = "files"\n{similar}', encoding="utf-8")
    return path


def test_stated_areas_are_written_to_manifest_and_plan(small_sources: Path, tmp_path: Path) -> None:
    similar = read_config(config(tmp_path, STATED)).similar
    assert similar == AREAS
    assert read_config(config(tmp_path, "")).similar == {}
    settings = settings_in(tmp_path / "home")
    plain = build_release([small_sources], settings)
    manifest = build_release([small_sources], settings, similar=similar)
    assert manifest.release != plain.release
    assert Store(settings.releases / manifest.release).manifest.similar == AREAS
    assert plan_of(manifest.release, settings).similar == AREAS


def test_a_list_that_cannot_be_used_is_refused_with_what_was_expected(tmp_path: Path) -> None:
    three = '["W06000016", "W06000018", "W06000022"]'
    cases = (
        ("[[similar]]\nn = 1", "codes of areas", "a list"),
        (f"[similar]\nNewport = {three}", "such as W06000014", "Newport"),
        ('[similar]\nW06000014 = ["W06000016"]', "3 or more codes", "1 of them"),
        (f"[similar]\nW06000016 = {three}", "codes of other areas", "W06000016"),
        ('[similar]\nW06000014 = ["W06000016", "W06000018", "Cardiff"]', "3 or more", "Cardiff"),
        ('[similar]\nW06000014 = "W06000016"', "a list of 3 or more", "W06000016"),
    )
    for similar, expected, found in cases:
        with pytest.raises(SourceError) as raised:
            read_config(config(tmp_path, similar))
        assert expected in str(raised.value.facts["expected"]), similar
        assert found in str(raised.value.facts["found"]), similar
