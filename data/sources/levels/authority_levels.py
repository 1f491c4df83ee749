"""Authorities as a level of a release with several, and what the official look-ups make of them.

Those are community safety partnerships and police force areas.
"""

from collections.abc import Callable, Mapping

import geopandas as gpd
import pandas as pd

from data.geometry.custom_levels import CustomLevel, members_by_look_up
from data.schema import AUTHORITY, FORCE, PARTNERSHIP, WARD
from data.sources.authorities import WELSH_NAMES, with_codes_of
from data.sources.boundaries import Boundaries, outline
from data.sources.shipped_look_up import shipped_forces, shipped_partnerships

COLUMNS = ["code", "name_en", "name_cy"]
# The beginning of the names of the columns of each level in a look-up.
CSP, PFA = "CSP", "PFA"


def authority_levels(boundaries: Boundaries) -> tuple[CustomLevel, ...]:
    """Return the authorities, partnerships and police forces of an area as levels of its wards.

    Parameters
    ----------
    boundaries
        The area with its wards, its authorities and the look-up among its files.

    Returns
    -------
    tuple of CustomLevel
        Empty for an area of one authority. Partnerships are a level only where at least one of
        them has several authorities: else the two levels would be the same. So are police force
        areas, of which there must be two, else the level would be the whole area.

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
    for level, joined in (
        (PARTNERSHIP, partnerships_of(authorities, boundaries.look_up)),
        (FORCE, forces_of(authorities, boundaries.look_up)),
    ):
        named = joined.drop_duplicates("code")
        if 1 < len(named) < len(joined):
            of = dict(zip(joined["authority"], joined["code"], strict=True))
            levels.append(_level(level, boundaries, named[COLUMNS], of))
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
    return _joined(authorities, look_up, CSP, shipped_partnerships)


def forces_of(authorities: pd.DataFrame, look_up: pd.DataFrame | None) -> pd.DataFrame:
    """Return the police force area of each authority by the official look-up.

    Parameters
    ----------
    authorities
        `code` and `name_en` of the authorities of the area.
    look_up
        The look-up among the files (`LADCD`, `LADNM`, `PFACD`, `PFANM`); None for the one that
        comes with the program.

    Returns
    -------
    DataFrame
        `authority`, and `code`, `name_en` and `name_cy` of its police force area. One that has an
        authority elsewhere is left out.

    Examples
    --------
    >>> authorities = pd.DataFrame({"code": ["W06000013", "W06000014"], "name_en": ["B", "V"]})
    >>> forces_of(authorities, None).empty
    True
    """
    return _joined(authorities, look_up, PFA, shipped_forces)


def _joined(
    authorities: pd.DataFrame,
    look_up: pd.DataFrame | None,
    of: str,
    shipped: Callable[[], pd.DataFrame],
) -> pd.DataFrame:
    """Return what the look-up, or the shipped one, makes of whole authorities.

    The names of its columns begin with `of`.
    """
    code, name = f"{of}CD", f"{of}NM"
    columns = ["LADCD", "LADNM", code, name]
    official = shipped() if look_up is None or code not in look_up else look_up
    rows = with_codes_of(authorities, official)[columns].dropna().drop_duplicates()
    outside = ~rows["LADCD"].isin(authorities["code"])
    shared = rows["LADCD"].duplicated(keep=False)
    whole = rows[~rows[code].isin(rows.loc[outside | shared, code])]
    names = whole[name].astype(str)
    return pd.DataFrame(
        {
            "authority": whole["LADCD"].astype(str),
            "code": whole[code].astype(str),
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
