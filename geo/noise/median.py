"""Whether the rate of an area differs from that of the median area."""

import pandas as pd

from geo.noise.ladder import verdicts
from geo.noise.smallest import visible_fall, visible_rise

# LEAST_AREAS: fewer areas have no median that one of them could differ from.
LEAST_AREAS = 3


def median_rate(rate: pd.Series) -> float:
    """Return the rate of the median area.

    Parameters
    ----------
    rate
        Rates by area; missing without figures.

    Returns
    -------
    float
        The median; missing with fewer than three areas.

    Examples
    --------
    >>> median_rate(pd.Series([12.0, 20.0, 90.0, None])), median_rate(pd.Series([12.0, 20.0]))
    (20.0, nan)
    """
    known = rate.dropna()
    return float(known.median()) if len(known) >= LEAST_AREAS else float("nan")


def expected_at_median(counts: pd.Series, exposed: pd.Series) -> pd.Series:
    """Return how many incidents each area would have at the rate of the median area.

    Parameters
    ----------
    counts
        Incidents by area; missing without figures.
    exposed
        Residents times months by area.

    Returns
    -------
    pd.Series
        By area; missing where the median rate is.

    Examples
    --------
    >>> expected_at_median(pd.Series([10.0, 20.0, 40.0]), pd.Series([500.0, 1000, 1000])).tolist()
    [10.0, 20.0, 20.0]
    """
    return exposed * median_rate(counts / exposed.where(exposed > 0))


def differs_from_median(
    counts: pd.DataFrame, exposed: pd.Series, clustering: float
) -> pd.DataFrame:
    """Return whether the rate of each area differs from that of the median area.

    It is decided by the limits that are shown (`geo.noise.differences.differs`). A few areas with
    high rates raise the rate of the whole, so that most areas are below it; half of the areas are
    below the median.

    Parameters
    ----------
    counts
        By area: `count` (missing without figures), and the `lower`, `upper`, `critical` and `level`
        of `geo.noise.differences.differs`.
    exposed
        Residents times months by area.
    clustering
        Clustering of the counts (`geo.noise.estimate.Noise`).

    Returns
    -------
    pd.DataFrame
        By area: `verdict` ("higher", "lower", "no clear difference" or "too few"; missing where
        nothing is compared), and the ratios `visible_lower` and `visible_higher` to the median rate
        that would have been found with 80% power.

    Examples
    --------
    >>> counts = {"count": [10.0, 20.0, 40.0], "lower": [5.0, 13.0, 30.0],
    ...           "upper": [17.0, 29.0, 53.0], "critical": 1.96, "level": 0.0}
    >>> differs_from_median(pd.DataFrame(counts), pd.Series([1000.0] * 3), 1.0)["verdict"].tolist()
    ['lower', 'no clear difference', 'higher']
    """
    expected = expected_at_median(counts["count"], exposed)
    known = (expected > 0) & counts["count"].notna()
    size = expected.where(known).to_numpy(dtype=float)
    seen, lower, upper = (
        counts[name].to_numpy(dtype=float) for name in ("count", "lower", "upper")
    )
    found = verdicts(seen / size, lower / size, upper / size, (seen + size) / clustering)
    shrinking = clustering / size
    constant = counts["level"].to_numpy(dtype=float) - shrinking
    # The same score for all areas.
    critical = float(counts["critical"].max())
    table = pd.DataFrame({"verdict": found}, counts.index)
    return table.assign(
        visible_lower=visible_fall(shrinking, constant, critical),
        visible_higher=visible_rise(shrinking, constant, critical),
    )
