"""Age bands of respondents compared with those of residents."""

import pandas as pd

from geo.noise.shares import shares_differ
from geo.services.accessibility import FEWER, MORE, NO_CLEAR_DIFFERENCE
from geo.services.age_targeting import OLDEST, band_of
from geo.stats.suppression import HIDDEN, SHOWN


def taking_part(people: pd.Series, residents: pd.Series, *, asked: float) -> pd.DataFrame:
    """Return the share of each age band among respondents and among residents.

    `finding` is "fewer" or "more" only if the range of the share excludes the share among
    residents, for all bands together (`geo.noise.shares`). Respondents in a band that residents
    aren't counted by are left out.

    Parameters
    ----------
    people
        Published number of respondents by age band; missing if hidden.
    residents
        Residents by age band.
    asked
        Published number of all respondents.

    Returns
    -------
    pd.DataFrame
        One row per common band: `asked`, `share`, `lower`, `upper`, `finding`, what could have
        been seen (`visible_lower`, `visible_higher`), `residents`, `of_residents` and `status`.

    Examples
    --------
    >>> people = pd.Series({"16-24": 10, "65+": 90})
    >>> table = taking_part(people, pd.Series({"16-24": 500, "65+": 500}), asked=100)
    >>> table[["share", "of_residents", "finding"]]
           share  of_residents finding
    16-24    0.1           0.5   fewer
    65+      0.9           0.5    more
    """
    bands = [b for b in sorted(residents.index, key=_first) if b in people.index and band_of(b)]
    in_band, living = people.reindex(bands).astype(float), residents.reindex(bands).astype(float)
    total = asked - people.drop(bands).sum()
    share, expected = in_band / total, living / living.sum()
    words = (MORE, FEWER, NO_CLEAR_DIFFERENCE, NO_CLEAR_DIFFERENCE)
    base = pd.Series(float(total), in_band.index)
    tested = shares_differ(share, base, expected, least=len(bands), words=words)
    finding = tested["verdict"].fillna(NO_CLEAR_DIFFERENCE).astype("str")
    status = pd.Series(SHOWN, in_band.index, dtype="str").mask(in_band.isna(), HIDDEN)
    table = pd.DataFrame({"asked": in_band, "share": share}).join(tested.drop(columns="verdict"))
    shown = table.assign(finding=finding).where(status == SHOWN)
    return shown.assign(residents=living, of_residents=expected, status=status)


def _first(band: str) -> int:
    """Return the youngest age of a band."""
    span = band_of(band)
    return span[0] if span else OLDEST
