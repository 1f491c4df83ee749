"""What a place's page and its paper are written from: its figures, gathered once."""

from dataclasses import dataclass, replace

import pandas as pd

from components import queries
from components.page_context import PageContext
from components.page_models import perceived
from components.page_models.perceived import PerceivedModel
from components.page_models.place_profile import kind_of, level_of
from components.queries.nearby import Nearby
from components.text import rate_warnings
from components.text.sentences import Changes
from data.access.viewer import Audience, Viewer
from data.schema import ASB, LSOA
from geo.categories import ALL_CRIME, is_own
from geo.measures import MEASURES
from geo.period import YEAR, Period
from geo.stats.seasonality import Season, season

MOST_ROWS = 8
YEARS_SHOWN = 3
INCOME = "income"
SHARES = ("deprived10", "deprived20")


@dataclass(frozen=True, kw_only=True)
class PlaceModel:
    """One place, as one viewer may see it."""

    here: PageContext
    place: str
    level: str
    name: str
    kind: str
    residents: float
    period: Period
    months: tuple[str, ...]
    """Those of the latest year that were published."""
    counts: pd.Series
    """By category, in those months."""
    beside: pd.DataFrame
    """A row a category or sum of them: the place's figures against the whole area's."""
    compared: Changes
    category: str
    """Whose months are shown."""
    monthly: pd.Series
    """Of three years, or as many as there are; a month that was not published has no number."""
    season: Season | None
    asked: PerceivedModel | None
    around: Nearby
    deprived: pd.Series | None
    """A row of the measure of income deprivation; None where there is no such index."""
    misleading: tuple[str, ...]
    """Why a rate per resident misleads here."""

    @property
    def said_of(self) -> pd.Series | None:
        """The row that speaks for what the place's residents said."""
        if self.asked is None or not self.asked.row:
            return None
        row: pd.Series = self.asked.table.loc[[self.asked.row]].iloc[0]
        return row

    @property
    def rated(self) -> bool:
        """Whether there are residents enough for a rate."""
        return bool(self.beside["rate"].notna().any()) if len(self.beside) else False


def facts_of(here: PageContext) -> PlaceModel:
    """Of the view's place, over the latest year and the years before it."""
    place = here.view.place
    level, period = level_of(here, place), here.latest()
    months = tuple(period.split(queries.current_store.store().complete_months())[0])
    counts = queries.place_profile.by_category(here.key, level, place, months)
    category = ASB if is_own(here.view.category) else here.view.category
    every = queries.place_profile.monthly(here.key, level, place, category)
    asked = _asked(here)
    ward = perceived.ward_of(here)
    found = queries.overlays.denominators(here.key)
    return PlaceModel(
        here=here,
        place=place,
        level=level,
        name=here.place_name(place),
        kind=kind_of(here, place, level),
        residents=queries.place_profile.residents_of(here.key, level, place),
        period=period,
        months=months,
        counts=counts,
        beside=_beside(here, level, place, months, counts),
        compared=queries.area_figures.changes_in(here.key, level, place, period),
        category=category,
        monthly=every.iloc[-YEARS_SHOWN * YEAR :],
        season=season(every),
        asked=asked,
        around=queries.nearby.nearby(here.key, level, place, here.today),
        deprived=_deprived(here, level, place),
        misleading=tuple(rate_warnings.about_ward(here.text, found, ward)),
    )


def public_version(here: PageContext) -> PageContext:
    """The same page as the public sees it: what may be handed on."""
    return replace(here, viewer=Viewer(name=here.viewer.name, audience=Audience.PUBLIC))


def _asked(here: PageContext) -> PerceivedModel | None:
    """The view's topic where residents were asked about it, else the first that they were."""
    topics = queries.measures.topics(here.key)
    if not topics:
        return None
    topic = here.view.topic if here.view.topic in topics else topics[0]
    return PerceivedModel(
        here=here, topic=topic, beside=queries.perceived.perceived_and_recorded(here.key, topic)
    )


def _beside(
    here: PageContext, level: str, place: str, months: tuple[str, ...], counts: pd.Series
) -> pd.DataFrame:
    """ASB and all crime first, then what is recorded most."""
    if not months:
        return pd.DataFrame(columns=["rate"])
    most = counts.drop(ASB).sort_values(ascending=False, kind="stable")
    rows = [ASB, ALL_CRIME, *[str(c) for c in most[most > 0].index]][:MOST_ROWS]
    tables = {
        c: queries.area_figures.figures(here.key, level, c, months).loc[[place]] for c in rows
    }
    return pd.concat([table.set_axis([c]) for c, table in tables.items()])


def _deprived(here: PageContext, level: str, place: str) -> pd.Series | None:
    key = here.key
    if INCOME not in queries.measures.domains(key):
        return None
    wanted = ("deprivation",) if level == LSOA else SHARES
    if not all(level in MEASURES[name].levels for name in wanted):
        return None
    tables = [
        queries.measures.measure_table(here.key, name, level, INCOME, here.latest()).loc[[place]]
        for name in wanted
        if name in queries.measures.measures(key)
    ]
    if not tables:
        return None
    row: pd.Series = tables[0].iloc[0].copy()
    if len(tables) == len(SHARES):
        row[list(SHARES)] = [table.iloc[0]["value"] for table in tables]
    return row
