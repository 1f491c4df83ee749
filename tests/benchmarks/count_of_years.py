"""Count the police files of the synthetic nation by other means than the program: polars, sjoin."""

import geopandas as gpd
import numpy as np
import polars as pl

from data.geometry.projection import metres
from data.police.street_file import CATEGORY_OF
from data.schema import BRITISH_GRID, CATEGORIES
from tests.benchmarks.national import Nation

COLUMNS = ("Crime ID", "Longitude", "Latitude", "Crime type")


def count_files(nation: Nation) -> np.ndarray:
    """Return the incidents [category, month, LSOA], of uint16, in the order of a release.

    A Crime ID is counted once in its file, the last row of it that has a place; the synthetic
    nation repeats none in another file.
    """
    points = _located(nation)
    counts = np.zeros((len(CATEGORIES), len(nation.months), len(nation.lsoas)), dtype=np.uint16)
    kinds = pl.DataFrame(
        {
            "Crime type": list(CATEGORY_OF),
            "category": [CATEGORIES.index(one) for one in CATEGORY_OF.values()],
        }
    )
    for month, name in enumerate(nation.months):
        for file in sorted((nation.sources / name).glob("*.csv")):
            used = (
                pl.read_csv(file, columns=list(COLUMNS), infer_schema=False)
                .join(points, on=["Longitude", "Latitude"], how="inner", maintain_order="left")
                .join(kinds, on="Crime type", how="inner", maintain_order="left")
            )
            named = used.filter(pl.col("Crime ID").is_not_null() & (pl.col("Crime ID") != ""))
            last = named.unique("Crime ID", keep="last")
            rest = used.filter(pl.col("Crime ID").is_null() | (pl.col("Crime ID") == ""))
            for part in (last, rest):
                cells = (part["category"].to_numpy(), month, part["lsoa"].to_numpy())
                np.add.at(counts, cells, 1)
    return counts


def _located(nation: Nation) -> pl.DataFrame:
    """Return the points that are in an LSOA, as the files have them, with its number."""
    snaps = nation.snaps
    x, y = metres(snaps["longitude"].to_numpy(), snaps["latitude"].to_numpy())
    points = gpd.GeoDataFrame(snaps, geometry=gpd.points_from_xy(x, y, crs=BRITISH_GRID))
    joined = gpd.sjoin(points, nation.lsoas[["area_code", "geometry"]].sort_values("area_code"))
    joined = joined[~joined.index.duplicated()]
    return pl.DataFrame(
        {
            "Longitude": np.char.mod("%.6f", joined["longitude"].to_numpy()),
            "Latitude": np.char.mod("%.6f", joined["latitude"].to_numpy()),
            "lsoa": joined["index_right"].to_numpy(),
        }
    ).unique(["Longitude", "Latitude"], keep="first")
