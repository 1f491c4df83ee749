"""The menu with the exports of the map and its table. Files are created when requested."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from components import queries
from components.export.content import CLASS, COLOUR, LABEL, Content, content, families_of
from components.page_context import PageContext
from components.page_models import map_figures
from components.page_models.map_captions import kind_of
from components.page_models.map_figures import MapFigures
from components.text.verdicts import in_words
from components.ui import downloads, place_filter, tables
from components.ui.popovers import FILES, window
from data.schema import LSOA
from geo.categories import is_own

# The largest number of places that are named in a file name.
MOST_NAMED = 2
# DIVIDED_BY: what the counts of a measure are divided by, and the unit where they are rates.
RATE = {
    "denominator": "usual residents",
    "rate_unit": "per 1000 residents a year, with its likely range",
}
NO_RATE = {"denominator": "none: these are numbers of incidents, not rates"}
DIVIDED_BY = {
    **dict.fromkeys(("rate", "smoothed", "compared", "clusters"), RATE),
    **dict.fromkeys(("count", "hotspots"), NO_RATE),
    "harm": {
        "denominator": "usual residents",
        "rate_unit": "harm points per 1000 residents a year, with their likely range",
    },
    "share": {"denominator": "everything that was recorded in the area in the period"},
    "change": {"denominator": "the same months a year earlier"},
}


def show(here: PageContext, shown: MapFigures) -> None:
    """Draw a button that opens the exports of the table and the map."""
    label = here.text("download.open")
    with window(label, icon=":material/download:", key=FILES) as is_open:
        if is_open:
            _buttons(here, shown)


def _buttons(here: PageContext, shown: MapFigures) -> None:
    text, manifest = here.text, here.manifest
    about = about_of(here, shown)
    name = name_of(here)
    for kind, table in (("table", figures_of), ("map", _map_table)):
        downloads.csv_button(
            text(f"download.{kind}"),
            lambda table=table: table(here, shown),  # type: ignore[misc]
            manifest,
            key=f"csv-{kind}",
            name=("figures" if kind == "table" else kind, *name),
            about=about,
        )
    for ending, write in _writers(here, shown).items():
        _file_button(here, ending, write, label=f"download.{ending}", key=f"file-{ending}")
        if ending == "xlsx" and here.view.level != LSOA and LSOA in here.levels:
            # The page needs no second map for it: the figures are queried when it is pressed.
            finest = replace(here, view=replace(here.view, level=LSOA))
            _file_button(
                finest,
                ending,
                lambda finest=finest: _workbook(finest, map_figures.query_map(finest)),  # type: ignore[misc]
                label="download.xlsx_lsoa",
                key="file-xlsx-lsoa",
            )
    _hexagons_button(here, about)


def _hexagons_button(here: PageContext, about: dict[str, str]) -> None:
    """Draw the button of the hexagons, where the map counts incidents."""
    from components.export import hexagons

    if not hexagons.offered(here):
        return
    downloads.button(
        here.text("download.hexagons"),
        lambda: hexagons.as_geojson(here, about),
        name=tables.file_name("hexagons", *name_of(here), manifest=here.manifest, ending="geojson"),
        mime=downloads.MIME["geojson"],
        key="file-hexagons",
    )


def _file_button(
    here: PageContext, ending: str, write: Callable[[], bytes], *, label: str, key: str
) -> None:
    downloads.button(
        here.text(label),
        write,
        name=tables.file_name("map", *name_of(here), manifest=here.manifest, ending=ending),
        mime=downloads.MIME[ending],
        key=key,
    )


def name_of(here: PageContext) -> tuple[str, ...]:
    """Return the parts of the file name: measure, place and period."""
    view, period = here.view, here.asked_period()
    what = (view.measure, here.subject) if here.subject else (view.measure,)
    when = (period.first, period.last) if here.measure.by_period else ()
    return (*what, *where_of(here), view.level, *when)


def where_of(here: PageContext) -> tuple[str, ...]:
    """Return the place for the file name.

    It is the whole area, then up to two filtered places by name; of more their number.
    """
    named = [here.place_name(code) for code in here.view.several("wards")]
    if not named:
        return (here.manifest.title_en,)
    named_or_counted = (
        named if len(named) <= MOST_NAMED else [f"{len(named)}-{place_filter.kinds_named(here)}"]
    )
    return (here.manifest.title_en, "only", *named_or_counted)


def about_of(here: PageContext, shown: MapFigures) -> dict[str, str]:
    """Return the facts that a file of these figures states."""
    about = {"measure": here.view.measure}
    if here.view.wards:
        about[f"only_{place_filter.kinds_named(here)}"] = ", ".join(place_filter.names(here))
    if here.measure.subject:
        about[here.measure.subject] = here.subject
    if here.own_areas and is_own(about.get("category", "")):
        about["own_incidents_of"] = here.own_areas
    if not here.measure.by_period:
        return about
    about |= {
        "period_first": here.asked_period().first,
        "period_last": here.asked_period().last,
        "months_missing": " ".join(shown.missing),
    }
    if not here.has_residents:
        return about | {"denominator": "none: the release has no residents, so there are no rates"}
    return about | DIVIDED_BY[here.view.measure]


def content_of(here: PageContext, shown: MapFigures) -> Content:
    """Return the content of a file of the map."""
    text, store = here.text, queries.current_store.store_of(here.key)
    rows = queries.load_report.rows_left_out(here.key, tuple(shown.months), kind_of(here))
    worded = rows.assign(reason=rows["reason"].map(lambda reason: text(f"reason.{reason}")))
    return content(
        text,
        shown.spec,
        shown.measure,
        shown.table,
        here.manifest,
        areas=store.areas(here.view.level).geometry,
        about=about_of(here, shown),
        left_out=worded[["reason", "rows"]],
    )


def _writers(here: PageContext, shown: MapFigures) -> dict[str, Callable[[], bytes]]:
    """Return the writers by file ending.

    openpyxl and the writers of geometry are imported only when a file is requested.
    """

    def xlsx() -> bytes:
        return _workbook(here, shown)

    def geojson() -> bytes:
        from components.export.geojson import as_geojson

        return as_geojson(content_of(here, shown))

    def gpkg() -> bytes:
        from components.export import hexagons
        from components.export.geopackage import as_gpkg

        map_content = content_of(here, shown)
        return as_gpkg(
            map_content,
            language=here.text.language,
            hexagons=hexagons.layer(here),
            about_hexagons=hexagons.caveats(here),
        )

    return {"xlsx": xlsx, "geojson": geojson, "gpkg": gpkg}


def _workbook(here: PageContext, shown: MapFigures) -> bytes:
    from components.export.workbook import as_xlsx

    return as_xlsx(content_of(here, shown), shown.measure, here.text)


def figures_of(here: PageContext, shown: MapFigures) -> pd.DataFrame:
    """Return the figures of the place filter as a table, with verdicts in words."""
    table = in_words(here.text, shown.listed, families_of(shown.measure))
    return table.rename_axis("area_code").reset_index()


def _map_table(here: PageContext, shown: MapFigures) -> pd.DataFrame:
    """Return the map as a table: the value shown, its class, and the class's label and colour."""
    columns = ["name_en", "name_cy", "value", "lower", "upper", "status", CLASS, LABEL, COLOUR]
    return content_of(here, shown).table[columns].reset_index()
