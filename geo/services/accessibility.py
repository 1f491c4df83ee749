"""Accessibility of groups: residents within and beyond a distance, by area and by deprivation."""

import numpy as np
import pandas as pd

from geo.noise.differences import differs
from geo.noise.estimate import NO_NOISE
from geo.noise.ladder import HIGHER, LOWER, TOO_FEW
from geo.noise.ladder import NO_CLEAR_DIFFERENCE as UNCLEAR
from geo.services.distances import PER_PEOPLE, distances, floating_catchment

FEWER, MORE, NO_CLEAR_DIFFERENCE = "fewer", "more", "no clear difference"
VISIBLE = ["visible_lower", "visible_higher"]
# WORDED: the finding for each verdict.
WORDED = {
    LOWER: FEWER,
    HIGHER: MORE,
    UNCLEAR: NO_CLEAR_DIFFERENCE,
    TOO_FEW: NO_CLEAR_DIFFERENCE,
}


def homes(
    residents: pd.Series,
    homes_x: np.ndarray,
    homes_y: np.ndarray,
    groups: pd.DataFrame,
    *,
    reach: float,
) -> pd.DataFrame:
    """Return the distance of each home to its nearest group, and the groups offered there.

    Parameters
    ----------
    residents
        Residents by home (LSOA).
    homes_x
        Eastings of the homes in metres.
    homes_y
        Northings of the homes in metres.
    groups
        `x` and `y` by the number of the group.
    reach
        Distance in metres within which a group is offered.

    Returns
    -------
    pd.DataFrame
        `residents`, `metres` (straight line), `nearest` (number of the group) and `offered`
        (two-step floating catchment: groups per 10,000 people, where a group is shared by all who
        live within its reach).

    Examples
    --------
    >>> groups = pd.DataFrame({"x": [0.0], "y": [0.0]}, index=[7])
    >>> homes(pd.Series({"L1": 500}), np.array([300.0]), np.array([400.0]), groups, reach=1000)
        residents  offered  metres  nearest
    L1      500.0     20.0   500.0        7
    """
    distance = distances(homes_x, homes_y, groups["x"].to_numpy(), groups["y"].to_numpy())
    table = pd.DataFrame({"residents": residents.astype(float)})
    people = table["residents"].fillna(0.0).to_numpy()
    table["offered"] = floating_catchment(people, np.ones(len(groups)), distance, reach=reach)
    if groups.empty:
        return table.assign(metres=np.inf, nearest="")
    closest = distance.argmin(axis=1)
    return table.assign(
        metres=distance[np.arange(len(distance)), closest], nearest=groups.index.to_numpy()[closest]
    )


def by_area(home: pd.DataFrame, members: pd.DataFrame, *, reach: float) -> pd.DataFrame:
    """Return the residents within and beyond reach of a group, by area.

    Parameters
    ----------
    home
        Table of `homes`.
    members
        The share of each home's residents in each area: `lsoa_code`, `area_code`, `share`.
    reach
        Distance in metres.

    Returns
    -------
    pd.DataFrame
        By area: `residents`, `within`, `beyond`, `share_beyond` and `offered` (mean over
        residents). Missing where a home has no number of residents.

    Examples
    --------
    >>> home = pd.DataFrame({"residents": [500.0], "metres": [800.0], "offered": [2.0]}, ["L1"])
    >>> members = pd.DataFrame({"lsoa_code": ["L1"], "area_code": ["A"], "share": [1.0]})
    >>> by_area(home, members, reach=1000)
               residents  within  beyond  offered  share_beyond
    area_code
    A              500.0   500.0     0.0      2.0           0.0
    """
    home_of_member = home.reindex(members["lsoa_code"]).set_axis(members.index)
    people = home_of_member["residents"] * members["share"]
    parts = pd.DataFrame(
        {
            "residents": people,
            "within": people.where(home_of_member["metres"] <= reach, 0.0).where(people.notna()),
            "beyond": people.where(home_of_member["metres"] > reach, 0.0).where(people.notna()),
            "offered": people * home_of_member["offered"],
        }
    )
    grouped = parts.groupby(members["area_code"])
    sums = grouped.sum().where(grouped.count() == grouped.size().to_frame().to_numpy())
    lived_in = sums["residents"].where(sums["residents"] > 0)
    return sums.assign(share_beyond=sums["beyond"] / lived_in, offered=sums["offered"] / lived_in)


def per_quantile(
    part: pd.Series, home: pd.DataFrame, groups: pd.Series, *, reach: float
) -> pd.DataFrame:
    """Return the groups per 10,000 residents of each part (such as a fifth), with limits.

    Each part is compared with all others together (`geo.noise.differences`).

    Parameters
    ----------
    part
        Number of the part by home.
    home
        Table of `homes`.
    groups
        Number of groups by home.
    reach
        Distance in metres.

    Returns
    -------
    pd.DataFrame
        By part: `residents`, `groups`, `beyond`, `per` (10,000 residents), `lower`, `upper`,
        `share_beyond`, `ratio`, `finding` and what could have been seen (`visible_lower`,
        `visible_higher`).

    Examples
    --------
    >>> home = pd.DataFrame({"residents": [9000.0, 9000.0], "metres": [800.0, 80.0]}, ["L1", "L2"])
    >>> part, groups = pd.Series({"L1": 1, "L2": 2}), pd.Series({"L1": 1, "L2": 20})
    >>> per_quantile(part, home, groups, reach=500)[["per", "finding"]].round(2)
         per finding
    1   1.11   fewer
    2  22.22    more
    """
    known = part.notna() & home["residents"].notna()
    table = pd.DataFrame({"residents": home["residents"], "beyond": home["metres"] > reach})
    table = table[known].assign(groups=groups.reindex(table.index, fill_value=0)[known])
    table["beyond"] = table["residents"].where(table["beyond"], 0.0)
    sums = table.groupby(part[known].astype(int)).sum()
    if sums.empty:
        columns = ["per", "lower", "upper", "share_beyond", "ratio", "finding", *VISIBLE]
        return sums.assign(**{name: [] for name in columns})
    found = differs(sums["groups"], sums["residents"], NO_NOISE, least=len(sums))
    each = PER_PEOPLE / sums["residents"].where(sums["residents"] > 0)
    return sums.assign(
        per=sums["groups"] * each,
        lower=found["lower"] * each,
        upper=found["upper"] * each,
        share_beyond=sums["beyond"] / sums["residents"],
        ratio=sums["groups"] / found["expected"],
        finding=found["verdict"].map(WORDED).fillna(NO_CLEAR_DIFFERENCE),
        **found[VISIBLE],
    )


def within_distances(home: pd.DataFrame, steps: np.ndarray) -> pd.Series:
    """Return the share of residents with a group within each distance.

    Parameters
    ----------
    home
        Table of `homes`.
    steps
        Distances in metres.

    Returns
    -------
    pd.Series
        Shares by distance.

    Examples
    --------
    >>> home = pd.DataFrame({"residents": [300.0, 100.0], "metres": [400.0, 1200.0]})
    >>> within_distances(home, np.array([500, 1500])).to_dict()
    {500: 0.75, 1500: 1.0}
    """
    known = home[home["residents"].notna()]
    people, metres = known["residents"].to_numpy(), known["metres"].to_numpy()
    whole = people.sum()
    shares = [people[metres <= step].sum() / whole if whole else np.nan for step in steps]
    return pd.Series(shares, index=pd.Index(steps, name="metres"), name="share")
