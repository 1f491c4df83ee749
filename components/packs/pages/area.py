"""Pages about the whole area: month by month, maps, residents, priorities."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from components import queries
from components.packs.asked import Asked
from components.packs.model import PackPage, first_sentence
from components.packs.pages import maps
from components.page_context import PageContext
from components.page_models import figures_basis, map_captions, map_figures, place_summary
from components.page_models.map_figures import MapFigures
from components.page_models.place_profile import profile_of, trend_in_words
from components.snapshot.captions import facts_of
from components.text import change_sentences, sentences
from components.ui.sections import (
    Chart,
    ChartKind,
    Picture,
    PrintedPicture,
    Sentences,
)
from data.schema import ASB, COUNTY, WARD
from geo.stats.trend import BEFORE, NOW

MOST_CAVEATS = 3
Maker = Callable[[Asked], list[PackPage]]


def months(category: str) -> Maker:
    """Return what makes the page of a category month by month beside the year before."""
    return lambda asked: _months(asked, category)


def _months(asked: Asked, category: str) -> list[PackPage]:
    here = replace(asked.here, view=replace(asked.here.view, category=category, period=""))
    text, latest = here.text, here.latest()
    found = profile_of(here, "")
    compared = queries.area_figures.changes_in(here.key, COUNTY, "", latest)
    said = change_sentences.change_in_a_year(text, compared, category, latest.last)
    if not said or not found.published:
        return []
    total = int(found.trend[NOW].sum())
    also = place_summary.whole_area(
        here, found.published, figures_basis.during(text, latest, found.published)
    )
    return [
        PackPage(
            heading=said,
            parts=[Sentences([also, *filter(None, [found.part])]), _trend(here, found.trend)],
            period=text.months(latest.first, latest.last),
            base=sentences.counted(text, category, total),
            caveats=[
                *filter(None, [sentences.not_published(text, found.missing)]),
                *found.break_lines,
                text("mine.limit_record"),
            ],
        )
    ]


def _trend(here: PageContext, trend: pd.DataFrame) -> Picture:
    text = here.text
    names = {NOW: "trend.now", BEFORE: "trend.before"}
    shown = {name: key for name, key in names.items() if trend[name].notna().any()}
    chart = Chart(
        kind=ChartKind.LINE,
        axis=text("chart.month"),
        labels=[text.short_month(str(month)) for month in trend.index],
        series=[(text(key), [float(n) for n in trend[name]]) for name, key in shown.items()],
    )

    def printed() -> PrintedPicture:
        from components.snapshot.charts.months import LINES, months_svg
        from components.snapshot.legend_marks import stroke
        from components.snapshot.model import PRESETS

        svg = months_svg(
            trend, text, width=maps.CHART[0], height=maps.CHART[1], body=maps.CHART_LETTERS
        )
        lines = {
            text(key): stroke(PRESETS["a4"], *LINES[name][:2]).svg for name, key in shown.items()
        }
        return PrintedPicture(svg=svg, legend=[(line, label) for label, line in lines.items()])

    alt = trend_in_words(text, here.area_name, trend[NOW])
    return Picture(alt=alt, show=maps.not_shown, print=printed, chart=chart)


def map_of(measure: str, category: str = ASB, domain: str = "") -> Maker:
    """Return what makes the page with the map of a measure, by ward."""
    return lambda asked: _map(asked, measure, category, domain)


def _map(asked: Asked, measure: str, category: str, domain: str) -> list[PackPage]:
    key = asked.here.key
    if measure not in queries.measures.measures(key):
        return []
    if domain and domain not in queries.measures.domains(key):
        return []
    view = replace(
        asked.here.view, measure=measure, category=category, level=WARD, period="", place=""
    )
    if domain:
        view = replace(view, domain=domain)
    return [map_page(replace(asked.here, view=view))]


def map_page(here: PageContext) -> PackPage:
    """Return the map of a view with its sentence; the table behind it is for the workbook."""
    text, shown = here.text, map_figures.query_map(here)
    first, rest = first_sentence(map_figures.headline(here, shown))
    facts = facts_of(
        text,
        shown.measure,
        shown.listed,
        here.manifest,
        level=here.view.level,
        category=here.view.category,
        period="",
        left_out=None,
    )
    return PackPage(
        heading=text("pack.map_heading", title=shown.spec.title, said=first),
        parts=[Sentences([rest]), maps.picture(here, shown.spec)],
        period=map_captions.period_phrase(here, shown.table),
        base=dict(facts)[text("picture.n")],
        caveats=_caveats(shown),
        behind=[(shown.spec.title, maps.table_of(here, shown))],
    )


def _caveats(shown: MapFigures) -> list[str]:
    """Return the rule of the measure, then what the reader must know of these figures."""
    others = [line for line in shown.spec.caveats if line not in shown.basis]
    return [*shown.basis[:1], *others][:MOST_CAVEATS]
