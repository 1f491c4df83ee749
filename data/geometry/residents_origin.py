"""How the residents of an area were found from those of LSOAs, as its members record it."""

from dataclasses import dataclass

import pandas as pd

from data.geometry.ward_membership import AREA_SHARE, BEST_FIT

# WHOLE: the least share that counts as the whole LSOA.
WHOLE = 1 - 1e-9


@dataclass(frozen=True, kw_only=True)
class ResidentsOrigin:
    """The LSOAs whose residents an area has."""

    # The number of whole LSOAs, by the rule that gave them to the area.
    whole: dict[str, int]
    # The shares, by area, that it takes of LSOAs because it has none of its own.
    taken: dict[str, float]
    # The shares that are left to it of LSOAs of which another area takes a share.
    left: dict[str, float]


def residents_origin(members: pd.DataFrame, area: str) -> ResidentsOrigin:
    """Return by which rules an area has its residents.

    Parameters
    ----------
    members
        Rows lsoa_code, area_code, share and rule of a level.
    area
        Code of the area.

    Returns
    -------
    ResidentsOrigin
        Its whole LSOAs by rule, and its shares of others, the largest first.

    Examples
    --------
    >>> rows = [("L1", "A", 0.22, "best fit"), ("L1", "B", 0.78, "area share")]
    >>> members = pd.DataFrame(rows, columns=["lsoa_code", "area_code", "share", "rule"])
    >>> residents_origin(members, "A").left, residents_origin(members, "B").taken
    ({'L1': 0.22}, {'L1': 0.78})
    """
    own = members[members["area_code"] == area]
    taken = own["rule"] == AREA_SHARE
    whole = ~taken & (own["share"] >= WHOLE)
    return ResidentsOrigin(
        whole={str(rule): int(n) for rule, n in own.loc[whole, "rule"].value_counts().items()},
        taken=_shares(own[taken], "lsoa_code"),
        left=_shares(own[~taken & ~whole], "lsoa_code"),
    )


def areas_of_lsoa(members: pd.DataFrame, lsoa: str) -> dict[str, float]:
    """Return the areas among which the residents of an LSOA are divided.

    Parameters
    ----------
    members
        Rows lsoa_code, area_code, share and rule of a level.
    lsoa
        Code of the LSOA.

    Returns
    -------
    dict of float
        The share of each area, the largest first.

    Examples
    --------
    >>> rows = [("L1", "A", 0.22, "best fit"), ("L1", "B", 0.78, "area share")]
    >>> members = pd.DataFrame(rows, columns=["lsoa_code", "area_code", "share", "rule"])
    >>> areas_of_lsoa(members, "L1")
    {'B': 0.78, 'A': 0.22}
    """
    return _shares(members[members["lsoa_code"] == lsoa], "area_code")


def rule_of_lsoa(members: pd.DataFrame, lsoa: str) -> tuple[str, str]:
    """Return the area that an LSOA was given to as a whole, before others took shares, and why.

    Parameters
    ----------
    members
        Rows lsoa_code, area_code, share and rule of a level.
    lsoa
        Code of the LSOA.

    Returns
    -------
    tuple of str
        Area and rule; both empty if others took all of it.

    Examples
    --------
    >>> rows = [("L1", "A", 0.22, "best fit"), ("L1", "B", 0.78, "area share")]
    >>> members = pd.DataFrame(rows, columns=["lsoa_code", "area_code", "share", "rule"])
    >>> rule_of_lsoa(members, "L1")
    ('A', 'best fit')
    """
    rows = members[(members["lsoa_code"] == lsoa) & (members["rule"] != AREA_SHARE)]
    if rows.empty:
        return "", ""
    return str(rows["area_code"].iloc[0]), str(rows["rule"].iloc[0])


@dataclass(frozen=True, kw_only=True)
class RulesUsed:
    """By which rules the wards of a release have their residents."""

    # The LSOAs that a best-fit look-up gives to a ward, and those that only their outline does.
    by_look_up: int
    by_largest_overlap: int
    # The wards without an LSOA of their own, and those of whose LSOAs they take shares.
    takers: tuple[str, ...]
    givers: tuple[str, ...]


def rules_used(members: pd.DataFrame) -> RulesUsed:
    """Return by which rules the wards have their residents.

    Parameters
    ----------
    members
        Rows lsoa_code, area_code, share and rule of the wards.

    Returns
    -------
    RulesUsed
        LSOAs by rule, and the wards that share LSOAs.

    Examples
    --------
    >>> rows = [("L1", "A", 0.22, "best fit"), ("L1", "B", 0.78, "area share")]
    >>> members = pd.DataFrame(rows, columns=["lsoa_code", "area_code", "share", "rule"])
    >>> rules_used(members)
    RulesUsed(by_look_up=1, by_largest_overlap=0, takers=('B',), givers=('A',))
    """
    taken = members["rule"] == AREA_SHARE
    fits = members["rule"] == BEST_FIT
    left = ~taken & (members["share"] < WHOLE)
    return RulesUsed(
        by_look_up=int(fits.sum()),
        by_largest_overlap=int((~taken & ~fits).sum()),
        takers=tuple(sorted(members.loc[taken, "area_code"].unique())),
        givers=tuple(sorted(members.loc[left, "area_code"].unique())),
    )


def _shares(rows: pd.DataFrame, by: str) -> dict[str, float]:
    in_order = rows.sort_values(["share", by], ascending=[False, True])
    pairs = zip(in_order[by], in_order["share"], strict=True)
    return {str(code): float(share) for code, share in pairs}
