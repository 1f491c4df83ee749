"""The loaders on real open data, where a machine has it."""

import zipfile
from pathlib import Path

import pandas as pd
import pytest

from data.schema import LSOA
from data.sources.boundaries import load_areas
from data.sources.deprivation import load_deprivation
from data.sources.police_uk import load_police
from data.sources.population import load_population
from data.sources.report import LoadReport


@pytest.fixture(scope="module")
def unzipped(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    for name in ("LSOA_2021_Wales_BGC", "Wards_2025_Wales_BGC"):
        with zipfile.ZipFile(real_data / "boundaries" / f"{name}.geojson.zip") as archive:
            archive.extractall(folder)
    with zipfile.ZipFile(real_data / "police" / "gwent-street-2022-07_2025-06.zip") as archive:
        archive.extractall(folder, [n for n in archive.namelist() if n.startswith("2022-12/")])
    lookup = real_data / "lookups" / "LSOA21_WD24_LAD24_best_fit_Wales.csv"
    (folder / lookup.name).write_bytes(lookup.read_bytes())
    return folder


def test_a_month_of_gwent_is_located_and_reconciles(unzipped: Path) -> None:
    report = LoadReport(unzipped)
    boundaries = {
        "ward": unzipped / "Wards_2025_Wales_BGC.geojson",
        "lsoa": unzipped / "LSOA_2021_Wales_BGC.geojson",
    }
    best_fit = unzipped / "LSOA21_WD24_LAD24_best_fit_Wales.csv"
    areas = load_areas(boundaries, best_fit, report)
    assert (areas["level"] == LSOA).sum() == 1917
    assert (areas["level"] == "ward").sum() == 762
    repaired = [account for account in report.files if "polygon repaired" in account.notes]
    assert repaired, "one LSOA polygon is invalid in the original"
    incidents = load_police(sorted(unzipped.rglob("*-gwent-street.csv")), areas, report)
    account = report.files[-1]
    assert account.reconciles
    assert account.read > 4_000 and account.used / account.read > 0.95
    assert account.left_out["no location"] > 0
    assert account.notes["stated LSOA of another vintage"] > 0
    assert incidents["ward_code"].str.startswith("W05").all()


def test_the_published_deprivation_file_is_read_as_it_is(real_data: Path) -> None:
    report = LoadReport(real_data)
    path = next((real_data / "deprivation").glob("*.csv"))
    codes = pd.read_csv(path)["LSOA code"].dropna()
    tidy = load_deprivation(path, codes, report)
    assert len(tidy) == 1917 * 9
    assert set(tidy["edition"]) == {"WIMD 2025"}
    assert report.files[0].left_out == {"blank row": 2}
    assert tidy["rank"].between(1, 1917).all()


def test_the_census_file_is_read_as_it_is(real_data: Path) -> None:
    report = LoadReport(real_data)
    path = real_data / "population" / "census2021_lsoa21_age_wales.csv"
    codes = pd.read_csv(path)["lsoa21_code"].drop_duplicates()
    tidy = load_population(path, codes, report)
    assert report.files[0].reconciles
    assert {"0-15", "16-24", "65+"} <= set(tidy["age_band"])
    assert 3_000_000 < tidy["residents"].sum() < 3_200_000
