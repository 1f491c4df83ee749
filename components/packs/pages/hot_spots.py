"""Pages about hot spots: those of the whole area, and those among a ward's small areas."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from components import queries
from components.hotspots_page import model as hotspots
from components.hotspots_page import sentences, spots_map
from components.hotspots_page.model import HotspotsModel
from components.hotspots_page.spot_list import HISTORY, KIND, NAME, WARD_NAME, described
from components.packs.asked import Asked
from components.packs.model import PackPage, first_sentence
from components.packs.pages import maps
from components.page_context import PageContext
from components.text.catalogue import DASH
from components.ui.sections import Part, Sentences, Table
from data.schema import ASB, LSOA
from geo.hotspots.skill import GI_STAR

# MOST: the rows of the table on a page; the workbook has every hot spot.
MOST = 15


def of_area(asked: Asked) -> list[PackPage]:
    """Return where ASB gathers, on a map, then the hot spots in a table; none if unknown."""
    model = _model(asked.here, ASB)
    if not model.months or not model.judged:
        return []
    said = sentences.picked(model.here.text, model.way, model.areas, model.category)
    said, rest = first_sentence(said)
    lines = Sentences([*filter(None, [rest]), *_how_good(model)])
    first = _page(model, said, [lines, maps.picture(model.here, spots_map.spec_of(model))])
    return [first, *_list(model)]


def _list(model: HotspotsModel) -> list[PackPage]:
    """Return the hot spots with the most incidents; if there are more, all in the workbook."""
    text = model.here.text
    rows = described(model, model.picked)
    if rows.empty:
        return []
    heads = [text("table.area"), text("spots.ward"), text("table.incidents")]
    table = Table(
        heads=[*heads, text("spots.kind"), text("spots.history")],
        rows=_cells(model, rows[[NAME, WARD_NAME, "incidents", KIND, HISTORY]]),
        numbers=(2,),
    )
    title = text("spots.map", category=text(f"category.{model.category}"))
    if len(rows) <= MOST:
        return [_page(model, title, [table])]
    numbers = {"shown": text.number(MOST), "all": text.number(len(rows))}
    note = Sentences([text("pack.spots_first", **numbers)])
    page = _page(model, title, [replace(table, rows=table.rows[:MOST]), note])
    return [replace(page, behind=[(title, table)])]


def of_ward(asked: Asked) -> list[PackPage]:
    """Return which small areas of a ward are hot spots; none without figures."""
    model = _model(asked.here, asked.place_model.category)
    text, place = model.here.text, asked.place
    parents = queries.places.places(model.here.key)["parent_code"].reindex(model.areas.index)
    areas = model.areas[parents == place].sort_values(
        "incidents", ascending=False, kind="stable", na_position="last"
    )
    if not model.months or areas["picked"].isna().all():
        return []
    hot = [
        DASH if pd.isna(one) else text("next.spot_yes" if one else "next.spot_no")
        for one in areas["picked"]
    ]
    rows = described(model, areas).assign(hot=hot)
    table = Table(
        heads=[
            *(text("table.area"), text("table.incidents"), text("pack.col_hot_spot")),
            *(text("spots.kind"), text("spots.history")),
        ],
        rows=_cells(model, rows[[NAME, "incidents", "hot", KIND, HISTORY]]),
        numbers=(1,),
    )
    heading = text(
        "pack.spots_here",
        category=text(f"category.{model.category}"),
        n=text.number(int((areas["picked"] == True).sum())),  # noqa: E712
        areas=text.plural(f"count.{LSOA}", len(areas)),
    )
    return [_page(model, heading, [table, Sentences(_how_good(model))])]


def _model(here: PageContext, category: str) -> HotspotsModel:
    """Return the hot spots of a category in the latest year, by the way that told more."""
    return hotspots.ask(replace(here, view=replace(here.view, category=category, period="")))


def _how_good(model: HotspotsModel) -> list[str]:
    """Return how much such areas had of the months after, and which way told more."""
    here = model.here
    said = sentences.lead(here.text, model.areas, model.skill, model.category, here.place_name)
    return [*filter(None, said)]


def _cells(model: HotspotsModel, rows: pd.DataFrame) -> list[list[str]]:
    """Return rows as texts; incidents that aren't known are a dash."""
    text = model.here.text
    counts = [DASH if pd.isna(count) else text.number(count) for count in rows["incidents"]]
    said = rows.assign(incidents=counts).astype(object)
    return [[str(cell) for cell in row] for row in said.to_numpy().tolist()]


def _page(model: HotspotsModel, heading: str, parts: Sequence[Part]) -> PackPage:
    text, period = model.here.text, model.period
    way = "spots.how_gi" if model.way == GI_STAR else "spots.how_top"
    return PackPage(
        heading=heading,
        parts=[part for part in parts if not (isinstance(part, Sentences) and not part.lines)],
        period=text.months(period.first, period.last),
        base=text.plural(f"count.{LSOA}", int(model.areas["picked"].notna().sum())),
        caveats=[text("spots.how_areas"), text(way), text("spots.how_lasting")],
    )
