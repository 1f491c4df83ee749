"""The authority of each ward, from the layer of wards or from a look-up of LSOAs to wards."""

import re

import geopandas as gpd
import pandas as pd

from data.errors import SourceError
from data.files.archive import Member
from data.geometry.point_in_area import locate
from data.messages import Message
from data.readers.boundaries.codes_and_names import area_codes, area_names
from data.readers.boundaries.layer import newest_column
from data.readers.boundaries.lookups import OF_2021, WARD_CODE
from data.readers.csv_table import read_csv
from data.readers.shapes import read_layer

AUTHORITY_CODE = re.compile(r"^LAD(\d\d)CD$")


def authorities_of_wards(
    member: Member, layer: gpd.GeoDataFrame, look_up: Member | None, lsoas: Member | None
) -> tuple[pd.Series, pd.DataFrame]:
    """Return the authority of each ward, and the authorities.

    Some layers of wards (those of 2023 and of May 2024) have no column of authorities. Then the
    look-up from LSOAs to wards gives them, and a ward that it gives no LSOA to has the authority of
    the LSOA around its middle, as LSOAs never cross the border of an authority.

    Parameters
    ----------
    member
        The file of wards.
    layer
        Its layer, indexed by row.
    look_up
        The look-up from LSOAs to wards and authorities, if there is one.
    lsoas
        The layer of LSOAs, if there is one.

    Returns
    -------
    tuple[Series, DataFrame]
        The code of each row's authority, empty for a ward that is in none; and `code`, `name_en`,
        `name_cy` and `wards`, the number of wards, of each authority. Both names are the same if
        there is no Welsh one.

    Raises
    ------
    SourceError
        If neither the layer nor the look-up has authorities.

    Examples
    --------
    >>> authorities_of_wards(wards_file, layer, best_fit, lsoas_file)  # doctest: +SKIP
    """
    if any(AUTHORITY_CODE.match(str(name)) for name in layer.columns):
        column = newest_column(member, layer, AUTHORITY_CODE, Message("columns.authority"))
        codes = area_codes(member, layer, column)
        names = area_names(member, layer, column).assign(code=codes).drop_duplicates("code")
    else:
        codes, names = _by_look_up(member, layer, look_up, lsoas)
    wards = codes.value_counts()
    known = names[names["code"].isin(wards.index)].reset_index(drop=True)
    return codes, known.assign(wards=known["code"].map(wards).astype(int))


def _by_look_up(
    member: Member, layer: gpd.GeoDataFrame, look_up: Member | None, lsoas: Member | None
) -> tuple[pd.Series, pd.DataFrame]:
    """Return the authority of each ward by a look-up, and the names of its authorities."""
    table = read_csv(look_up, needs=(OF_2021,)) if look_up else pd.DataFrame()
    if look_up is None or not any(AUTHORITY_CODE.match(str(name)) for name in table.columns):
        raise SourceError(
            file=member.path_shown,
            where=Message("where.columns"),
            expected=Message("columns.authority_or_look_up"),
            found=", ".join(map(str, layer.columns))[:300],
        )
    of_wards = newest_column(look_up, table, WARD_CODE, Message("columns.ward"))
    column = newest_column(look_up, table, AUTHORITY_CODE, Message("columns.authority"))
    table = table.dropna(subset=[OF_2021, of_wards, column])
    own = newest_column(member, layer, WARD_CODE, Message("columns.ward"))
    codes = area_codes(member, layer, own)
    authority = codes.map(table.drop_duplicates(of_wards).set_index(of_wards)[column])
    without = authority.isna()
    if without.any() and lsoas is not None:
        around = _lsoas_around(layer[without], lsoas)
        of_lsoas = table.drop_duplicates(OF_2021).set_index(OF_2021)[column]
        authority[without] = around.map(of_lsoas)
    names = area_names(look_up, table, column).assign(code=table[column])
    return authority.fillna("").astype(str), names.drop_duplicates("code")


def _lsoas_around(wards: gpd.GeoDataFrame, lsoas: Member) -> pd.Series:
    """Return the code of the LSOA around the middle of each ward."""
    layer = read_layer(lsoas)
    if OF_2021 not in layer.columns:
        return pd.Series(None, index=wards.index, dtype="object")
    middle = wards.geometry.representative_point()
    shapes = layer[["geometry"]].assign(area_code=layer[OF_2021])
    return pd.Series(locate(middle.x.to_numpy(), middle.y.to_numpy(), shapes), wards.index)
