"""Tables that join the basic measures: count, rate, interval, benchmark and verdict by area."""

import pandas as pd

from geo.noise.differences import differs
from geo.noise.estimate import Noise
from geo.noise.families import LEAST_TOGETHER
from geo.stats.rates import PER, Months, per_1000, person_years
from geo.stats.remainder import ELSEWHERE
from geo.stats.suppression import MISSING, SHOWN, hide_small_bases

# JUDGED: the columns that are missing where an area can't be compared.
JUDGED = ["verdict", "visible_lower", "visible_higher"]


def area_figures(
    counts: pd.Series,
    residents: pd.Series,
    noise: Noise,
    *,
    months: Months,
    whole: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return count, rate with interval, and comparison with all other areas, for each area.

    Parameters
    ----------
    counts
        Incidents by area.
    residents
        Residents by area.
    noise
        Noise of the category at the level, for periods of this length.
    months
        Number of published months, or one number for each area.
    whole
        By area, `counts` and `years` (person-years) of all areas in the months that it has, and
        whether others have `more` months; None if all have the same months.

    Returns
    -------
    pd.DataFrame
        Columns `incidents`, `fewest` and `most` (limits of the count), `residents`, `rate`, `lower`
        and `upper` (the same limits per resident), `status`, `benchmark` (rate of the other areas),
        `verdict`, `visible_lower`, `visible_higher` (`geo.noise.differences.differs`), and
        `fewer_months` (whether other areas have more months), on the index of `counts`. The verdict
        is missing where the rate is not shown, or has nothing to be compared with. An area without
        a published month has no figure, and the status "missing".

    Examples
    --------
    >>> counts = pd.Series({"A": 30, "B": 90, "C": 60})
    >>> noise = Noise(clustering=1.0, level=0.0, freedom=40.0, over_years=True)
    >>> table = area_figures(counts, pd.Series(3000, counts.index), noise, months=12)
    >>> table[["rate", "status", "verdict"]]
       rate status              verdict
    A  10.0  shown                lower
    B  30.0  shown               higher
    C  20.0  shown  no clear difference
    """
    observed = months if isinstance(months, pd.Series) else pd.Series(months, counts.index)
    known = observed.reindex(counts.index) > 0
    years = person_years(counts.index, residents, months)
    # A single area is compared with nothing: its limits are those of one count.
    least = LEAST_TOGETHER if len(counts) > 1 else 1
    aside = pd.Index([ELSEWHERE])
    found = differs(
        counts.where(known).astype(float), years, noise, aside=aside, least=least, whole=whole
    )
    limits = found[["lower", "upper"]].where(known, axis=0)
    rates = per_1000(limits.assign(rate=counts.astype(float)), years)[["rate", "lower", "upper"]]
    table = pd.DataFrame(
        {
            "incidents": counts.where(known),
            "fewest": limits["lower"],
            "most": limits["upper"],
            "residents": residents.reindex(counts.index),
        }
    )
    table = table.join(hide_small_bases(rates, residents))
    table["status"] = table["status"].where(known, MISSING)
    table["benchmark"] = PER * found["expected"] / years.where(years > 0)
    table["fewer_months"] = False if whole is None else whole["more"]
    compared = (table["status"] == SHOWN) & table["benchmark"].notna()
    return table.join(found[JUDGED].where(compared, axis=0))
