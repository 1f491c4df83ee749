"""What a measure may ask, answered from a release."""

from dataclasses import dataclass

import pandas as pd

from components.counting import Counting
from components.queries import whole_area
from data.access.group_visibility import visible_groups
from data.access.viewer import Audience
from data.contracts.scales import PROBLEM_PREFIX
from data.release.store import Store
from data.schema import LSOA, WARD
from geo.period import Period, matched_year_before
from geo.stats.deprivation import newest_edition


@dataclass(frozen=True, kw_only=True)
class ReleaseInputs:
    """One level, subject and period of a release (see `geo.measures.model.Facts`)."""

    store: Store
    level: str
    subject: str
    """A category, a topic or a domain, as the measure asks for one; or nothing."""
    period: Period

    @property
    def _counting(self) -> Counting:
        return Counting(store=self.store, choice=self.subject)

    def _months(self) -> list[str]:
        return self.period.split(self._counting.months())[0]

    def areas(self) -> pd.Index:
        """The codes of the level's areas."""
        return self.store.codes(self.level)

    def counts(self) -> pd.Series:
        """Incidents of the category in the period."""
        return whole_area.counts(self._counting, self.level, self._months())

    def recorded(self) -> pd.Series:
        """Everything that the category is a part of."""
        return whole_area.recorded(self._counting, self.level, self._months())

    def observed(self) -> pd.Series:
        """In how many of the period's months there are figures for the area."""
        return whole_area.observed(self._counting, self.level, self._months())

    def residents(self) -> pd.Series:
        """Usual residents; missing where there is no figure."""
        return whole_area.residents(self.store, self.level)

    def year_before(self) -> tuple[pd.Series, pd.Series, pd.Series] | None:
        """Incidents in the months that both years have, a year before, and which are whole."""
        matched = matched_year_before(self.period, self._counting.months())
        if matched is None:
            return None
        now, before = (self._counting.counts(self.level, months) for months in matched)
        wanted = len(matched[0])
        complete = pd.Series(True, now.index)
        for months in matched:
            complete &= self._counting.observed(self.level, months) == wanted
        return now, before, complete

    def answers(self) -> pd.DataFrame:
        """What respondents said of the topic."""
        return self.store.answers(PROBLEM_PREFIX + self.subject)

    def ranks(self) -> pd.DataFrame:
        """The newest edition's ranks in the domain, by LSOA."""
        every = self.store.table("deprivation")
        if every.empty:
            return every.set_index("area_code")
        wanted = (every["edition"] == newest_edition(every)) & (every["domain"] == self.subject)
        return every[wanted].set_index("area_code")

    def members(self) -> pd.DataFrame:
        """How many residents of which LSOA live in which ward, or area of a larger level."""
        members = self.store.members(WARD if self.level == LSOA else self.level)
        of_lsoa = members["lsoa_code"].map(self.store.residents(LSOA))
        return members.assign(residents=of_lsoa * members["share"])

    def groups(self) -> pd.DataFrame:
        """The community groups that are listed, as everybody may count them."""
        return visible_groups(Audience.PUBLIC, self.store.groups())
