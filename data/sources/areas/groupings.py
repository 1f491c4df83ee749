"""The official look-up from authorities to partnerships and forces, as the boundaries need it."""

import pandas as pd

from data.errors import SourceError
from data.messages import Message
from data.sources.areas.names import normalised
from data.sources.shipped_look_up import shipped_counties, shipped_forces


def official_groupings(look_up: pd.DataFrame | None, authorities: pd.DataFrame) -> pd.DataFrame:
    """Return the look-up, completed by the one that comes with the program where it is older.

    A look-up of before April 2023 has none of the unitary authorities that replaced districts of
    Cumbria, North Yorkshire and Somerset. They get their police force from the program's look-up,
    and districts that exist no longer are removed: they are not absent from the boundaries.

    Parameters
    ----------
    look_up
        The look-up among the files (`LADCD`, `LADNM`, `PFACD` ...); None if there is none.
    authorities
        `code` and `name_en` of the authorities in the boundaries.

    Returns
    -------
    DataFrame
        The rows of the look-up, or of the program's if there is none.

    Examples
    --------
    >>> own = pd.DataFrame({"code": ["E06000063"], "name_en": ["Cumberland"]})
    >>> old = {"LADCD": ["E07000026"], "LADNM": ["Allerdale"], "PFACD": ["E23000002"]}
    >>> official_groupings(pd.DataFrame(old), own)["LADNM"].tolist()
    ['Cumberland']
    """
    shipped = shipped_forces()
    if look_up is None:
        return shipped
    names = look_up.get("LADNM", look_up["LADCD"])
    lacking = authorities[
        ~authorities["code"].isin(look_up["LADCD"]) & ~authorities["name_en"].isin(names)
    ]
    newer = shipped[shipped["LADCD"].isin(lacking["code"])]
    if newer.empty:
        return look_up
    there = look_up["LADCD"].isin([*authorities["code"], *shipped["LADCD"]])
    return pd.concat([look_up[there | names.isin(shipped["LADNM"])], newer], ignore_index=True)


def partnerships_that_share(look_up: pd.DataFrame | None) -> pd.DataFrame:
    """Return the rows of partnerships that share an authority with others.

    Such a partnership has the area of a district that exists no longer (Allerdale, Carlisle and
    Copeland share Cumberland), so that it can't be made of whole authorities.

    Parameters
    ----------
    look_up
        The look-up among the files (`LADCD`, `CSPCD`); None if there is none.

    Returns
    -------
    DataFrame
        Its rows.

    Examples
    --------
    >>> rows = {"LADCD": ["E06000063"] * 2, "CSPCD": ["E22000031", "E22000033"]}
    >>> len(partnerships_that_share(pd.DataFrame(rows)))
    2
    """
    if look_up is None or "CSPCD" not in look_up:
        return pd.DataFrame(columns=["LADCD", "LADNM", "CSPCD", "CSPNM"])
    rows = look_up.dropna(subset=["LADCD", "CSPCD"])
    several = rows.groupby("LADCD")["CSPCD"].transform("nunique") > 1
    return rows[several]


def require_whole_authorities(asked: str, look_up: pd.DataFrame | None) -> None:
    """Raise if a name or code is of a partnership that has only a part of an authority.

    Parameters
    ----------
    asked
        The name or code.
    look_up
        The look-up among the files; None if there is none.

    Raises
    ------
    SourceError
        Names the authority that the partnership shares.

    Examples
    --------
    >>> require_whole_authorities("Carlisle", None)
    """
    shared = partnerships_that_share(look_up)
    for row in shared.to_dict("records"):
        if normalised(asked) in {normalised(str(row[name])) for name in ("CSPCD", "CSPNM")}:
            of_authority = shared[shared["LADCD"] == row["LADCD"]]
            raise SourceError(
                file="--area",
                where=Message("where.area"),
                expected=Message("area.whole_authorities"),
                found=Message(
                    "area.part",
                    name=asked,
                    n=of_authority["CSPCD"].nunique(),
                    authority=str(row["LADNM"]),
                ),
            )


def county_of_the_name(force: str) -> str:
    """Return the county that has the name of a police force area, but other authorities.

    Parameters
    ----------
    force
        The code of the police force area. Kent's has Medway, which the county of Kent has not.

    Returns
    -------
    str
        The code of the county; empty if there is none, or if it is the same area.

    Examples
    --------
    >>> county_of_the_name("E23000032"), county_of_the_name("E23000017")
    ('E10000016', '')
    """
    forces, counties = shipped_forces(), shipped_counties()
    own = forces[forces["PFACD"] == force]
    of_name = counties[counties["CTYNM"].isin(own["PFANM"])]
    same = set(of_name["LADCD"]) == set(own["LADCD"])
    return "" if of_name.empty or same else str(of_name["CTYCD"].iloc[0])
