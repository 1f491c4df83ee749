"""Gathers what a picture needs from the view: the screen's own answer, and the release's shapes."""

from urllib.parse import urlencode

import pandas as pd
import shapely

from components import queries
from components.explorer import captions
from components.explorer import query as map_query
from components.explorer.place_panel import trend_in_words
from components.explorer.place_profile import portrait
from components.explorer.query import Shown
from components.export.menu import where_of
from components.maps.spec import MapSpec
from components.page_context import PageContext
from components.snapshot.captions import Sheet, facts_of
from components.snapshot.model import Picture, TrendPicture
from components.text import sentences
from components.ui.tables import file_name
from data.release.manifest import Manifest
from geo.stats.trend import NOW

PAGE = "map"
Facts = tuple[tuple[str, str], ...]
BARE = pd.DataFrame(columns=["kind", "rank", "name_en", "name_cy", "shape"])


def picture_of(here: PageContext, shown: Shown, *, address: str) -> Picture:
    """The map of the view, ready to be drawn; `address` is where the app lives."""
    release = here.manifest.release
    with_ground = "ground" in here.manifest.tables
    return Picture(
        spec=shown.spec,
        sheet=_sheet(here, shown, address),
        text=here.text,
        shapes=queries.print_shapes.print_shapes(release, shown.spec.level),
        ground=queries.print_shapes.ground_shapes(release) if with_ground else BARE,
        chosen=_shape(shown.spec.chosen, release) if shown.spec.chosen else None,
        pinned=tuple(_shape(pin.place, release) for pin in shown.spec.pinned),
    )


def picture_file_name(here: PageContext, spec: MapSpec, *, preset: str, ending: str) -> str:
    """What, where and when a picture's file shows."""
    view, period, manifest = here.view, here.asked_period(), here.manifest
    when = (period.first, period.last) if here.measure.by_period else ()
    where = [_where(manifest, view.lang), *where_of(here)[1:]]
    where += [here.place_name(view.place)] if view.place else []
    what = ("map", view.measure, *filter(None, [here.subject]), view.level)
    return file_name(*what, *where, *when, preset, manifest=manifest, ending=ending)


def trend_of(here: PageContext, *, address: str) -> TrendPicture:
    """The months of the view's place (or of the whole area) in its category."""
    text, found = here.text, portrait(here, here.view.place)
    first, last = str(found.trend.index[0]), str(found.trend.index[-1])
    category = text(f"category_title.{here.view.category}")
    return TrendPicture(
        title=text("trend.title", category=category),
        subtitle=f"{found.name}, {text.months(first, last)}",
        table=found.trend,
        now=text("trend.now"),
        before=text("trend.before"),
        caveats=tuple(filter(None, [sentences.not_published(text, found.missing)])),
        source=sentences.source(text, here.manifest),
        sheet=_paper(
            here, address, answer=trend_in_words(text, found.name, found.trend[NOW]), facts=()
        ),
        text=text,
    )


def trend_name_of(here: PageContext, *, preset: str, ending: str) -> str:
    """The same for a picture of months."""
    where, period = here.place_name(here.view.place), here.period()
    what = ("months", here.view.category, where, period.first, period.last, preset)
    return file_name(*what, manifest=here.manifest, ending=ending)


def link_of(here: PageContext, address: str) -> str:
    """The address that gives this view again."""
    query = urlencode(here.view.address(projector="off"))
    return f"{address.rstrip('/')}/{PAGE}" + (f"?{query}" if query else "")


def _where(manifest: Manifest, language: str) -> str:
    return manifest.title_cy if language == "cy" else manifest.title_en


def _sheet(here: PageContext, shown: Shown, address: str) -> Sheet:
    text, kind = here.text, captions.kind_of(here)
    lost = queries.load_report.rows_left_out(here.manifest.release, tuple(shown.months), kind)
    facts = facts_of(
        text,
        shown.measure,
        shown.listed,
        here.manifest,
        level=here.view.level,
        period=_when(here, shown),
        left_out=(int(lost["rows"].sum()), int(lost.attrs["read"])),
    )
    return _paper(here, address, answer=map_query.headline(here, shown), facts=facts)


def _paper(here: PageContext, address: str, *, answer: str, facts: Facts) -> Sheet:
    text, manifest = here.text, here.manifest
    return Sheet(
        answer=answer,
        facts=facts,
        link=link_of(here, address),
        made=sentences.release_stamp(text, manifest, here.today),
        author=manifest.rights[f"attribution_{text.language}"],
        fictional=manifest.fictional,
    )


def _when(here: PageContext, shown: Shown) -> str:
    """Of when the figures are, and how many of its months were published where not all were."""
    said, text = captions.period_phrase(here, shown.table), here.text
    have, wanted = len(shown.months), len(here.period().months())
    if not here.measure.by_period or have == wanted:
        return said
    part = text("period.published", have=text.number(have), wanted=text.number(wanted))
    return f"{said} {part}"


def _shape(place: str, release: str) -> shapely.Geometry:
    level = str(queries.places.places(release).at[place, "level"])
    held = queries.print_shapes.print_shapes(release, level)
    return held.areas[held.codes.index(place)]
