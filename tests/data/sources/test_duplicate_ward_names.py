"""Wards of the same name are distinguished by their authority."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from data.build.pipeline import build_release
from data.release.store import Store
from data.schema import WARD
from data.sources.ward_names import Wards, with_authority_suffix, without_authority
from tests.cases import every_case
from tests.conftest import settings_in

AUTHORITIES = pd.DataFrame(
    {"code": ["A", "B"], "name_en": ["North", "South"], "name_cy": ["Gogledd", "De"]}
)
ALIKE = pd.DataFrame(
    {
        "area_code": ["W1", "W2", "W3"],
        "level": WARD,
        "authority_code": ["A", "B", "B"],
        "name_en": ["Park", "Park", "Glyn"],
        "name_cy": ["Y Parc", "Parc", "Glyn"],
    }
)


def test_only_repeated_names_get_their_authority_in_each_language_separately() -> None:
    renamed = with_authority_suffix(ALIKE, AUTHORITIES)
    assert list(renamed["name_en"]) == ["Park (North)", "Park (South)", "Glyn"]
    assert list(renamed["name_cy"]) == ["Y Parc", "Parc", "Glyn"]
    assert list(ALIKE["name_en"]) == ["Park", "Park", "Glyn"], "what was given stays as it was"


def test_a_name_without_authority_matches_both_wards() -> None:
    wards = Wards.of(with_authority_suffix(ALIKE, AUTHORITIES))
    assert wards.named["park"] == {"W1", "W2"}
    assert wards.named["park south"] == {"W2"} and wards.named["glyn"] == {"W3"}


@every_case("name", ["Park", "Park (South)"])
def test_the_authority_can_be_removed_from_a_name(name: str) -> None:
    assert without_authority(name) == "Park"


@pytest.mark.slow
def test_every_ward_of_wales_has_a_unique_name(real_data: Path, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    manifest = build_release([real_data], settings, area="Wales")
    wards = Store(settings.releases / manifest.release).areas(WARD)
    assert isinstance(wards, gpd.GeoDataFrame) and len(wards) == 762
    assert wards["name_en"].is_unique and wards["name_cy"].is_unique
    assert "Caerau (Caerdydd)" in set(wards["name_cy"])
    assert set(wards["name_en"]) >= {"Caerau (Bridgend)", "Caerau (Cardiff)", "Fairwater (Torfaen)"}
