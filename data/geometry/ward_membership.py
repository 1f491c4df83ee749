"""Assigns LSOAs to wards, so that every ward has residents.

A best-fit look-up assigns every LSOA to one ward and so leaves some small wards without any. Those
receive area shares of the LSOAs that they overlap, which are subtracted from the best-fit ward: the
residents of all wards still add up to those of all LSOAs. The table of members is the only source
of whose residents a ward has; every sentence about it is worded from its rules and shares.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.geometry.code_lookup import is_in

BEST_FIT, AREA_SHARE, LARGEST_OVERLAP = "best fit", "area share", "largest overlap"
# Smaller overlaps are slivers of two generalisations of one border.
LEAST_SHARE = 0.01


def membership(
    lsoas: gpd.GeoDataFrame, wards: gpd.GeoDataFrame, best_fit: pd.Series
) -> pd.DataFrame:
    """Return the share of each LSOA in each ward.

    Parameters
    ----------
    lsoas, wards
        Polygons with `area_code`, in EPSG:27700.
    best_fit
        Ward code by LSOA code; LSOAs without one go to the ward with the largest overlap.

    Returns
    -------
    pandas.DataFrame
        Columns lsoa_code, ward_code, share, rule. The shares of every LSOA add up to one.

    Examples
    --------
    >>> areas = gpd.GeoDataFrame({"area_code": ["L1"]}, geometry=[shapely.box(0, 0, 1, 1)])
    >>> wards = areas.assign(area_code="W1")
    >>> membership(areas, wards, pd.Series({"L1": "W1"}))["rule"].tolist()
    ['best fit']
    """
    ward_of = best_fit.reindex(lsoas["area_code"])
    ward_of = ward_of.where(is_in(ward_of, wards["area_code"]))
    unplaced = ward_of.index[ward_of.isna()]
    whole = pd.DataFrame(
        {"lsoa_code": ward_of.index, "ward_code": ward_of.to_numpy(), "share": 1.0}
    ).assign(rule=BEST_FIT)
    if len(unplaced):
        largest = _largest_overlap(lsoas[is_in(lsoas["area_code"], unplaced)], wards)
        at = is_in(whole["lsoa_code"], unplaced)
        whole.loc[at, "ward_code"] = whole.loc[at, "lsoa_code"].map(largest)
        whole.loc[at, "rule"] = LARGEST_OVERLAP
        whole = whole.dropna(subset="ward_code")
    left_out = wards[~is_in(wards["area_code"], whole["ward_code"])]
    if left_out.empty:
        return whole.reset_index(drop=True)
    return add_wards_without_lsoa(whole, shares_in(lsoas, left_out))


def add_wards_without_lsoa(whole: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Add areas without a whole LSOA, whose shares are subtracted from the areas that have them.

    Parameters
    ----------
    whole
        Rows lsoa_code, area or ward code, share (one) and rule.
    shares
        Rows of the areas to add, from `shares_in`.

    Returns
    -------
    pandas.DataFrame
        Rows of both, sorted by LSOA and area.

    Examples
    --------
    >>> row = {"lsoa_code": ["L1"], "ward_code": ["W1"], "share": [1.0]}
    >>> whole, share = pd.DataFrame(row).assign(rule=BEST_FIT), pd.DataFrame(row)
    >>> add_wards_without_lsoa(whole, share.assign(ward_code="W2", share=0.25))["share"].tolist()
    [0.75, 0.25]
    """
    # Areas drawn one over the other could take more than there is.
    taken = shares.groupby("lsoa_code")["share"].sum()
    too_much = shares["lsoa_code"].map(taken.clip(lower=1.0)).astype(float)
    shares, taken = shares.assign(share=shares["share"] / too_much), taken.clip(upper=1.0)
    whole = whole.assign(share=1.0 - whole["lsoa_code"].map(taken).astype(float).fillna(0.0))
    both = pd.concat([whole[whole["share"] > 0], shares.assign(rule=AREA_SHARE)])
    return both.sort_values(list(both.columns[:2]), ignore_index=True)


def _largest_overlap(lsoas: gpd.GeoDataFrame, wards: gpd.GeoDataFrame) -> pd.Series:
    shares = shares_in(lsoas, wards).sort_values("share")
    return shares.drop_duplicates("lsoa_code", keep="last").set_index("lsoa_code")["ward_code"]


def shares_in(lsoas: gpd.GeoDataFrame, wards: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the share of each LSOA's area in each ward.

    Parameters
    ----------
    lsoas, wards
        Polygons with `area_code`, in EPSG:27700.

    Returns
    -------
    pandas.DataFrame
        Columns lsoa_code, ward_code, share; slivers excluded.

    Examples
    --------
    >>> lsoa = gpd.GeoDataFrame({"area_code": ["L1"]}, geometry=[shapely.box(0, 0, 2, 1)])
    >>> ward = gpd.GeoDataFrame({"area_code": ["W1"]}, geometry=[shapely.box(0, 0, 1, 1)])
    >>> shares_in(lsoa, ward)["share"].tolist()
    [0.5]
    """
    ward_shapes = wards.geometry.to_numpy()
    lsoa_shapes = lsoas.geometry.to_numpy()
    lsoa_index, ward_index = shapely.STRtree(ward_shapes).query(lsoa_shapes, "intersects")
    common = shapely.intersection(lsoa_shapes[lsoa_index], ward_shapes[ward_index])
    share = shapely.area(common) / shapely.area(lsoa_shapes[lsoa_index])
    table = pd.DataFrame(
        {
            "lsoa_code": lsoas["area_code"].to_numpy()[lsoa_index],
            "ward_code": wards["area_code"].to_numpy()[ward_index],
            "share": np.minimum(share, 1.0),
        }
    )
    return table[table["share"] >= LEAST_SHARE]
