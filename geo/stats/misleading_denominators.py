"""Find wards whose rate per resident is misleading because many people come there to work or shop.

The evidence is in the police data: names of the anonymised points, recorded categories, and
concentration on one point. Forces name points differently: some use "Hospital" or "Shopping Area",
others only street names, so each kind of place has a second indicator.
"""

import pandas as pd

from geo.stats.suppression import LEAST_RESIDENTS

HOSPITAL, TOWN_CENTRE, ONE_SPOT = KINDS = ("hospital", "town_centre", "one_spot")
BY_NAME, BY_SHOPLIFTING, BY_POINT = ("name", "shoplifting", "point")
NAME_STARTS = "On or near "
HOSPITAL_NAMES = ("Hospital",)
# TOWN_CENTRE_NAMES: police.uk's names of places where many people meet. "Supermarket", "Parking
# Area" and "Petrol Station" are not included: every suburb has them.
TOWN_CENTRE_NAMES = (
    "Bus/Coach Station",
    "Conference/Exhibition Centre",
    "Nightclub",
    "Pedestrian Subway",
    "Shopping Area",
    "Theatre/Concert Hall",
)
# LEAST_SHARE_BY_NAME: minimum share of a ward's incidents at points with such names.
LEAST_SHARE_BY_NAME = 0.15
SHOPLIFTING = "shoplifting"
# LEAST_TIMES: minimum ratio of the ward's shoplifting per resident to that of the whole area.
LEAST_TIMES = 3.0
# LEAST_SHARE_AT_A_POINT: minimum share of a ward's incidents at a single point.
LEAST_SHARE_AT_A_POINT = 1 / 3
# LEAST_INCIDENTS: wards with fewer incidents in the year are not tested: one busy week would
# decide.
LEAST_INCIDENTS = 100


def distorted(points: pd.DataFrame, counts: pd.DataFrame, residents: pd.Series) -> pd.DataFrame:
    """Return the wards whose rate per resident is misleading, and why.

    A ward with a hospital or a town centre is not listed again for a single point.

    Parameters
    ----------
    points
        Tidy table of points, with `point`, `name` and `ward_code`.
    counts
        Tidy table of counts of one year, all categories, with `point`, `category` and `incidents`.
    residents
        Residents by ward.

    Returns
    -------
    pd.DataFrame
        One row per ward and kind of place: `ward_code`, `kind`, `sign` (the indicator), `share` (of
        the ward's incidents) and `times` (shoplifting per resident divided by that of the whole
        area; only for that indicator, and not for a ward with too few residents for a rate).

    Examples
    --------
    >>> points = pd.DataFrame({"point": [0, 1], "ward_code": "A"})
    >>> points["name"] = ["On or near Hospital", "On or near Mill Street"]
    >>> counts = pd.DataFrame({"point": [0, 1], "category": "drugs", "incidents": [60, 90]})
    >>> distorted(points, counts, pd.Series({"A": 5000}))[["ward_code", "kind", "sign", "share"]]
      ward_code      kind  sign  share
    0         A  hospital  name    0.4
    """
    incidents_at = counts.groupby("point")["incidents"].sum()
    named_points = points.assign(
        incidents=incidents_at.reindex(points["point"], fill_value=0).to_numpy()
    )
    total = named_points.groupby("ward_code")["incidents"].sum()
    total = total[total >= LEAST_INCIDENTS]
    hospital = _named(named_points, total, HOSPITAL_NAMES)
    town = _named(named_points, total, TOWN_CENTRE_NAMES)
    shopping = _shops(points, counts, residents, total)
    shopping = shopping[~shopping.index.isin(town.index)]
    one_spot = (named_points.groupby("ward_code")["incidents"].max() / total).dropna()
    one_spot = one_spot[one_spot >= LEAST_SHARE_AT_A_POINT]
    one_spot = one_spot[~one_spot.index.isin([*hospital.index, *town.index, *shopping.index])]
    rows = [
        _rows(hospital, HOSPITAL, BY_NAME),
        _rows(town, TOWN_CENTRE, BY_NAME),
        _rows(shopping["share"], TOWN_CENTRE, BY_SHOPLIFTING).assign(
            times=shopping["times"]
            .where(residents.reindex(shopping.index) >= LEAST_RESIDENTS)
            .to_numpy()
        ),
        _rows(one_spot, ONE_SPOT, BY_POINT),
    ]
    return pd.concat(rows, ignore_index=True)


def _named(named_points: pd.DataFrame, total: pd.Series, names: tuple[str, ...]) -> pd.Series:
    """Return each ward's share of incidents at points with these names, if large enough."""
    wanted = [*names, *(NAME_STARTS + name for name in names)]
    incidents_at = (
        named_points[named_points["name"].isin(wanted)].groupby("ward_code")["incidents"].sum()
    )
    share = (incidents_at / total).dropna()
    return share[share >= LEAST_SHARE_BY_NAME]


def _shops(
    points: pd.DataFrame, counts: pd.DataFrame, residents: pd.Series, total: pd.Series
) -> pd.DataFrame:
    """Return the wards with far more shoplifting per resident than the whole area.

    Shoplifting needs shops, and the customers of many shops live elsewhere.
    """
    ward_of = points.set_index("point")["ward_code"]
    shoplifting = counts[counts["category"] == SHOPLIFTING]
    by_ward = shoplifting.groupby(shoplifting["point"].map(ward_of))["incidents"].sum()
    people = residents.dropna()
    whole = by_ward.reindex(people.index).sum() / people.sum() if len(people) else float("nan")
    times = (by_ward / people / whole).reindex(total.index)
    result = pd.DataFrame({"share": by_ward / total, "times": times}).dropna()
    return result[result["times"] >= LEAST_TIMES]


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
