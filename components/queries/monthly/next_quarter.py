"""What is expected of the next quarter in each ward, if such ranges were good in the past."""

from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import require_countable
from components.queries.current_store import store_of
from data.schema import WARD
from geo.noise.monthly.forecast import QUARTER, expected_ranges
from geo.noise.monthly.past_forecasts import MODEL, past_forecasts
from geo.noise.origins import LEAST_ORIGINS
from geo.not_measured import NotMeasured
from geo.period import Period, shifted


@dataclass(frozen=True)
class NextQuarter:
    """The expected range of each ward, and how good such ranges were."""

    period: Period
    # By ward `lower`, `upper` and `reason`; None unless such ranges were clearly better than those
    # made of the same months a year before.
    ranges: pd.DataFrame | None
    # How many past quarters they were judged by, and how many it takes.
    origins: int
    needed: int
    # The share of counts of wards that were inside.
    inside: float = float("nan")

    @property
    def judged(self) -> bool:
        """Return whether there were enough past quarters."""
        return self.origins >= self.needed


def next_quarter(key: CacheKey, category: str) -> NextQuarter | None:
    """Return what is expected of the three months after the latest one; None without any month."""
    # Whatever is entered in the register changes none of it.
    return _of_release(key._replace(register=""), category)


@query(40)
def _of_release(key: CacheKey, category: str) -> NextQuarter | None:
    store, categories = store_of(key), require_countable(key, category)
    known = store.known_months(categories)
    if not known:
        return None
    last = known[-1]
    period = Period(first=shifted(last, 1), last=shifted(last, QUARTER))
    counts = store.by_month(WARD, categories).loc[:last]
    recordings = store.recordings(WARD, categories).loc[:last]
    past = past_forecasts(counts, recordings)
    if isinstance(past, NotMeasured):
        return NextQuarter(period, None, int(past.found), LEAST_ORIGINS)
    if isinstance(past.saved, NotMeasured):
        return NextQuarter(period, None, int(past.saved.found), LEAST_ORIGINS)
    judged = past.saved.loc["saved"]
    found = expected_ranges(counts, recordings) if judged["lower"] > 0 else None
    return NextQuarter(
        period,
        None if isinstance(found, NotMeasured) else found,
        int(past.saved["origins"].iloc[0]),
        LEAST_ORIGINS,
        float(past.ways["coverage"][MODEL]),
    )
