"""What is expected of the next quarter in each ward, if such ranges were good in the past."""

import hashlib
from dataclasses import asdict, dataclass
from functools import partial

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import require_countable
from components.queries.current_store import store_of
from components.queries.monthly.derived import stored_or
from data.files.derived_file import Derived
from data.release.partner_incidents import is_partner
from data.schema import WARD
from geo.noise.monthly.forecast import QUARTER, expected_ranges
from geo.noise.monthly.past_forecasts import MODEL, past_forecasts
from geo.noise.origins import LEAST_ORIGINS
from geo.not_measured import NotMeasured
from geo.period import Period, shifted

# NAME, RANGES: the file with the answer, and the table in it.
NAME, RANGES = "next-quarter", "ranges"


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
    categories = require_countable(key, category)
    work_out = partial(_work_out, key, categories)
    if is_partner(categories):
        # Each viewer sees other ones of them, and nothing of them is stored a second time.
        return work_out()
    # Groups of a partnership have names of its own; what they add up is the same for any name.
    added_up = hashlib.sha256(" ".join(categories).encode()).hexdigest()[:16]
    manifest, name = store_of(key).manifest, f"{NAME}-{added_up}"
    return stored_or(manifest, name, work_out, write=_written, read=_read)


def _work_out(key: CacheKey, categories: tuple[str, ...]) -> NextQuarter | None:
    store = store_of(key)
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


def _written(found: NextQuarter | None) -> Derived:
    if found is None:
        return Derived({}, {})
    facts = {
        "period": asdict(found.period),
        "origins": found.origins,
        "needed": found.needed,
        "inside": found.inside,
    }
    return Derived(facts, {} if found.ranges is None else {RANGES: found.ranges})


def _read(written: Derived) -> NextQuarter | None:
    facts = written.facts
    if not facts:
        return None
    return NextQuarter(
        Period(**facts["period"]),
        written.tables.get(RANGES),
        facts["origins"],
        facts["needed"],
        facts["inside"],
    )
