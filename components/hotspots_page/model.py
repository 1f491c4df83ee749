"""The model of the page on hot spots: the areas that are picked, and how good that is."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from components import queries
from components.hotspots_page.view_part import BEST, GI, HotspotsPart
from components.page_context import PageContext
from components.view.view import NOTHING
from data.schema import LSOA
from geo.hotspots.concentration import Concentration
from geo.hotspots.skill import GI_STAR, LAST_YEAR, Skill
from geo.measures.hotspots import HOTSPOTS
from geo.not_measured import NotMeasured
from geo.period import Period


@dataclass(frozen=True, kw_only=True)
class HotspotsModel:
    """Hot spots of one category and period among the small areas.

    `here` has hot spots as its measure on this page, by small area.
    """

    here: PageContext

    @property
    def category(self) -> str:
        return self.here.view.category

    @cached_property
    def period(self) -> Period:
        """The period of the view."""
        return self.here.period()

    @cached_property
    def months(self) -> list[str]:
        """The months of the period with figures."""
        return self.period.split(self.here.complete_months)[0]

    @cached_property
    def skill(self) -> Skill | NotMeasured:
        """How well each way of finding hot spots told the months after."""
        return queries.hotspots.way_skill(self.here.key, LSOA, self.category)

    @cached_property
    def best(self) -> str:
        """The way that told the months after better."""
        return queries.hotspots.better_way(self.skill)

    @cached_property
    def way(self) -> str:
        """The way of the view, or the better one."""
        chosen = self.here.view.of(HotspotsPart).way
        if chosen == BEST:
            return self.best
        return GI_STAR if chosen == GI else LAST_YEAR

    @cached_property
    def areas(self) -> pd.DataFrame:
        """Every small area: both names, incidents, and whether it is picked."""
        asked = (self.here.key, LSOA, self.category, self.period, self.way)
        return queries.hotspots.top_areas(*asked)

    @property
    def judged(self) -> bool:
        """Whether any area can be judged, and anything was recorded at all."""
        return bool(self.areas["picked"].notna().any() and self.areas["incidents"].sum() > 0)

    @cached_property
    def picked(self) -> pd.DataFrame:
        """The picked areas, those with the most incidents first."""
        found = self.areas[self.areas["picked"] == True]  # noqa: E712
        return found.sort_values("incidents", ascending=False, kind="stable")

    @cached_property
    def history(self) -> pd.DataFrame | NotMeasured:
        """How lasting each area's months in the top tenth are, up to the end of the period."""
        last = self.months[-1] if self.months else self.period.last
        return queries.hotspots.history(self.here.key, LSOA, self.category, last)

    @cached_property
    def concentrated(self) -> Concentration | NotMeasured:
        """How few areas hold half of the incidents of the period."""
        return queries.hotspots.concentrated(self.here.key, LSOA, self.category, self.period)


def ask(here: PageContext) -> HotspotsModel:
    """Return the model of the view, whatever its measure and level."""
    own = replace(here.view, measure=HOTSPOTS.name, level=LSOA, wards=NOTHING, pins=NOTHING)
    return HotspotsModel(here=replace(here, view=own))
