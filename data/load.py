"""A folder of sources -> all tidy tables and the load report."""

from collections.abc import Callable

import geopandas as gpd
import pandas as pd

from data.schema import CATEGORIES, COUNTY, LEVELS, LSOA, WARD, check
from data.sources.boundaries import load_areas, load_ground
from data.sources.deprivation import load_deprivation
from data.sources.folder import SourceFolder
from data.sources.perceptions import load_perceptions
from data.sources.places import load_groups, load_orders, load_postcodes, load_responses
from data.sources.police_uk import load_police
from data.sources.population import load_population
from data.sources.report import LoadReport

Progress = Callable[[float, str], None]


def load_tables(
    folder: SourceFolder, report: LoadReport, progress: Progress
) -> dict[str, pd.DataFrame]:
    """Every table that the folder has files for, each checked against its contract."""
    files = folder.files
    progress(0.0, "boundaries")
    areas = load_areas({LSOA: files["lsoa"], WARD: files["ward"]}, files["best_fit"], report)
    lsoas, wards = _codes(areas, LSOA), _codes(areas, WARD)
    tables: dict[str, pd.DataFrame] = {"areas": areas}
    progress(0.15, "population and deprivation")
    tables["population"] = load_population(files["population"], lsoas, report)
    if "deprivation" in files:
        tables["deprivation"] = load_deprivation(files["deprivation"], lsoas, report)
    progress(0.25, f"{len(folder.police)} months of incidents")
    tables["incidents"] = load_police(folder.police, areas, report)
    progress(0.8, "counts")
    tables["counts"] = count_by_area(tables["incidents"], str(_codes(areas, COUNTY).iloc[0]))
    progress(0.85, "survey, groups and orders")
    tables |= _local_tables(folder, wards, report)
    tables["left_out"] = report.rows_left_out()
    return {name: check(name, table) for name, table in tables.items()}


def count_by_area(incidents: pd.DataFrame, county: str) -> pd.DataFrame:
    """Incidents by area, month and category at every level; what isn't there is zero."""
    area_at = {
        COUNTY: pd.Series(county, incidents.index),
        WARD: incidents["ward_code"],
        LSOA: incidents["lsoa_code"],
    }
    parts = [
        incidents.assign(level=level, area_code=area_at[level])
        .groupby(["level", "area_code", "month", "category"], observed=True)
        .size()
        for level in LEVELS
    ]
    counts = pd.concat(parts).rename("incidents").reset_index()
    order = {category: place for place, category in enumerate(CATEGORIES)}
    return counts.sort_values(
        ["level", "area_code", "month", "category"],
        key=lambda column: column.map(order) if column.name == "category" else column,
        ignore_index=True,
    )


def _codes(areas: gpd.GeoDataFrame, level: str) -> pd.Series:
    codes: pd.Series = areas.loc[areas["level"] == level, "area_code"]
    return codes


def _local_tables(
    folder: SourceFolder, wards: pd.Series, report: LoadReport
) -> dict[str, pd.DataFrame]:
    files = folder.files
    tables: dict[str, pd.DataFrame] = {}
    if "ground" in files:
        tables["ground"] = load_ground(files["ground"], report)
    if "perceptions" in files:
        tables["perceptions"] = load_perceptions(files["perceptions"], wards, report)
    if "groups" in files:
        tables["groups"] = load_groups(files["groups"], wards, report)
    if "orders" in files:
        tables["orders"] = load_orders(files["orders"], report)
    if "responses" in files:
        tables["responses"] = load_responses(files["responses"], report)
    if "postcodes" in files:
        tables["postcodes"] = load_postcodes(files["postcodes"], wards, report)
    return tables
