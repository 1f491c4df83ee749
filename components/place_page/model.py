"""The model of a place's page and PDF: all their figures, collected once."""

from dataclasses import dataclass, replace

import pandas as pd

from components import queries
from components.page_context import PageContext
from components.page_models import figures_basis, lasting_place, perceived
from components.page_models.perceived import PerceivedModel
from components.page_models.place_profile import kind_of, level_of
from components.queries.monthly import NextQuarter
from components.queries.nearby import Nearby
from components.text import rate_warnings, residents_origin
from components.text.change_sentences import Changes
from components.text.recording_breaks import Marks, break_marks
from data.access.viewer import Audience, Viewer
from data.schema import ASB, LSOA, WARD
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
    """The figures of one place that one viewer may see."""

    here: PageContext
    place: str
    level: str
    name: str
    kind: str
    residents: float
    period: Period
    # The months of the latest year with police figures for the place.
    months: tuple[str, ...]
    # Incidents in those months, by category.
    counts: pd.Series
    # A row for each category or sum of categories: the figures of the place and of the whole area.
    categories: pd.DataFrame
    compared: Changes
    # The category of the monthly chart.
    category: str
    # Counts of three years, or of as many as there are; NaN for a month that was not published.
    monthly: pd.Series
    # How often the place was lately in the top tenth for the category; empty if never.
    lasting: str
    # The recording breaks of the category in these months: in sentences, and as marks of the chart.
    break_lines: tuple[str, ...]
    break_marks: Marks
    season: Season | None
    # What is expected of the wards' next quarter; None at other levels.
    next_quarter: NextQuarter | None
    # The results on a topic; None if no survey has answers on one.
    survey: PerceivedModel | None
    has_survey: bool
    around: Nearby
    # A row of the measure of income deprivation; None if the release has no such index.
    deprived: pd.Series | None
    # The sentence on whose residents these are, by which rule.
    residents_from: str
    # Sentences on why a rate per resident misleads here, or in its ward.
    misleading: tuple[str, ...]

    @property
    def survey_row(self) -> pd.Series | None:
        """Return the row with the survey results for the place; None if there is none."""
        if self.survey is None or not self.survey.row:
            return None
        row: pd.Series = self.survey.table.loc[[self.survey.row]].iloc[0]
        return row

    @property
    def rated(self) -> bool:
        """Return whether there are enough residents for a rate."""
        return bool(self.categories["rate"].notna().any()) if len(self.categories) else False


def facts_of(here: PageContext) -> PlaceModel:
    """Return the model of the view's place, for the latest year and the years before it."""
    place = here.view.place
    level, period = level_of(here, place), here.latest()
    months = queries.categories.months_with_figures(here.key, level, place, period)
    counts = queries.place_profile.by_category(here.key, level, place, months)
    category = ASB if is_own(here.view.category) else here.view.category
    every = queries.place_profile.monthly(here.key, level, place, category)
    shown = every.iloc[-YEARS_SHOWN * YEAR :]
    chart_months = [str(month) for month in shown.index]
    breaks = queries.categories.breaks_at(here.key, level, place, category, chart_months)
    survey = _survey(here)
    ward = perceived.ward_of(here)
    part_of = here.place_name(ward) if level == LSOA and ward else ""
    denominators = queries.overlays.denominators(here.key)
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
        categories=_category_table(here, level, place, months, counts),
        compared=queries.area_figures.changes_in(here.key, level, place, period),
        category=category,
        monthly=shown,
        lasting=lasting_place.sentence(here, level, place, category, period.last),
        break_lines=tuple(figures_basis.break_lines(here, level, place, category, chart_months)),
        break_marks=break_marks(here.text, breaks, chart_months),
        season=season(every, queries.place_profile.recordings_of(here.key, level, place, category)),
        next_quarter=queries.monthly.next_quarter(here.key, category) if level == WARD else None,
        survey=survey,
        has_survey=queries.surveys.has_survey(here.key),
        around=queries.nearby.nearby(here.key, level, place, here.today),
        deprived=_deprived(here, level, place),
        residents_from=_residents_from(here, level, place),
        misleading=tuple(rate_warnings.about_ward(here.text, denominators, ward, part_of=part_of)),
    )


def public_version(here: PageContext) -> PageContext:
    """Return the same page as the public sees it, which may be passed on."""
    return replace(here, viewer=Viewer(name=here.viewer.name, audience=Audience.PUBLIC))


def _survey(here: PageContext) -> PerceivedModel | None:
    """Return the survey results on the view's topic, or on the first topic of the survey."""
    topics = queries.measures.topics(here.key)
    if not topics:
        return None
    topic = here.view.topic if here.view.topic in topics else topics[0]
    return PerceivedModel(
        here=here, topic=topic, comparison=queries.perceived.perceived_and_recorded(here.key, topic)
    )


def _residents_from(here: PageContext, level: str, place: str) -> str:
    text, by = here.text, residents_origin.look_up(here.text, here.manifest)
    queried = queries.place_profile
    if level != LSOA:
        origin = queried.residents_from(here.key, level, place)
        return residents_origin.of_area(text, origin, here.place_name, by=by)
    return residents_origin.of_lsoa(
        text,
        queried.ward_given_to(here.key, place),
        queried.wards_of_lsoa(here.key, place),
        here.place_name,
        by=by,
    )


def _category_table(
    here: PageContext, level: str, place: str, months: tuple[str, ...], counts: pd.Series
) -> pd.DataFrame:
    """Return ASB and all crime first, then the categories with most incidents."""
    if not months:
        return pd.DataFrame(columns=["rate"])
    most = counts.drop(ASB).sort_values(ascending=False, kind="stable")
    rows = [ASB, ALL_CRIME, *[str(c) for c in most[most > 0].index]][:MOST_ROWS]
    # Of all months that any place has, as on the map: its own are compared with the same of others.
    known = {c: queries.categories.complete_months(here.key, c) for c in rows}
    every = {c: tuple(here.latest().split(months)[0]) for c, months in known.items()}
    tables = {
        c: queries.area_figures.figures(here.key, level, c, every[c]).loc[[place]] for c in rows
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
