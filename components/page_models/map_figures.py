"""The figures of a view, the specification of their map, and the sentence that sums them up."""

import datetime as dt
import math
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from components import queries
from components.maps import spec as map_spec
from components.maps.legend_classes import GREYED_CLASS, written
from components.maps.spec import MapSpec, Pin
from components.page_context import PageContext
from components.page_models import map_captions
from components.page_models.area_cards import cards_of_map
from components.queries.cache import CacheKey, query
from components.ui import place_filter
from components.view.map_position import position_of
from components.view.view import CLASSINGS, FIXED, SWITCH, View, own_bounds
from geo.measures.model import STATUS, UNCERTAIN, Measure, Scale, Unit
from geo.noise.ladder import TOO_FEW
from geo.period import Period
from geo.stats.classification import METHODS
from geo.stats.suppression import HIDDEN, MISSING

PIN_LETTERS = "AB"


@dataclass(frozen=True, kw_only=True)
class MapFigures:
    """The figures of the view and the map made from them."""

    measure: Measure
    table: pd.DataFrame
    bounds: list[float]
    spec: MapSpec
    # Caveats of the spec that say how the values and colours are made.
    basis: list[str]
    months: list[str]
    missing: list[str]

    @cached_property
    def listed(self) -> pd.DataFrame:
        """The areas of the place filter; all areas without a filter."""
        if GREYED_CLASS not in self.spec.classes:
            return self.table
        return self.table[[number != GREYED_CLASS for number in self.spec.classes]]


def query_map(here: PageContext, *, bounds: list[float] | None = None) -> MapFigures:
    """Return the view's table and the specification of its map, in classes of its own or given."""
    found = _asked_map(*here.asked, bounds, _here=here)
    return replace(found, spec=replace(found.spec, position=position_of(here.view.at)))


@query(50)
def _asked_map(
    key: CacheKey, view: View, today: dt.date, bounds: list[float] | None, *, _here: PageContext
) -> MapFigures:
    here = _here
    del key, today
    text, measure, period = here.text, here.measure, here.asked_period()
    months, missing = period.split(here.complete_months)
    table = figures_at(here, view.level)
    bounds = bounds or _bounds(here, measure, period if months else here.latest_shown)
    overlays = queries.overlays.overlays(
        here.key,
        view.several("overlays"),
        language=view.lang,
        category=view.category,
        period=period,
        today=here.today,
        large=view.on_projector,
    )
    spec = map_spec.choropleth(
        view,
        text,
        measure,
        table,
        bounds,
        within=place_filter.filtered_areas(here),
        titles=map_captions.titles(here, table),
        caveats=(
            *map_captions.caveats(here, measure, table, missing),
            *map_captions.about_overlays(overlays),
        ),
        pinned=tuple(
            Pin(
                place=place,
                letter=letter,
                label=text("legend.pinned", place=here.place_name(place)),
            )
            for place, letter in zip(view.several("pins"), PIN_LETTERS, strict=False)
        ),
        overlays=overlays,
        names=queries.overlays.place_names(
            here.key, language=view.lang, large=view.on_projector, level=view.level
        ),
        cards=cards_of_map(here, table),
    )
    return MapFigures(
        measure=measure,
        table=table,
        bounds=bounds,
        spec=spec,
        basis=map_captions.basis(here, measure, table),
        months=months,
        missing=missing,
    )


def map_of_asb(here: PageContext) -> MapSpec:
    """Return the map of recorded ASB in the latest year by ward, whatever the view is about."""
    measure = "rate" if here.has_residents else "count"
    usual = View(lang=here.view.lang, place=here.view.place, measure=measure, parts=here.view.parts)
    return query_map(replace(here, view=usual)).spec


def figures_at(here: PageContext, level: str) -> pd.DataFrame:
    """Return the view's measure for every area of a level."""
    period = here.asked_period()
    published = period.split(here.complete_months)[0]
    # Without a published month, every area is missing.
    table = queries.measures.measure_table(
        here.key,
        here.view.measure,
        level,
        here.subject,
        period if published else here.latest_shown,
    )
    return table if published else unpublished(table)


def headline(here: PageContext, shown: MapFigures) -> str:
    """Return the measure's sentence about all areas, and how many more have no value."""
    return _headline(*here.asked, _here=here, _shown=shown)


@query(200)
def _headline(
    key: CacheKey, view: View, today: dt.date, *, _here: PageContext, _shown: MapFigures
) -> str:
    del key, view, today
    here, shown = _here, _shown
    if not shown.months:
        period = here.period()
        return here.text("map.no_months", months=here.text.months(period.first, period.last))
    if shown.listed.empty:
        return here.text(f"only.no_{here.view.level}")
    if len(shown.listed) == 1:
        return _one_area(here, shown)
    sentence = map_captions.format_message(here, shown.measure.summary(shown.listed))
    # Areas with too few to say are in the sentence already.
    judged = shown.listed.reindex(columns=["verdict", "direction"])
    few = (judged == TOO_FEW).any(axis=1)
    without = int((shown.listed["status"].isin([HIDDEN, MISSING]) & ~few).sum())
    if without in (0, len(shown.listed)):
        return sentence
    return f"{sentence} {here.text.plural('map.without_value', without)}"


def _one_area(here: PageContext, shown: MapFigures) -> str:
    """Return the value of a single area with its limits. It isn't compared with itself."""
    text, unit = here.text, shown.measure.unit
    area = shown.listed.iloc[0].to_dict()
    facts = {"place": text.name(area), "measure": text(f"measure_title.{shown.measure.name}")}
    if pd.isna(area["value"]):
        return text("one.without", **facts)
    if unit is Unit.NAME:
        verdict = shown.measure.classes[int(area["value"])]
        return text("one.named", verdict=text(f"{shown.measure.family}.{verdict}"), **facts)
    facts["value"] = written(text, unit, area["value"])
    if pd.isna(area["lower"]):
        return text("one.value", **facts)
    limits = {name: written(text, unit, area[name]) for name in ("lower", "upper")}
    return text("one.limits", **facts, **limits)


def unpublished(table: pd.DataFrame) -> pd.DataFrame:
    """Return the same areas without any figure. Unpublished figures are missing, never zero."""
    blank = table.copy()
    unchanged = [STATUS, UNCERTAIN, "name_en", "name_cy", "residents"]
    blank[blank.columns.difference(unchanged)] = math.nan
    blank[STATUS], blank[UNCERTAIN] = MISSING, False
    return blank


def _bounds(here: PageContext, measure: Measure, period: Period) -> list[float]:
    """Return the viewer's own class bounds, or those of the chosen method."""
    view = here.view
    own = own_bounds(view.bounds)
    if view.method == FIXED and own and measure.scale is not Scale.NAMED:
        return [*own, math.inf]
    cut = queries.measures.class_bounds(
        here.key,
        view.measure,
        view.level,
        here.subject,
        period,
        method=view.method if view.method in METHODS else CLASSINGS[0],
        follow=view.follow == SWITCH[1],
    )
    return list(cut)
