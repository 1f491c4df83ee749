"""At which hours of the week the partners' own incidents happen, here and elsewhere."""

from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import countable_categories, require_countable
from components.queries.current_store import store_of
from geo.categories import is_own
from geo.hotspots.busy_hours import BusyHours, beside_elsewhere, busiest_hours, same_hours
from geo.hotspots.week import Week, week_of
from geo.not_measured import NotMeasured

# PART: the length of a part of the day, in hours.
PART = 3
# LEAST_TIMED: of fewer incidents with a time nothing is said of their hours.
LEAST_TIMED = 30
# ALIKE: the share of a place's incidents whose types must have times elsewhere to be compared.
ALIKE = 0.95


@dataclass(frozen=True, kw_only=True)
class PlaceHours:
    """The hours of one kind of incident in a place, compared with everywhere else."""

    # The months from the first incident of the kind to its last.
    months: tuple[str, str]
    week: Week | NotMeasured
    busiest: BusyHours | None
    # The share of the same hours elsewhere and its verdict; None where there is no such week.
    elsewhere: tuple[float, str] | None
    # By part of the week: the share here (`now`), elsewhere (`before`), and `direction`.
    compared: pd.DataFrame | None
    # Whether the release has the ends of spans.
    has_spans: bool

    @property
    def enough(self) -> Week | None:
        """Return the week if there are enough incidents to say anything of it."""
        week = self.week
        return week if isinstance(week, Week) and week.used >= LEAST_TIMED else None


@query(20)
def timed_kinds(key: CacheKey) -> tuple[str, ...]:
    """Return the kinds of the partners' incidents that the viewer may see and that have times."""
    own = store_of(key).own_incidents()
    visible = [choice for choice in countable_categories(key) if is_own(choice)]
    return tuple(choice for choice in visible if own.times(choice)["start"].notna().any())


@query(200)
def hours_of(key: CacheKey, level: str, place: str, choice: str) -> PlaceHours:
    """Return the hours of one kind of own incident in an area, over all months that there are.

    Raise AccessDenied if the viewers of the scope don't see own incidents.
    """
    require_countable(key, choice)
    own = store_of(key).own_incidents()
    times = own.times(choice)
    codes = times.get(f"{level}_code", pd.Series(None, times.index, dtype="str"))
    # An incident whose area isn't known may have happened here.
    inside, others = times[codes == place], times[codes.notna() & (codes != place)]
    here, other = (
        week_of(rows["start"], rows["end"], hours=PART) for rows in (inside, _alike(others, inside))
    )
    enough = isinstance(here, Week) and here.used >= LEAST_TIMED
    busiest = busiest_hours(here) if isinstance(here, Week) and enough else None
    comparable = isinstance(other, Week) and other.used >= LEAST_TIMED
    elsewhere, compared = None, None
    if isinstance(here, Week) and isinstance(other, Week) and enough and comparable:
        compared = beside_elsewhere(here, other)
        elsewhere = same_hours(busiest, here, other) if busiest else None
    return PlaceHours(
        months=(str(times["month"].min()), str(times["month"].max())),
        week=here,
        busiest=busiest,
        elsewhere=elsewhere,
        compared=compared,
        has_spans=own.has_spans(),
    )


def _alike(elsewhere: pd.DataFrame, inside: pd.DataFrame) -> pd.DataFrame:
    """Return the incidents elsewhere with a time, of the types that have times in the place.

    Without any row if too many of the place are of types without times elsewhere: the hours of
    other types say nothing of these.
    """
    here, there = (
        rows.loc[rows["start"].notna(), "type"].str.casefold() for rows in (inside, elsewhere)
    )
    if not len(here) or here.isin(set(there)).mean() < ALIKE:
        return elsewhere.iloc[:0]
    return elsewhere.loc[there.index[there.isin(set(here))]]
