"""What stands out in the latest month: wards and the whole area, by police category."""

from dataclasses import asdict, dataclass
from functools import partial

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.monthly.derived import stored_or
from data.files.derived_file import Derived
from data.schema import CATEGORIES, WARD
from geo.noise.monthly.model import LEAST_MONTHS, MOST_MONTHS
from geo.noise.monthly.whole_and_parts import AREA, exception_report, whole_months_of
from geo.not_measured import FEW_MONTHS, NotMeasured

CATEGORY = "category"
# NAME, TABLE, MONTHS: the file with the answer, and the tables in it.
NAME, TABLE, MONTHS = "exceptions", "table", "months"


@dataclass(frozen=True)
class Exceptions:
    """The latest month with figures, each count of it, and the months before."""

    month: str
    # The rows of `exception_report`, by category and area; empty if nothing can be judged.
    table: pd.DataFrame
    # Incidents by month and series, with the latest month and those that its range is made of.
    months: pd.DataFrame
    why: NotMeasured | None = None

    @property
    def named(self) -> pd.DataFrame:
        """Return the rows that stand out, the farthest first."""
        if self.table.empty:
            return self.table
        return self.table[self.table["rank"].notna()].sort_values("rank")

    @property
    def judged(self) -> pd.DataFrame:
        """Return the rows that could be judged."""
        return self.table if self.table.empty else self.table[self.table["verdict"].notna()]


def exceptions_of(key: CacheKey) -> Exceptions:
    """Return what stands out in the latest month that any ward has figures of."""
    # Whatever is entered in the register changes none of it.
    return _of_release(key._replace(register=""))


@query(4)
def _of_release(key: CacheKey) -> Exceptions:
    manifest, work_out = store_of(key).manifest, partial(_work_out, key)
    return stored_or(manifest, NAME, work_out, write=_written, read=_read)


def _work_out(key: CacheKey) -> Exceptions:
    store = store_of(key)
    complete = store.complete_months()
    if not complete:
        return Exceptions(
            "",
            pd.DataFrame(),
            pd.DataFrame(),
            NotMeasured(reason=FEW_MONTHS, found=0, needed=LEAST_MONTHS),
        )
    # Every month up to the latest one; those that were not published are missing in all wards.
    counts, recordings = (
        pd.concat(
            {one: read(WARD, (one,)).loc[: complete[-1]] for one in CATEGORIES},
            axis=1,
            names=[CATEGORY, AREA],
        )
        for read in (store.by_month, store.recordings)
    )
    found = exception_report(counts, recordings)
    shown = counts.iloc[-MOST_MONTHS - 1 :]
    if isinstance(found, NotMeasured):
        return Exceptions(complete[-1], pd.DataFrame(), shown, found)
    whole = whole_months_of(counts, recordings).reindex(shown.index)
    return Exceptions(complete[-1], found, pd.concat([shown, whole], axis=1))


def _written(found: Exceptions) -> Derived:
    tables = {TABLE: found.table, MONTHS: found.months.T}
    return Derived(
        {"month": found.month, "why": asdict(found.why) if found.why else None},
        {name: table for name, table in tables.items() if not table.empty},
    )


def _read(written: Derived) -> Exceptions:
    months, why = written.tables.get(MONTHS), written.facts["why"]
    return Exceptions(
        written.facts["month"],
        written.tables.get(TABLE, pd.DataFrame()),
        pd.DataFrame() if months is None else months.T,
        NotMeasured(**why) if why else None,
    )
