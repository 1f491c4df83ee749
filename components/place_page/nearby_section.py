"""What there is around a place: its map, groups and services, orders, responses."""

import pandas as pd
import streamlit as st

from components.maps import deck_map, legend, print_map
from components.place_page import place_map, service_sentences
from components.place_page.model import PlaceModel
from components.text.catalogue import Text
from components.ui import routes
from components.ui.html import escape_markdown, heading, listed, paragraphs, small_print

HEIGHT = 380
MAP = "place-map"
Item = tuple[str, str, str]


def on_the_map(of: PlaceModel) -> None:
    """The place with what is drawn on it, and what the symbols are."""
    text = of.here.text
    heading(text("mine.map"))
    spec = place_map.spec_of(of)
    deck_map.paint(spec, of.here, key=MAP, height=HEIGHT, width=520)
    print_map.printable(MAP)
    legend.show(spec, of.here, counted=False)
    small_print([text("mine.map_press")])


def groups(of: PlaceModel) -> None:
    """Those of the place, the nearest beyond it, those for everybody; by distance and age."""
    text, around = of.here.text, of.around
    heading(text("mine.groups"))
    if "groups" not in around.listed:
        paragraphs([text("mine.no_groups_list")])
        return
    parts = (
        ("here", around.here, "none_here"),
        ("near", around.nearest, "none_near"),
        ("wide", around.countywide, ""),
    )
    for title, rows, none in parts:
        if rows.empty and not none:
            continue
        heading(text(f"mine.{title}"), level=3)
        if rows.empty:
            paragraphs([text(f"mine.{none}")])
        else:
            st.html(listed(group_items(of, rows, placed=title != "wide")))
    from_where = "from_residents" if around.by_residents else "from_ground"
    small_print([text("mine.not_absent"), text(f"mine.{from_where}")])


def group_items(of: PlaceModel, rows: pd.DataFrame, *, placed: bool = True) -> list[Item]:
    """Name; kind and what it offers; how far, and when last confirmed."""
    text, today = of.here.text, of.here.today
    found = []
    for row in rows.to_dict("records"):
        offers = _offers(text, row)
        kind = text(f"panel_kind.{row['kind']}")
        what = kind[:1].upper() + kind[1:] + (f". {offers}" if offers else "")
        known = [service_sentences.confirmed(text, row["last_confirmed"], today)]
        if placed:
            known.insert(0, service_sentences.distance(text, float(str(row["metres"]))))
        found.append((text.name(row), what, "; ".join(known)))
    return found


def orders(of: PlaceModel) -> None:
    """Each order with what it prohibits and its dates, then the other responses."""
    text, around = of.here.text, of.around
    heading(text("mine.orders"))
    items = order_items(of)
    if items:
        st.html(listed(items))
        _to_orders(of)
    else:
        missing = "orders" not in around.listed
        paragraphs([text("mine.no_orders_list" if missing else "mine.orders_none")])
    heading(text("mine.responses"), level=3)
    done = response_items(of)
    if done:
        st.html(listed(done))
    else:
        missing = "responses" not in around.listed
        paragraphs([text("mine.no_responses_list" if missing else "mine.responses_none")])


def _to_orders(of: PlaceModel) -> None:
    """From each order to what the record says of it, the place carried along."""
    text, view = of.here.text, of.here.view
    with st.container(key="mt-place-orders"):
        for row in of.around.orders.to_dict("records"):
            st.page_link(
                routes.ORDERS,
                label=text("mine.order_open", order=escape_markdown(text.name(row))),
                icon=":material/arrow_forward:",
                query_params=view.address(order=str(row["order_id"])),
            )


def order_items(of: PlaceModel) -> list[Item]:
    """Name; what it prohibits; where it stands."""
    text, today = of.here.text, of.here.today
    return [
        (
            text.name(row),
            str(row[f"prohibitions_{text.language}"]),
            service_sentences.order(text, row, today),
        )
        for row in of.around.orders.to_dict("records")
    ]


def response_items(of: PlaceModel) -> list[Item]:
    """Name; where it stands."""
    text = of.here.text
    rows = of.around.responses.to_dict("records")
    return [(text.name(row), "", service_sentences.response(text, row)) for row in rows]


def _offers(text: Text, row: dict[object, object]) -> str:
    """In the viewer's language; in the other where nothing was brought in this one."""
    first, other = ("cy", "en") if text.language == "cy" else ("en", "cy")
    said = (row[f"offers_{language}"] for language in (first, other))
    return next((words for words in said if isinstance(words, str) and words), "")
