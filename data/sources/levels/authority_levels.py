"""Authorities, and partnerships by the official look-up, as levels of a release with several."""

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd

from data.geometry.custom_levels import CustomLevel, members_by_look_up
from data.schema import AUTHORITY, PARTNERSHIP, WARD
from data.sources.authorities import WELSH_NAMES, with_codes_of
from data.sources.boundaries import Boundaries, outline
from data.sources.shipped_look_up import shipped_partnerships

COLUMNS = ["code", "name_en", "name_cy"]


def authority_levels(boundaries: Boundaries) -> tuple[CustomLevel, ...]:
    """Return the authorities and the partnerships of an area as levels, made of its wards.

    Parameters
    ----------
    boundaries
        The area with its wards, its authorities and the look-up among its files.

    Returns
    -------
    tuple of CustomLevel
        Empty for an area of one authority. Partnerships are a level only where at least one of
        them has several authorities: else the two levels would be the same.

    Examples
    --------
    >>> authority_levels(boundaries)  # doctest: +SKIP
    (CustomLevel(level='authority', ...),)
    """
    authorities = boundaries.authorities
    if len(authorities) < 2:
        return ()
    itself = {str(code): str(code) for code in authorities["code"]}
    levels = [_level(AUTHORITY, boundaries, authorities[COLUMNS], itself)]
    joined = partnerships_of(authorities, boundaries.look_up)
    named = joined.drop_duplicates("code")
    if 1 < len(named) < len(joined):
        of = dict(zip(joined["authority"], joined["code"], strict=True))
        levels.append(_level(PARTNERSHIP, boundaries, named[COLUMNS], of))
    return tuple(levels)


def partnerships_of(authorities: pd.DataFrame, look_up: pd.DataFrame | None) -> pd.DataFrame:
    """Return the partnership of each authority that the official look-up gives to one.

    Parameters
    ----------
    authorities
        `code` and `name_en` of the authorities of the area.
    look_up
        The look-up among the files (`LADCD`, `LADNM`, `CSPCD`, `CSPNM`); None for the one that
        comes with the program.

    Returns
    -------
    DataFrame
        `authority`, and `code`, `name_en` and `name_cy` of its partnership. A partnership that has
        an authority elsewhere, or one that several partnerships share, is left out: its area can't
        be made of whole authorities.

    Examples
    --------
    >>> authorities = pd.DataFrame({"code": ["W06000016", "W06000024"], "name_en": ["R", "M"]})
    >>> partnerships_of(authorities, None)["name_en"].tolist()
    ['Cwm Taf', 'Cwm Taf']
    """
    official = shipped_partnerships() if look_up is None else look_up
    columns = ["LADCD", "LADNM", "CSPCD", "CSPNM"]
    rows = with_codes_of(authorities, official)[columns].dropna().drop_duplicates()
    outside = ~rows["LADCD"].isin(authorities["code"])
    shared = rows["LADCD"].duplicated(keep=False)
    whole = rows[~rows["CSPCD"].isin(rows.loc[outside | shared, "CSPCD"])]
    names = whole["CSPNM"].astype(str)
    return pd.DataFrame(
        {
            "authority": whole["LADCD"].astype(str),
            "code": whole["CSPCD"].astype(str),
            "name_en": names,
            "name_cy": names.map(WELSH_NAMES).fillna(names),
        }
    ).reset_index(drop=True)


def _level(
    level: str, boundaries: Boundaries, named: pd.DataFrame, of_authority: Mapping[str, str]
) -> CustomLevel:
    """Return a level whose areas are those that the authorities of wards belong to."""
    areas = boundaries.areas
    wards = areas[areas["level"] == WARD]
    belongs = wards["authority_code"].map(dict(of_authority))
    inside = wards[belongs.notna()]
    of_ward = dict(zip(inside["area_code"], belongs.dropna(), strict=True))
    shapes = inside.geometry.groupby(belongs.dropna()).agg(lambda own: outline(own.to_numpy()))
    rows = named[named["code"].isin(shapes.index)].sort_values("code")
    return CustomLevel(
        level=level,
        areas=gpd.GeoDataFrame(
            rows.rename(columns={"code": "area_code"}).reset_index(drop=True),
            geometry=list(shapes[rows["code"]]),
            crs=areas.crs,
        ),
        members=members_by_look_up(of_ward, level=WARD, of_wards=boundaries.membership),
        looked_up=WARD,
        area_of=of_ward,
    )
