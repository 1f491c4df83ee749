"""Counts weighted by harm, with what is uncertain about the mix of offences."""

import numpy as np
import pandas as pd

from geo.noise.estimate import USUAL_CLUSTERING
from geo.noise.sums import sum_limits


def category_weights(offences: pd.DataFrame) -> pd.DataFrame:
    """Return the mean weight of each category over its offences, and how uneven they are.

    Parameters
    ----------
    offences
        `category`, `incidents` (how many of the offence there are in all) and `weight`.

    Returns
    -------
    pd.DataFrame
        By category: `weight` = Σwn/Σn and `square` = Σw²n/Σn; missing for a category without an
        incident or with an offence without a weight.

    Examples
    --------
    >>> mix = {"incidents": [2, 30, 900, 1500], "weight": [3000.0, 400, 50, 10]}
    >>> offences = pd.DataFrame({"category": "violent-crime", **mix})
    >>> category_weights(offences)["weight"].round(2).tolist()
    [32.07]
    """
    parts = pd.DataFrame(
        {
            "category": offences["category"],
            "incidents": offences["incidents"].where(offences["weight"].notna()),
            "first": offences["incidents"] * offences["weight"],
            "second": offences["incidents"] * offences["weight"] ** 2,
        }
    )
    sums = parts.groupby("category", sort=False).sum(min_count=1)
    complete = offences["weight"].notna().groupby(offences["category"], sort=False).all()
    base = sums["incidents"].where(complete & (sums["incidents"] > 0))
    return pd.DataFrame({"weight": sums["first"] / base, "square": sums["second"] / base})


def harm_weighted(
    counts: pd.DataFrame, weights: pd.DataFrame, *, clustering: float = USUAL_CLUSTERING
) -> pd.DataFrame:
    """Return the harm of incidents by area, with 95% limits.

    Of an incident only the category is known: its weight is one of those of the category's
    offences. The variance is that of a compound Poisson sum: Σn(s² + φw²), w the category's mean
    weight, s² = mean of the squares - w². It is the uncertainty of a mix that is the same
    everywhere; an area with graver offences than its category usually has isn't seen.

    Parameters
    ----------
    counts
        Incidents by area (rows) and category (columns); missing where not published.
    weights
        `weight` and `square` by category (`category_weights`). A category without a weight, such as
        anti-social behaviour, is counted apart.
    clustering
        The variance of counts divided by Poisson's.

    Returns
    -------
    pd.DataFrame
        By area: `harm`, `lower`, `upper`, `incidents` (weighted ones) and `apart` (those without a
        weight). Missing where a weighted category was not published.

    Examples
    --------
    >>> weights = pd.DataFrame({"weight": [10.0], "square": [100.0]}, ["robbery"])
    >>> counts = pd.DataFrame({"robbery": [65], "anti-social-behaviour": [9]}, ["A"])
    >>> harm_weighted(counts, weights, clustering=1.0).round(1).loc["A"].tolist()
    [650.0, 501.6, 828.5, 65.0, 9.0]
    """
    given = weights.reindex(counts.columns)
    has = given["weight"].notna().to_numpy()
    weight, square = (given[name].to_numpy(dtype=float)[has] for name in ("weight", "square"))
    weighted = counts.loc[:, has].to_numpy(dtype=float)
    harm = weighted @ weight
    variance = weighted @ (np.maximum(square - weight**2, 0.0) + clustering * weight**2)
    # Without any incident the limits are those of incidents of the mean weight.
    usual = clustering * float(weight.mean()) if has.any() else clustering
    dispersion = np.where(harm > 0, variance / np.where(harm > 0, harm, 1.0), usual)
    known = np.isfinite(harm)
    lower, upper = sum_limits(np.where(known, harm, 0.0), np.where(known, dispersion, 1.0))
    apart = counts.loc[:, ~has].sum(axis=1)
    table = pd.DataFrame(
        {"harm": harm, "lower": lower, "upper": upper, "incidents": weighted.sum(axis=1)},
        counts.index,
    )
    return table.where(pd.Series(known, counts.index)).assign(apart=apart)
