"""The map of groups over recorded crime, and the areas with the highest rates."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.groups_page import sentences
from components.groups_page.model import GroupsModel
from components.maps import deck_map, legend, navigation
from components.maps.spec import MapSpec
from components.overlays.model import NOT_DRAWN, Overlay
from components.page_models import map_figures
from components.text import visible
from components.text.catalogue import DASH, Text
from components.ui import html, map_text, tables
from components.view import browser
from geo.services.accessibility import NO_CLEAR_DIFFERENCE
from geo.services.uncovered_hotspots import density_at_hot_spots

MAP = "groups-map"
MOST_LISTED, ON_A_PHONE = 10, 5
HEIGHT = 520


def unseen(model: GroupsModel) -> list[str]:
    """Return how small a difference in groups per resident could have been seen, if unclear."""
    text, found = model.here.text, _density(model)
    if found is None or found["finding"].iloc[0] != NO_CLEAR_DIFFERENCE:
        return []
    return visible.ratios(text, found.iloc[0], text("visible.groups_dense"))


def _density(model: GroupsModel) -> pd.DataFrame | None:
    """Return the groups per resident where rates are high and elsewhere; None if not compared."""
    if model.recorded is None:
        return None
    return density_at_hot_spots(model.recorded, model.around["groups"])


def show(model: GroupsModel) -> None:
    """Draw rates as fills and groups as symbols, beside them the areas with the highest rates."""
    here, text = model.here, model.here.text
    st.subheader(text("groups.crimes"))
    if model.recorded is None:
        period = here.period()
        html.supporting_sentence(
            text("map.no_months", months=text.months(period.first, period.last))
        )
    else:
        html.supporting_sentence(sentences.density(text, _density(model)))
    shown = map_figures.query_map(here)
    spec = drawn(model, shown.spec)
    drawing, beside = st.columns([7, 5], gap="medium")
    with drawing:
        st.caption(html.escape_markdown(text("groups.map", title=spec.title, where=spec.subtitle)))
        with st.container(key="mt-map"):
            deck_map.paint(spec, here, key=MAP, height=HEIGHT)
            navigation.track_map_position(spec, here, chart=MAP)
        legend.show(spec, here)
    with beside:
        _most(model)
    map_text.caveats(spec, shown.basis)


def drawn(model: GroupsModel, spec: MapSpec) -> MapSpec:
    """Return the map page's spec of rates, with only the groups of the chosen kind."""
    if not model.kind:
        return spec
    over = tuple(only(overlay, model.here.text, model.kind) for overlay in spec.overlays)
    return replace(spec, overlays=over)


def only(overlay: Overlay, text: Text, kind: str) -> Overlay:
    """Return the overlay with only this kind of group."""
    key = f"group.{kind}"
    number = (
        [row.label for row in overlay.rows].index(text(key)) if _has(overlay, text, key) else -1
    )
    rows = overlay.rows[number : number + 1] if number >= 0 else ()
    drawn_as = tuple(0 if row == number and rows else NOT_DRAWN for row in overlay.row_of)
    shapes = overlay.shapes if rows else ()
    return replace(overlay, rows=rows, row_of=drawn_as if shapes else (), shapes=shapes)


def _has(overlay: Overlay, text: Text, key: str) -> bool:
    return text.knows(key) and text(key) in [row.label for row in overlay.rows]


def _most(model: GroupsModel) -> None:
    """Draw the areas with the highest rates, and the chosen one, with their groups."""
    text, table = model.here.text, model.recorded
    if table is None:
        return
    rated = model.here.has_residents
    by = "rate" if rated else "incidents"
    ranked = table.sort_values(by, ascending=False, na_position="last")
    chosen = [model.here.view.place] if model.here.view.place in ranked.index else []
    most = min(ON_A_PHONE if browser.on_phone() else MOST_LISTED, len(ranked))
    shown = list(dict.fromkeys([*ranked.index[:most], *chosen]))
    rows = ranked.loc[shown]
    titles = [
        text("table.area"),
        text("table.rate_value" if rated else "table.incidents"),
        text("groups.count"),
        text("groups.per"),
    ]
    worded = pd.DataFrame(
        {
            titles[0]: [model.name(str(code)) for code in rows.index],
            titles[1]: [_number(text, value, int(rated)) for value in rows[by]],
            titles[2]: [text.number(value) for value in rows["groups"]],
            titles[3]: [_number(text, value) for value in rows["per_group"]],
        }
    )
    st.caption(text("groups.most" if rated else "groups.most_incidents", n=text.number(most)))
    tables.show_plain(worded, numbers=titles[1:])


def _number(text: Text, value: float, digits: int = 0) -> str:
    return DASH if pd.isna(value) else text.number(value, digits)
