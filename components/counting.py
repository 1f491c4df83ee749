"""What can be counted in a release, however it came: the one place that knows the difference."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data.release.store import Store
from data.schema import GROUP_PREFIX
from geo.categories import is_own, members, part_of


@dataclass(frozen=True, kw_only=True)
class Counting:
    """One choice: a police category, a group of them, or what partners recorded themselves."""

    store: Store
    choice: str

    def categories(self) -> tuple[str, ...]:
        """The police categories that it adds up."""
        ours = self.store.manifest.groups.get(self.choice.removeprefix(GROUP_PREFIX))
        if ours and self.choice.startswith(GROUP_PREFIX):
            return tuple(ours["categories"])
        return members(self.choice)

    def months(self) -> list[str]:
        """The months of which something is known."""
        if is_own(self.choice):
            return self.store.own_incidents().months(self.choice, self.store.months())
        return self.store.complete_months()

    def counts(self, level: str, months: Sequence[str]) -> pd.Series:
        """Incidents by area."""
        if is_own(self.choice):
            codes = self.store.codes(level)
            return self.store.own_incidents().counts(self.choice, level, months, codes)
        return self.store.counts(level, months, self.categories())

    def nowhere(self, level: str, months: Sequence[str]) -> int:
        """Incidents that lie in no area of the level."""
        if is_own(self.choice):
            return self.store.own_incidents().nowhere(self.choice, level, months)
        return self.store.nowhere(level, months, self.categories())

    def monthly(self, level: str, place: str) -> pd.Series:
        """One area's incidents month by month; a month that is not known has no number."""
        if not is_own(self.choice):
            return self.store.monthly(level, place, self.categories())
        by_month = {month: self.counts(level, [month])[place] for month in self.months()}
        return pd.Series(by_month, dtype=float).reindex(self.store.months())

    def recorded(self, level: str, months: Sequence[str]) -> pd.Series:
        """Everything that the choice is a part of."""
        return self.store.counts(level, months, part_of(self.categories()))

    def observed(self, level: str, months: Sequence[str]) -> pd.Series:
        """In how many of the months there are figures for each area."""
        if is_own(self.choice):
            known = set(self.months())
            return pd.Series(sum(month in known for month in months), self.store.codes(level))
        return self.store.observed(level, months)
