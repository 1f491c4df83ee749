"""The model of the page on authorities: the indicators of each, and of which months they are."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from components import queries
from components.authorities_page.view_part import MOST_COMPARED, AuthoritiesPart
from components.page_context import PageContext
from components.queries.authorities import Publication
from components.view.view import NOTHING, SEVERAL
from data.schema import AUTHORITY, OFFICIAL_LEVELS
from geo.measures.rate import RATE
from geo.period import Period


@dataclass(frozen=True, kw_only=True)
class AuthoritiesModel:
    """The authorities or partnerships of a release, for one category and period.

    `here` has the rate as its measure on this page, at their level.
    """

    here: PageContext

    @property
    def level(self) -> str:
        return self.here.view.level

    @property
    def category(self) -> str:
        return self.here.view.category

    @property
    def levels(self) -> list[str]:
        """The levels of the release that the page can show."""
        return [level for level in self.here.manifest.levels if level in OFFICIAL_LEVELS]

    @cached_property
    def period(self) -> Period:
        """The period of the view."""
        return self.here.period()

    @cached_property
    def months(self) -> list[str]:
        """The months of the period with figures somewhere."""
        return self.period.split(self.here.complete_months)[0]

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The indicators of each area by code, in the order of their names."""
        asked = (self.here.key, self.level, self.category, self.period)
        table = queries.authorities.indicators(*asked)
        by_name = queries.places.by_name(self.here.key, self.here.view.lang, self.level)
        return table.reindex(list(by_name))

    @cached_property
    def publication(self) -> dict[str, Publication]:
        """For each area, the months of the period that its police published in full."""
        return queries.authorities.publication(self.here.key, self.level, self.period)

    @cached_property
    def actions(self) -> pd.Series:
        """The open actions of each area, by code."""
        return queries.authorities.open_actions(self.here.key, self.level, self.here.today)

    @cached_property
    def perceived(self) -> pd.DataFrame | None:
        """The share of residents who call the category a big problem, by area; None if unknown."""
        return queries.authorities.perceived(self.here.key, self.level, self.category)

    @cached_property
    def by_category(self) -> pd.DataFrame:
        """The rates of every category of every area."""
        return queries.authorities.rates_by_category(self.here.key, self.level, self.period)

    @cached_property
    def compared(self) -> list[str]:
        """The codes of the areas that are compared by category: the chosen ones, or all if few."""
        every = [str(code) for code in self.rows.index]
        chosen = self.here.view.of(AuthoritiesPart).chosen
        listed = [code for code in chosen.split(SEVERAL) if code in every]
        if listed:
            return listed
        if len(every) <= MOST_COMPARED:
            return every
        return [self.here.view.place] if self.here.view.place in every else []


def ask(here: PageContext) -> AuthoritiesModel | None:
    """Return the model of the view, whatever its measure and level.

    None where the data has one authority alone.
    """
    level = here.view.of(AuthoritiesPart).bodies
    if level not in here.manifest.levels:
        level = AUTHORITY
    if level not in here.manifest.levels:
        return None
    view = replace(here.view, measure=RATE.name, level=level, wards=NOTHING, pins=NOTHING)
    return AuthoritiesModel(here=replace(here, view=view))
