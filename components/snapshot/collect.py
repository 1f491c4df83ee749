"""Collects what a picture is drawn from: the figures of the screen, and the release's shapes."""

from dataclasses import fields

import pandas as pd
import shapely

from components import queries
from components.export.menu import where_of
from components.maps.spec import MapSpec
from components.page_context import PageContext
from components.page_models import map_captions, map_figures
from components.page_models.map_figures import MapFigures
from components.page_models.place_profile import profile_of, trend_in_words
from components.queries.cache import CacheKey
from components.snapshot.captions import Captions, facts_of
from components.snapshot.charts.collect import (
    captions_of,
    chart_picture,
    counts_of_months,
    months_legend,
)
from components.snapshot.charts.model import Months
from components.snapshot.model import ChartPicture, Drawing, Picture
from components.text import change_sentences, sentences
from components.text.recording_breaks import marks_in_words
from components.ui.routes import ADDRESS_OF, MAP
from components.ui.tables import file_name
from data.release.manifest import Manifest
from geo.stats.trend import NOW

PAGE = ADDRESS_OF[MAP]
BARE = pd.DataFrame(columns=["kind", "rank", "name_en", "name_cy", "shape"])


def picture_of(here: PageContext, shown: MapFigures, *, address: str) -> Picture:
    """Return the view's map, ready to be drawn; `address` is the app's own address."""
    drawing = drawing_of(here, shown.spec)
    captions = _captions_of_map(here, shown, address)
    return Picture(
        **{one.name: getattr(drawing, one.name) for one in fields(drawing)}, captions=captions
    )


def drawing_of(here: PageContext, spec: MapSpec) -> Drawing:
    """Return what a map for print is drawn from, without the texts around it."""
    key = here.key
    with_ground = "ground" in here.manifest.tables
    return Drawing(
        spec=spec,
        text=here.text,
        shapes=queries.shapes.print_shapes(key, spec.level),
        ground=queries.shapes.ground_shapes(key) if with_ground else BARE,
        chosen=_shape(spec.chosen, key) if spec.chosen else None,
        pinned=tuple(_shape(pin.place, key) for pin in spec.pinned),
    )


def picture_file_name(here: PageContext, spec: MapSpec, *, preset: str, ending: str) -> str:
    """Return the file name: what the picture shows, where and when."""
    view, period, manifest = here.view, here.asked_period(), here.manifest
    when = (period.first, period.last) if here.measure.by_period else ()
    where = [_where(manifest, view.lang), *where_of(here)[1:]]
    where += [here.place_name(view.place)] if view.place else []
    what = ("map", view.measure, *filter(None, [here.subject]), view.level)
    return file_name(*what, *where, *when, preset, manifest=manifest, ending=ending)


def trend_of(here: PageContext, *, address: str) -> ChartPicture:
    """Return the monthly counts of the view's place (or the whole area) in its category."""
    text, category = here.text, here.view.category
    found = profile_of(here, here.view.place)
    first, last = str(found.trend.index[0]), str(found.trend.index[-1])
    name = text("trend.title", category=text(f"category_title.{category}"))
    changes = queries.area_figures.changes_in(
        here.key, found.level, found.place, here.period(), category
    )
    in_words = [trend_in_words(text, found.name, found.trend[NOW])]
    in_words += [marks_in_words(text, found.break_marks), found.part]
    caveats = [sentences.not_published(text, found.missing), found.part, *found.break_lines]
    return chart_picture(
        here,
        Months(table=found.trend, text=text, breaks=found.break_marks),
        address=address,
        page=PAGE,
        title=change_sentences.place_change(text, changes, category),
        subtitle=f"{name}. {found.name}, {text.months(first, last)}",
        alt=" ".join(filter(None, in_words)),
        legend=months_legend(text, found.trend, text("trend.now"), text("trend.before")),
        facts=counts_of_months(text, category, found.trend[NOW]),
        caveats=tuple(filter(None, caveats)),
    )


def trend_name_of(here: PageContext) -> tuple[str, ...]:
    """Return the parts of the file name of a monthly chart."""
    where, period = here.place_name(here.view.place), here.period()
    return ("months", here.view.category, where, period.first, period.last)


def _where(manifest: Manifest, language: str) -> str:
    return manifest.title_cy if language == "cy" else manifest.title_en


def _captions_of_map(here: PageContext, shown: MapFigures, address: str) -> Captions:
    text, kind = here.text, map_captions.kind_of(here)
    lost = queries.load_report.rows_left_out(here.key, tuple(shown.months), kind)
    facts = facts_of(
        text,
        shown.measure,
        shown.listed,
        here.manifest,
        level=here.view.level,
        category=here.view.category,
        period=_when(here, shown),
        left_out=(int(lost["rows"].sum()), int(lost.attrs["read"])),
    )
    answer = map_figures.headline(here, shown)
    return captions_of(here, address, PAGE, answer=answer, facts=facts)


def _when(here: PageContext, shown: MapFigures) -> str:
    """Return the period, and how many of its months are published unless all are."""
    phrase, text = map_captions.period_phrase(here, shown.table), here.text
    have, wanted = len(shown.months), len(here.period().months())
    if not here.measure.by_period or have == wanted:
        return phrase
    part = text("period.published", have=text.number(have), wanted=text.number(wanted))
    return f"{phrase} {part}"


def _shape(place: str, key: CacheKey) -> shapely.Geometry:
    level = str(queries.places.places(key).at[place, "level"])
    shapes = queries.shapes.print_shapes(key, level)
    return shapes.areas[shapes.codes.index(place)]
