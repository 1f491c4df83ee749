"""Every ward has LSOAs, and the shares of each LSOA add up to one."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from data.geometry.ward_membership import AREA_SHARE, BEST_FIT, LARGEST_OVERLAP, membership

LSOAS = gpd.GeoDataFrame(
    {"area_code": ["L1", "L2", "L3"]},
    geometry=[shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10), shapely.box(20, 0, 30, 10)],
    crs="EPSG:27700",
)
WARDS = gpd.GeoDataFrame(
    {"area_code": ["W1", "W2", "W3"]},
    geometry=[shapely.box(0, 0, 8, 10), shapely.box(8, 0, 13, 10), shapely.box(13, 0, 30, 10)],
    crs="EPSG:27700",
)


def test_ward_without_a_best_fit_lsoa_takes_shares_of_overlapping_lsoas() -> None:
    best_fit = pd.Series({"L1": "W1", "L2": "W3", "L3": "W3"})
    table = membership(LSOAS, WARDS, best_fit)
    shares = table.set_index(["lsoa_code", "ward_code"])["share"].to_dict()
    assert shares == pytest.approx(
        {
            ("L1", "W1"): 0.8,
            ("L1", "W2"): 0.2,
            ("L2", "W2"): 0.3,
            ("L2", "W3"): 0.7,
            ("L3", "W3"): 1.0,
        }
    )
    assert set(table.loc[table["ward_code"] == "W2", "rule"]) == {AREA_SHARE}
    assert table.groupby("lsoa_code")["share"].sum().tolist() == pytest.approx([1, 1, 1])


def test_without_a_look_up_the_largest_overlap_decides() -> None:
    table = membership(LSOAS, WARDS, pd.Series(dtype="str"))
    rules = table.set_index("lsoa_code")["rule"]
    assert LARGEST_OVERLAP in set(rules)
    assert set(table["ward_code"]) == {"W1", "W2", "W3"}
    assert table.groupby("lsoa_code")["share"].sum().tolist() == pytest.approx([1, 1, 1])


def test_a_nested_county_is_best_fit_throughout() -> None:
    best_fit = pd.Series({"L1": "W1", "L2": "W2", "L3": "W3"})
    table = membership(LSOAS, WARDS, best_fit)
    assert set(table["rule"]) == {BEST_FIT} and set(table["share"]) == {1.0}


def test_wards_drawn_one_over_the_other_take_no_more_than_there_is() -> None:
    over = gpd.GeoDataFrame(
        {"area_code": ["W1", "W2", "W3"]},
        geometry=[shapely.box(0, 0, 30, 10), shapely.box(0, 0, 9, 10), shapely.box(2, 0, 10, 10)],
        crs="EPSG:27700",
    )
    table = membership(LSOAS, over, pd.Series({"L1": "W1", "L2": "W1", "L3": "W1"}))
    assert table.groupby("lsoa_code")["share"].sum().tolist() == pytest.approx([1, 1, 1])
    taken = table[table["lsoa_code"] == "L1"].set_index("ward_code")["share"]
    assert taken.to_dict() == pytest.approx({"W2": 9 / 17, "W3": 8 / 17})
