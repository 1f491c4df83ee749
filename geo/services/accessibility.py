"""Who lives within reach of a group, area by area and by how deprived a home is."""

import numpy as np
import pandas as pd

from geo.services.distances import PER_PEOPLE, distances, floating_catchment
from geo.stats.change import DOWN, NO_CLEAR_CHANGE, UP, benjamini_hochberg, rate_ratio
from geo.stats.rates import rate_per_1000

FEWER, MORE, NO_CLEAR_DIFFERENCE = "fewer", "more", "no clear difference"
WORDED = {DOWN: FEWER, UP: MORE, NO_CLEAR_CHANGE: NO_CLEAR_DIFFERENCE}
NAMED_AT = 0.05
A_YEAR = 12


def homes(
    residents: pd.Series,
    homes_x: np.ndarray,
    homes_y: np.ndarray,
    groups: pd.DataFrame,
    *,
    reach: float,
) -> pd.DataFrame:
    """Each home's `metres` to the `nearest` group, as the crow flies, and what is `offered` there.

    `groups` has `x` and `y` by the group's number. `offered` is the two-step floating catchment:
    groups for every 10,000 people, where each group is shared by all who live within its reach.
    """
    far = distances(homes_x, homes_y, groups["x"].to_numpy(), groups["y"].to_numpy())
    table = pd.DataFrame({"residents": residents.astype(float)})
    people = table["residents"].fillna(0.0).to_numpy()
    table["offered"] = floating_catchment(people, np.ones(len(groups)), far, reach=reach)
    if groups.empty:
        return table.assign(metres=np.inf, nearest="")
    closest = far.argmin(axis=1)
    return table.assign(
        metres=far[np.arange(len(far)), closest], nearest=groups.index.to_numpy()[closest]
    )


def by_area(home: pd.DataFrame, members: pd.DataFrame, *, reach: float) -> pd.DataFrame:
    """`residents`, `within` and `beyond` the reach, `share_beyond`, and what is `offered` to them.

    `members` says what `share` of which home's residents live in which area (`lsoa_code`,
    `area_code`). What is offered is the mean over an area's residents. An area is missing where
    any of its homes has no figure of residents.
    """
    found = home.reindex(members["lsoa_code"]).set_axis(members.index)
    people = found["residents"] * members["share"]
    parts = pd.DataFrame(
        {
            "residents": people,
            "within": people.where(found["metres"] <= reach, 0.0).where(people.notna()),
            "beyond": people.where(found["metres"] > reach, 0.0).where(people.notna()),
            "offered": people * found["offered"],
        }
    )
    grouped = parts.groupby(members["area_code"])
    sums = grouped.sum().where(grouped.count() == grouped.size().to_frame().to_numpy())
    lived_in = sums["residents"].where(sums["residents"] > 0)
    return sums.assign(share_beyond=sums["beyond"] / lived_in, offered=sums["offered"] / lived_in)


def per_quantile(
    part: pd.Series, home: pd.DataFrame, groups: pd.Series, *, reach: float
) -> pd.DataFrame:
    """Groups in the homes of each part (a fifth, say) for every 10,000 residents, with limits.

    Each part is held against all the others together; it is called "fewer" or "more" only where
    the ratio's 95% limits clear one and its false-discovery rate is under 5%.
    """
    known = part.notna() & home["residents"].notna()
    table = pd.DataFrame({"residents": home["residents"], "beyond": home["metres"] > reach})
    table = table[known].assign(groups=groups.reindex(table.index, fill_value=0)[known])
    table["beyond"] = table["residents"].where(table["beyond"], 0.0)
    sums = table.groupby(part[known].astype(int)).sum()
    if sums.empty:
        return sums.assign(per=[], lower=[], upper=[], share_beyond=[], ratio=[], finding=[])
    rates = rate_per_1000(sums["groups"], sums["residents"], months=A_YEAR) * PER_PEOPLE / 1000
    rest = sums.sum() - sums
    against = rate_ratio(sums["groups"], sums["residents"], rest["groups"], rest["residents"])
    clear = benjamini_hochberg(against["p"]) < NAMED_AT
    return sums.assign(
        per=rates["rate"],
        lower=rates["lower"],
        upper=rates["upper"],
        share_beyond=sums["beyond"] / sums["residents"],
        ratio=against["ratio"],
        finding=against["direction"].map(WORDED).where(clear, NO_CLEAR_DIFFERENCE),
    )


def within_distances(home: pd.DataFrame, steps: np.ndarray) -> pd.Series:
    """The share of residents whose nearest group is no further than each of these distances."""
    known = home[home["residents"].notna()]
    people, metres = known["residents"].to_numpy(), known["metres"].to_numpy()
    whole = people.sum()
    shares = [people[metres <= step].sum() / whole if whole else np.nan for step in steps]
    return pd.Series(shares, index=pd.Index(steps, name="metres"), name="share")
