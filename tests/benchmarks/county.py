"""Build a release of a number of LSOAs of the synthetic nation."""

from pathlib import Path

import pandas as pd

from data.build.pipeline import build_release
from data.settings import Settings, load_settings
from data.sources.authorities import ENGLAND_AND_WALES
from tests.benchmarks.national import lsoas, wards

MONTHS = ("2024-01", "2024-02")
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context\n"
)


def build_county(home: Path, areas: int) -> Settings:
    """Build the release into `home`, with few incidents, as only its map is measured."""
    sources = home / "sources"
    sources.mkdir(parents=True)
    some = lsoas().iloc[:areas]
    own = some[["area_code", "geometry"]].rename(columns={"area_code": "LSOA21CD"})
    own.assign(LSOA21NM=own["LSOA21CD"]).to_file(sources / "lsoas.gpkg")
    names = {"ward_code": "WD25CD", "authority_code": "LAD25CD"}
    larger = wards(some).rename(columns=names)
    larger = larger.assign(WD25NM=larger["WD25CD"], LAD25NM=larger["LAD25CD"])
    larger.to_file(sources / "wards.gpkg")
    people = pd.DataFrame({"lsoa21_code": some["area_code"], "age_group": "All usual residents"})
    people.assign(usual_residents=1650).to_csv(sources / "population.csv", index=False)
    points = some.geometry.representative_point().to_crs("EPSG:4326")
    for month in MONTHS:
        rows = "".join(
            f",{month},Synthetic,Synthetic,{point.x:.6f},{point.y:.6f},On or near Street,,,"
            f"Anti-social behaviour,,\n"
            for point in points
        )
        (sources / f"{month}-synthetic-street.csv").write_text(HEADER + rows)
    settings = load_settings({"MILLTIR_HOME": str(home)})
    build_release([sources], settings, area=ENGLAND_AND_WALES)
    return settings
