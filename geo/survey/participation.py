"""Which ages took part in a survey, against those who live there."""

import pandas as pd
from scipy import special

from geo.services.accessibility import FEWER, MORE, NO_CLEAR_DIFFERENCE
from geo.services.age_targeting import OLDEST, band_of
from geo.stats.suppression import HIDDEN, SHOWN
from geo.survey.shares import LEAST_CELL, wilson

SURE_AT = 0.05


def taking_part(people: pd.Series, residents: pd.Series) -> pd.DataFrame:
    """Which share of those asked, and of residents, each age band makes up.

    Only bands that both have. `finding` is "fewer" or "more" only where Wilson's 95% limits of the
    share of those asked, over as many comparisons as there are bands, clear the residents' share.
    Bands of one to four people are not shown.
    """
    bands = [b for b in sorted(residents.index, key=_first) if b in people.index and band_of(b)]
    asked, living = people.reindex(bands).astype(float), residents.reindex(bands).astype(float)
    share, wanted = asked / asked.sum(), living / living.sum()
    limits = wilson(share, pd.Series(asked.sum(), asked.index), z=_z(len(bands)))
    finding = pd.Series(NO_CLEAR_DIFFERENCE, asked.index, dtype="str")
    finding = finding.mask(limits["upper"] < wanted, FEWER).mask(limits["lower"] > wanted, MORE)
    status = pd.Series(SHOWN, asked.index, dtype="str")
    status = status.mask(asked.between(1, LEAST_CELL - 1), HIDDEN)
    table = pd.DataFrame({"asked": asked, "share": share}).join(limits).assign(finding=finding)
    shown = table.where(status == SHOWN)
    return shown.assign(residents=living, of_residents=wanted, status=status)


def _first(band: str) -> int:
    span = band_of(band)
    return span[0] if span else OLDEST


def _z(comparisons: int) -> float:
    return float(special.ndtri(1 - SURE_AT / 2 / max(comparisons, 1)))
