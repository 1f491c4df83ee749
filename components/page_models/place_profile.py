"""The profile of one place: all figures that its panel shows."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from components import queries
from components.page_context import PageContext
from components.page_models import figures_basis, map_figures
from components.queries.cache import CacheKey, query
from components.text import residents_origin
from components.text.catalogue import Text
from components.text.compared_months import months_in_words, part_in_words
from components.text.recording_breaks import Marks, break_marks
from components.view.view import View
from data.schema import COUNTY, LSOA
from geo.comparable_months.pairs import with_year_before
from geo.comparable_months.shared import SharedMonths
from geo.measures import MEASURES
from geo.measures.model import Measure
from geo.measures.ranking import Rank, rank_of_area
from geo.period import YEAR, shifted
from geo.stats.trend import BEFORE, commonest, monthly_trend

BY_CATEGORY = "category"


@dataclass(frozen=True, kw_only=True)
class PlaceProfile:
    """One place in the view's measure, category and period."""

    place: str
    level: str
    name: str
    # The kind of area in words: a ward, or an LSOA with its ward.
    kind: str
    measure: Measure
    # The measure's table for all areas of the place's level; None if the level has no such table.
    table: pd.DataFrame | None
    rank: Rank | None
    trend: pd.DataFrame
    commonest: pd.Series
    # The groups and orders of the place; None for the whole area, which has too many.
    inside: queries.place_profile.PlaceContents | None
    # The months of both years of the trend that were not published for this place.
    missing: list[str]
    # The months of the period with police figures for this place.
    published: tuple[str, ...]
    # The recording breaks in either year of the trend: in sentences, and as marks of the chart.
    break_lines: tuple[str, ...]
    break_marks: Marks
    # How much of the whole area the trend adds up; empty if all of it, and for a single place.
    part: str

    @property
    def row(self) -> pd.Series:
        """Return the place's own figures. The profile must have a table."""
        assert self.table is not None
        return self.table.loc[[self.place]].iloc[0]

    @property
    def by_category(self) -> bool:
        """Return whether the measure is one of recorded incidents."""
        return BY_CATEGORY in self.measure.asks


def profile_of(here: PageContext, place: str) -> PlaceProfile:
    """Return the profile of a place; of the whole area if `place` is empty."""
    return _asked_profile(*here.asked, place, _here=here)


@query(100)
def _asked_profile(
    key: CacheKey, view: View, today: dt.date, place: str, *, _here: PageContext
) -> PlaceProfile:
    here = _here
    del key, today
    period = here.period()
    level = level_of(here, place)
    measure = MEASURES[view.measure]
    table = map_figures.figures_at(here, level) if level in measure.levels else None
    monthly = queries.place_profile.monthly(here.key, level, place, view.category)
    published = queries.categories.months_with_figures(here.key, level, place, period)
    wards = None if place else queries.place_profile.monthly_wards(here.key, view.category)
    trend = monthly_trend(monthly, period)
    shown = [str(month) for month in trend.index]
    both = with_year_before(shown)
    breaks = queries.categories.breaks_at(here.key, level, place, view.category, both)
    return PlaceProfile(
        place=place,
        level=level,
        name=here.place_name(place),
        kind=kind_of(here, place, level),
        measure=measure,
        table=table,
        rank=rank_of_area(table, place) if table is not None and measure.compares else None,
        trend=trend,
        commonest=commonest(queries.place_profile.by_category(here.key, level, place, published)),
        inside=queries.place_profile.contents_of(here.key, level, place, here.today)
        if place
        else None,
        missing=_missing(monthly, trend),
        published=published,
        break_lines=tuple(figures_basis.break_lines(here, level, place, view.category, both)),
        break_marks=break_marks(
            here.text, breaks, shown, year_before=bool(trend[BEFORE].notna().any())
        ),
        part=trend_part(here.text, wards),
    )


def level_of(here: PageContext, place: str) -> str:
    """Return the level of a place; that of the whole area if `place` is empty."""
    if not place:
        return COUNTY
    return str(queries.places.places(here.key).at[place, "level"])


def parent_of(here: PageContext, place: str) -> str:
    """Return the ward of an LSOA, or the parent of another area."""
    return str(queries.places.places(here.key).at[place, "parent_code"])


def _missing(monthly: pd.Series, trend: pd.DataFrame) -> list[str]:
    shown_months = {*trend.index, *(shifted(str(month), -YEAR) for month in trend.index)}
    return [str(month) for month in monthly[monthly.isna()].index if month in shown_months]


def trend_part(text: Text, wards: SharedMonths | None) -> str:
    """Return how much of the area the months of the whole area add up; empty if all of it."""
    if wards is None or wards.share == 1:
        return ""
    key = "trend.part" if wards.by_residents else "trend.part_wards"
    return text(key, share=part_in_words(text, wards.share))


def kind_of(here: PageContext, place: str, level: str) -> str:
    """Return the kind of area in words: a ward, or an LSOA with its ward.

    An LSOA whose residents are divided has all its wards, each with its share.
    """
    if level != LSOA:
        return here.text(f"panel_level.{level}")
    wards = queries.place_profile.wards_of_lsoa(here.key, place)
    named = residents_origin.wards_of(here.text, wards, here.place_name) if wards else ""
    return here.text(f"panel_level.{level}", ward=named or here.area_name)


def trend_in_words(text: Text, name: str, now: pd.Series) -> str:
    """Return the alternative text of a monthly chart."""
    facts = {
        "place": name,
        "first": text.month(str(now.index[0])),
        "last": text.month(str(now.index[-1])),
    }
    if now.notna().sum() == 0:
        return text("trend.alt_nothing", **facts)
    sentence = text(
        "trend.alt",
        least=text.number(now.min()),
        least_month=text.month(str(now.idxmin())),
        most=text.number(now.max()),
        most_month=text.month(str(now.idxmax())),
        **facts,
    )
    gaps = months_in_words(text, [str(month) for month in now[now.isna()].index])
    return sentence + (" " + text("trend.alt_gaps", months=gaps) if gaps else "")
