"""Wards whose rate per resident misleads, because many people come there who don't live there.

Told from what the police publish: the names of the points that incidents are moved to, which
categories were recorded, and how they pile up. Forces name points differently: some say
"Hospital" or "Shopping Area", others only the street, so each kind of place has a second sign.
"""

import pandas as pd

HOSPITAL, TOWN_CENTRE, ONE_SPOT = KINDS = ("hospital", "town_centre", "one_spot")
BY_NAME, BY_SHOPLIFTING, BY_POINT = SIGNS = ("name", "shoplifting", "point")
NAME_STARTS = "On or near "
HOSPITAL_NAMES = ("Hospital",)
TOWN_CENTRE_NAMES = (
    "Bus/Coach Station",
    "Conference/Exhibition Centre",
    "Nightclub",
    "Pedestrian Subway",
    "Shopping Area",
    "Theatre/Concert Hall",
)
"""police.uk's names of kinds of place that stand where people come together.

Not "Supermarket", "Parking Area" or "Petrol Station": every suburb has them.
"""
LEAST_SHARE_BY_NAME = 0.15
"""Of a ward's incidents at points so named."""
SHOPLIFTING = "shoplifting"
LEAST_TIMES = 3.0
"""As much shoplifting per resident as in the whole area."""
LEAST_SHARE_AT_A_POINT = 1 / 3
LEAST_INCIDENTS = 100
"""A ward with fewer in the year is left alone: one busy week would decide."""


def distorted(points: pd.DataFrame, counts: pd.DataFrame, residents: pd.Series) -> pd.DataFrame:
    """One row a ward and kind of place: `ward_code`, `kind`, `sign`, `share`, `times`.

    `points` and `counts` are the tidy tables, the counts of one year and all categories;
    `residents` is by ward. `share` is that of the ward's incidents which the sign speaks of;
    `times` is the ward's shoplifting per resident over the whole area's, where that is the sign.
    A ward with a hospital or a town centre isn't told again for the one point they pile up on.
    """
    at = counts.groupby("point")["incidents"].sum()
    seen = points.assign(
        incidents=points["point"].map(at).fillna(0),
        plain=points["name"].str.removeprefix(NAME_STARTS),
    )
    total = seen.groupby("ward_code")["incidents"].sum()
    total = total[total >= LEAST_INCIDENTS]
    hospital = _named(seen, total, HOSPITAL_NAMES)
    town = _named(seen, total, TOWN_CENTRE_NAMES)
    shops = _shops(points, counts, residents, total)
    shops = shops[~shops.index.isin(town.index)]
    spot = (seen.groupby("ward_code")["incidents"].max() / total).dropna()
    spot = spot[spot >= LEAST_SHARE_AT_A_POINT]
    spot = spot[~spot.index.isin([*hospital.index, *town.index, *shops.index])]
    rows = [
        _rows(hospital, HOSPITAL, BY_NAME),
        _rows(town, TOWN_CENTRE, BY_NAME),
        _rows(shops["share"], TOWN_CENTRE, BY_SHOPLIFTING).assign(times=shops["times"].to_numpy()),
        _rows(spot, ONE_SPOT, BY_POINT),
    ]
    return pd.concat(rows, ignore_index=True)


def _named(seen: pd.DataFrame, total: pd.Series, names: tuple[str, ...]) -> pd.Series:
    """The share of each ward's incidents at points with these names, where it is large enough."""
    at = seen[seen["plain"].isin(names)].groupby("ward_code")["incidents"].sum()
    share = (at / total).dropna()
    return share[share >= LEAST_SHARE_BY_NAME]


def _shops(
    points: pd.DataFrame, counts: pd.DataFrame, residents: pd.Series, total: pd.Series
) -> pd.DataFrame:
    """Wards with far more shoplifting per resident than the whole: there is no theft from shops
    without shops, and their customers live elsewhere.
    """
    ward_of = points.set_index("point")["ward_code"]
    stolen = counts[counts["category"] == SHOPLIFTING]
    by_ward = stolen.groupby(stolen["point"].map(ward_of))["incidents"].sum()
    people = residents.dropna()
    whole = by_ward.reindex(people.index).sum() / people.sum()
    times = (by_ward / people / whole).reindex(total.index)
    found = pd.DataFrame({"share": by_ward / total, "times": times}).dropna()
    return found[found["times"] >= LEAST_TIMES]


def _rows(share: pd.Series, kind: str, sign: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "ward_code": share.index.astype("str"),
            "kind": kind,
            "sign": sign,
            "share": share.to_numpy(dtype=float),
            "times": float("nan"),
        }
    )
