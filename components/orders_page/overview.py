"""The overview of all orders: which end soon, where they are, and a short verdict on each."""

from dataclasses import replace

import pandas as pd
import pydeck as pdk
import streamlit as st

from components import queries
from components.maps import deck_map, legend
from components.maps import spec as map_spec
from components.maps.spec import MapSpec
from components.orders_page import controls, icalendar_file
from components.orders_page.model import all_orders
from components.orders_page.order_list import listed
from components.page_context import PageContext
from components.text.catalogue import Text
from components.ui import downloads, html, routes, tables
from components.ui.figures_table import PlainTable, figures_table
from components.ui.table_cells import TableColumn
from data.schema import WARD
from geo.measures.model import Unit
from geo.orders.status import CONSULTATION, DUE_WITHIN, IN_FORCE, LAPSED, NOT_BEGUN

MAP, PICKER = "orders-map", "pick-orders"
# Pixels around the symbol of an order in which a click counts.
PRESS = 13
HEIGHT, WIDTH = 460, 490
# WIDTHS: the columns of the list, with their widths in pixels; the first four are seen at once.
WIDTHS = {
    "name": 205, "ends": 132, "state": 172, "says": 215, "points": 100,
    "prohibits": None, "ward": None, "start": None,
}  # fmt: skip
# FIRST: rows shown on a phone. PLAIN: columns shown on a phone and a projector.
FIRST, PLAIN = 6, 4
# MOST_NAMED: the most orders that the answer names.
MOST_NAMED = 6


def show(here: PageContext) -> None:
    """Draw the answer, the map beside the list, what is left out, the files."""
    text, orders = here.text, all_orders(here)
    st.title(html.escape_markdown(text("orders.title")))
    if orders.empty:
        html.lead_sentence(text("orders.none"))
        html.supporting_sentence(text("orders.bring"))
        routes.register_link(text, here.view, here.viewer, "register.new_orders", "orders")
        return
    html.lead_sentence(answer(text, orders))
    table = listed(here)
    can = int(table["answered"].sum())
    sentence = text("orders.evidence", n=text.number(can), total=text.number(len(orders)))
    html.supporting_sentence(sentence)
    controls.row(here, orders, with_counted=False)
    beside, drawing = st.columns([3, 2], gap="medium")
    with drawing:
        _map(here)
    with beside:
        _list(here, table)
    routes.register_link(text, here.view, here.viewer, "register.new_orders", "orders")
    _files(here, table)
    _left_out(here, orders)


def answer(text: Text, orders: pd.DataFrame) -> str:
    """Return how many orders end soon, and how many have each other status."""
    by_state = orders["state"].value_counts()
    parts = [_due(text, orders[orders["state"] == IN_FORCE])]
    for state_, key in ((LAPSED, "lapsed"), (CONSULTATION, "consulted"), (NOT_BEGUN, "waiting")):
        if state_ in by_state.index:
            parts.append(text.plural(f"orders.{key}", int(by_state[state_])))
    return " ".join(parts)


def _due(text: Text, in_force: pd.DataFrame) -> str:
    total = text.number(len(in_force))
    if in_force.empty:
        return text("orders.none_in_force")
    for days in DUE_WITHIN:
        due = in_force[in_force["days_left"].le(days).fillna(False)].sort_values("days_left")
        if len(due):
            names = [
                text("orders.due_name", order=text.name(row), day=text.day(row["expiry"]))
                for row in due.head(MOST_NAMED).to_dict("records")
            ]
            listing, more = text.listing(names), len(due) - len(names)
            if more:
                listing = text("area.and_more", names=", ".join(names), n=text.number(more))
            return text.plural(
                "orders.due",
                len(due),
                total=total,
                days=text.number(days),
                names=listing,
            )
    return text("orders.none_due", total=total, days=text.number(DUE_WITHIN[-1]))


def _list(here: PageContext, table: pd.DataFrame) -> None:
    """Draw the list; a chosen row opens its order."""
    text = here.text
    figures_table(
        [
            TableColumn(
                name=name,
                unit=Unit.NUMBER if name == "points" else Unit.TEXT,
                title=text(f"orders.{name}_column"),
                width=width,
                pinned=name == "name",
            )
            for name, width in WIDTHS.items()
        ],
        table,
        here=here,
        alt=text("orders.table_alt"),
        key="orders-list",
        chooses="order",
        height=HEIGHT + 40,
        plain=PlainTable(
            columns=list(WIDTHS)[:PLAIN],
            most=len(table),
            on_phone=FIRST,
            caption="orders.first",
            caption_of_all="orders.choose_above",
        ),
    )


def _map(here: PageContext) -> None:
    spec = _spec(here)
    with st.container(key="mt-map"):
        deck_map.paint(
            spec,
            here,
            key=MAP,
            height=HEIGHT,
            width=WIDTH,
            picker=_picker(),
            shapes={PICKER: queries.orders.orders_to_press(here.key)},
            field="order",
        )
    legend.show(spec, here)


def _spec(here: PageContext) -> MapSpec:
    text, key = here.text, here.key
    areas = queries.places.places(key)
    plain = map_spec.chooser(text, areas[areas["level"] == WARD], chosen="")
    return replace(
        plain,
        title=text("orders.title"),
        alt=text("orders.map_alt"),
        overlays=queries.overlays.overlays(
            here.key,
            ["orders"],
            language=here.view.lang,
            category=here.view.category,
            period=here.latest(),
            today=here.today,
            large=here.view.on_projector,
        ),
    )


def _picker() -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        id=PICKER,
        data=PICKER,
        filled=True,
        stroked=False,
        get_fill_color=[0, 0, 0, 0],
        get_point_radius=1,
        point_radius_min_pixels=PRESS,
        pickable=True,
    )


def _left_out(here: PageContext, orders: pd.DataFrame) -> None:
    """Draw how many orders have faulty dates, then folded what police figures cannot judge."""
    text = here.text
    if faulty := int(orders["faults"].map(len).gt(0).sum()):
        html.lines([text.plural("orders.faulty", faulty)], html.CAVEATS)
    lines = [text("orders.points_matter"), text("orders.only_listed")]
    html.how_worked_out(text, lines, more=routes.claims_link(text, here.view))


def _files(here: PageContext, table: pd.DataFrame) -> None:
    text, manifest = here.text, here.manifest
    name = ("orders", manifest.title_en, here.today.isoformat())
    with st.container(key="mt-files", horizontal=True):
        downloads.csv_button(
            text("orders.save_list"),
            lambda: _as_file(here, table),
            manifest,
            key="orders-csv",
            name=name,
            about={"counted_to": here.today.isoformat()},
        )
        downloads.button(
            text("orders.save_calendar"),
            lambda: icalendar_file.as_calendar(text, all_orders(here), manifest).encode(),
            name=tables.file_name(*name, manifest=manifest, ending="ics"),
            mime="text/calendar",
            key="orders-ics",
            icon=":material/event:",
        )


def _as_file(here: PageContext, table: pd.DataFrame) -> pd.DataFrame:
    """Return every column of the orders' file, and the verdict of each order."""
    orders = all_orders(here)
    plain = orders.assign(faults=orders["faults"].map(" ".join))
    verdicts = table["says"].rename("evidence")
    return plain.join(verdicts).rename(columns={"points": "police_points"}).reset_index()
