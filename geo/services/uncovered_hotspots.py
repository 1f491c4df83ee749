"""Hot spots without a group: areas with a clearly higher rate, and the groups near them."""

import pandas as pd

from geo.noise.differences import differs
from geo.noise.estimate import NO_NOISE
from geo.noise.ladder import HIGHER
from geo.services.accessibility import VISIBLE, WORDED

INSIDE, NEAR, NONE_NEAR = ("inside", "near", "none near")


def hot_spots(
    figures: pd.DataFrame, groups: pd.Series, metres: pd.Series, *, reach: float
) -> pd.DataFrame:
    """Return the areas whose rate is clearly above the whole area's, the highest rate first.

    Parameters
    ----------
    figures
        Table of `geo.stats.area_figures.area_figures`.
    groups
        Number of listed groups by area.
    metres
        Distance of each area to the nearest group.
    reach
        Distance in metres up to which a group is "near".

    Returns
    -------
    pd.DataFrame
        The figures of these areas with `groups`, `metres` and `covered`: "inside", "near" or "none
        near".

    Examples
    --------
    >>> figures = pd.DataFrame({"rate": [60.0, 20.0], "verdict": ["higher", "lower"]}, ["A", "B"])
    >>> hot_spots(figures, pd.Series({"B": 2}), pd.Series({"A": 300.0}), reach=800)
       rate verdict  groups  metres covered
    A  60.0  higher       0   300.0    near
    """
    hot = figures[figures["verdict"] == HIGHER].sort_values("rate", ascending=False)
    listed = groups.reindex(hot.index, fill_value=0)
    distance = metres.reindex(hot.index)
    covered = pd.Series(NONE_NEAR, hot.index, dtype="str").mask(distance <= reach, NEAR)
    return hot.assign(groups=listed, metres=distance, covered=covered.mask(listed > 0, INSIDE))


def density_at_hot_spots(figures: pd.DataFrame, groups: pd.Series) -> pd.DataFrame | None:
    """Compare the groups per resident in hot spots with those elsewhere.

    Parameters
    ----------
    figures
        Table of `geo.stats.area_figures.area_figures`.
    groups
        Number of listed groups by area.

    Returns
    -------
    pd.DataFrame | None
        One row with the `ratio` of the two densities `hot` and `rest`, `finding`, and what could
        have been seen (`visible_lower`, `visible_higher`). None without a hot spot, or without
        groups or residents to compare.

    Examples
    --------
    >>> figures = pd.DataFrame({"residents": [9000.0, 9000.0], "verdict": ["higher", "lower"]})
    >>> figures["incidents"] = [600, 90]
    >>> density_at_hot_spots(figures, pd.Series([2, 20]))[["ratio", "finding"]]
       ratio finding
    0    0.1   fewer
    """
    known = (figures["residents"] > 0) & figures["incidents"].notna()
    hot = (figures["verdict"] == HIGHER) & known
    listed = groups.reindex(figures.index, fill_value=0)
    if not hot.any() or not (known & ~hot).any() or not listed[known].sum():
        return None
    parts = (hot, known & ~hot)
    counts = pd.Series([float(listed[part].sum()) for part in parts])
    people = pd.Series([float(figures["residents"][part].sum()) for part in parts])
    found = differs(counts, people, NO_NOISE, least=1).iloc[:1]
    density = counts / people
    ratio = density[0] / density[1] if density[1] else float("nan")
    table = pd.DataFrame({"ratio": ratio, "hot": density[0], "rest": density[1]}, found.index)
    return table.assign(finding=found["verdict"].map(WORDED), **found[VISIBLE])
