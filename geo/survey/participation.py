"""Age bands of respondents compared with those of residents."""

import pandas as pd
from scipy import special

from geo.services.accessibility import FEWER, MORE, NO_CLEAR_DIFFERENCE
from geo.services.age_targeting import OLDEST, band_of
from geo.stats.suppression import HIDDEN, SHOWN
from geo.survey.shares import LEAST_CELL, wilson

# SURE_AT: significance level over all bands together.
SURE_AT = 0.05


def taking_part(people: pd.Series, residents: pd.Series) -> pd.DataFrame:
    """Return the share of each age band among respondents and among residents.

    `finding` is "fewer" or "more" only if Wilson's 95% interval, with Bonferroni's correction for
    the number of bands, excludes the share among residents. Bands with one to four respondents are
    hidden.

    Parameters
    ----------
    people
        Respondents by age band.
    residents
        Residents by age band.

    Returns
    -------
    pd.DataFrame
        One row per common band: `asked`, `share`, `lower`, `upper`, `finding`, `residents`,
        `of_residents` and `status`.

    Examples
    --------
    >>> people = pd.Series({"16-24": 10, "65+": 90})
    >>> table = taking_part(people, pd.Series({"16-24": 500, "65+": 500}))
    >>> table[["share", "of_residents", "finding"]]
           share  of_residents finding
    16-24    0.1           0.5   fewer
    65+      0.9           0.5    more
    """
    bands = [b for b in sorted(residents.index, key=_first) if b in people.index and band_of(b)]
    asked, living = people.reindex(bands).astype(float), residents.reindex(bands).astype(float)
    share, expected = asked / asked.sum(), living / living.sum()
    limits = wilson(share, pd.Series(asked.sum(), asked.index), z=_z(len(bands)))
    finding = pd.Series(NO_CLEAR_DIFFERENCE, asked.index, dtype="str")
    finding = finding.mask(limits["upper"] < expected, FEWER).mask(limits["lower"] > expected, MORE)
    status = pd.Series(SHOWN, asked.index, dtype="str")
    status = status.mask(asked.between(1, LEAST_CELL - 1), HIDDEN)
    table = pd.DataFrame({"asked": asked, "share": share}).join(limits).assign(finding=finding)
    shown = table.where(status == SHOWN)
    return shown.assign(residents=living, of_residents=expected, status=status)


def _first(band: str) -> int:
    """Return the youngest age of a band."""
    span = band_of(band)
    return span[0] if span else OLDEST


def _z(comparisons: int) -> float:
    """Return the normal quantile with Bonferroni's correction."""
    return float(special.ndtri(1 - SURE_AT / 2 / max(comparisons, 1)))
