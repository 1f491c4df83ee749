"""A partnership's own groups of types: from milltir.toml to the manifest, and invalid ones."""

from pathlib import Path

import pytest

from data.build.config import read_config
from data.build.pipeline import build_release, plan_of
from data.errors import SourceError
from data.release.store import Store
from tests.cases import every_case
from tests.conftest import settings_in

NIGHT = """
[groups.night-time]
name_en = "Night-time economy"
name_cy = "Economi'r nos"
categories = ["violent-crime", "public-order", "violent-crime"]
"""


def config(folder: Path, groups: str) -> Path:
    path = folder / "milltir.toml"
    path.write_text(f'[sources]\nall = "files"\n{groups}', encoding="utf-8")
    return path


def test_group_is_written_to_manifest_and_plan(small_sources: Path, tmp_path: Path) -> None:
    groups = read_config(config(tmp_path, NIGHT)).groups
    settings = settings_in(tmp_path / "home")
    plain = build_release([small_sources], settings)
    manifest = build_release([small_sources], settings, groups=groups)
    assert manifest.release != plain.release
    stored = Store(settings.releases / manifest.release).manifest.groups
    assert stored["night-time"]["categories"] == ["violent-crime", "public-order"]
    assert stored["night-time"]["name_cy"] == "Economi'r nos"
    assert plan_of(manifest.release, settings).groups == groups


def test_without_groups_there_are_none(tmp_path: Path) -> None:
    assert read_config(config(tmp_path, "")).groups == {}


@every_case(
    ("wrong", "expected", "found"),
    [
        (
            '[groups.n]\nname_en="a"\nname_cy="b"\ncategories=["arson"]',
            "anti-social-behav",
            "arson",
        ),
        ('[groups.n]\nname_en="a"\nname_cy="b"\ncategories=[]', "some of", "none"),
        ('[groups.n]\nname_en="a"\ncategories=["drugs"]', "name_cy", "name_en, categories"),
        ('[groups.n]\nname_en=" "\nname_cy="b"\ncategories=["drugs"]', "a name of 1 to 100", " "),
        ('[groups."N x"]\nname_en="a"\nname_cy="b"\ncategories=["drugs"]', "small letters", "N x"),
        ('[groups]\nn = "drugs"', "name_en, name_cy, categories", "drugs"),
        ("[[groups]]\nn = 1", "tables", "a list"),
    ],
)
def test_invalid_group_raises_with_the_expected_form(
    tmp_path: Path, wrong: str, expected: str, found: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read_config(config(tmp_path, wrong))
    assert expected in str(caught.value.facts["expected"])
    assert found in str(caught.value.facts["found"])
