"""What is in and around a place: its map, groups and services, orders, responses."""

from functools import partial

import pandas as pd
import streamlit as st

from components.maps import deck_map, legend, print_map
from components.page_models import responses
from components.place_page import place_map, printed_pictures, service_sentences
from components.place_page.model import PlaceModel
from components.place_page.summary_sentences import responses_of
from components.text import group_places
from components.text.catalogue import Text
from components.text.sentences import capitalised
from components.ui import routes
from components.ui.html import escape_markdown, small_print
from components.ui.sections import Control, Item, Items, Look, Part, Picture, Section, Sentences
from data.access.permissions import may_open
from data.access.viewer import Audience
from data.schema import WARD

HEIGHT = 340
MAP = "place-map"
# MOST_GROUPS, MOST_ORDERS: the number of items of a list that fit into the PDF; of orders and
# responses also that of the links.
MOST_GROUPS = {"here": 5, "near": 3, "wide": 3}
MOST_ORDERS = 5
# OPENED: the number of items of a list that the page shows before it is opened. LISTED: the most
# items of a list on the page; another page has the whole list.
OPENED, LISTED = 2, 25


def on_the_map(model: PlaceModel) -> Section:
    """Return the map of the place, with its groups and orders."""
    picture = Picture(
        alt=place_map.alt_of(model),
        show=partial(_show_map, model),
        print=partial(printed_pictures.map_picture, model),
    )
    hint = Control(lambda: small_print([model.here.text("mine.map_press")]))
    return Section(model.here.text("mine.map"), [picture, hint])


def _show_map(model: PlaceModel, alt: str) -> None:
    """Draw the map and its legend; the map spec has the alternative text already."""
    del alt
    spec = place_map.spec_of(model)
    deck_map.paint(spec, model.here, key=MAP, height=HEIGHT, width=520)
    print_map.printable(MAP)
    legend.show(spec, model.here, counted=False)


def groups(model: PlaceModel) -> Section:
    """Return the groups of the place, the nearest ones outside, and those for the whole area."""
    text, around = model.here.text, model.around
    if "groups" not in around.listed:
        return Section(text("mine.groups"), [Sentences([text("mine.no_groups_list")])])
    tables = {"here": around.here, "near": around.nearest, "wide": around.countywide}
    parts: list[Part] = []
    for name, table in tables.items():
        if len(table):
            items = group_items(model, table.head(LISTED), placed=name != "wide")
            drawn = _items(text, items, MOST_GROUPS[name], total=len(table), page="groups")
            parts.append(Section(text(f"mine.{name}"), [drawn]))
        elif name != "wide":
            parts.append(Section(text(f"mine.{name}"), [Sentences([_none(model, name)])]))
    hidden = group_places.not_located(text, concealed=around.concealed, unplaced=around.unplaced)
    if hidden:
        parts.append(Sentences([hidden], Look.SMALL))
    return Section(text("mine.groups"), [*parts, Sentences([text("mine.not_absent")], Look.SMALL)])


def _none(model: PlaceModel, name: str) -> str:
    """Return that no group is listed, or that none has a place which may be shown."""
    text, around = model.here.text, model.around
    if name == "here":
        return group_places.none_here(text, concealed=around.concealed, unplaced=around.unplaced)
    return text("mine.none_near")


def group_items(model: PlaceModel, rows: pd.DataFrame, *, placed: bool = True) -> list[Item]:
    """Return each group's name, kind and offer, distance, and when it was last confirmed."""
    text, today = model.here.text, model.here.today
    items = []
    for row in rows.to_dict("records"):
        offers = _offers(text, row)
        kind = text(f"panel_kind.{row['kind']}")
        what = kind[:1].upper() + kind[1:] + (f". {offers}" if offers else "")
        known = [service_sentences.confirmed(text, row["last_confirmed"], today)]
        if placed:
            metres, placing = float(str(row["metres"])), str(row["placing"])
            known.insert(0, service_sentences.distance(text, metres, placing))
        items.append(Item(name=text.name(row), what=what, known=capitalised(". ".join(known))))
    return items


def orders(model: PlaceModel) -> Section:
    """Return each order with what it prohibits and its dates, then the other responses."""
    text, listed = model.here.text, model.around.listed
    none = text("mine.orders_none" if "orders" in listed else "mine.no_orders_list")
    parts: list[Part] = [Sentences([none])]
    if items := order_items(model):
        total = len(model.around.orders)
        drawn = _items(text, items, MOST_ORDERS, total=total, page="orders")
        parts = [drawn, Control(partial(_to_orders, model))]
    kind = responses_of(model.level)
    none = text(f"mine.responses_none_{kind}")
    if "responses" not in listed:
        none = text("mine.no_responses_list")
    done, total = response_items(model), len(model.around.responses)
    tried: list[Part] = [Sentences([none])]
    if done:
        tried = [_items(text, done, MOST_ORDERS, total=total, page="responses")]
    if done and kind != WARD:
        tried.insert(0, Sentences([text(f"mine.responses_from_{kind}")], Look.SMALL))
    tried.append(Control(partial(_to_responses, model)))
    return Section(text("mine.orders"), [*parts, Section(text("mine.responses"), tried)])


def _to_orders(model: PlaceModel) -> None:
    """Draw a link from each order to its evidence, with the place in the address."""
    text, view = model.here.text, model.here.view
    with st.container(key="mt-place-orders"):
        for row in model.around.orders.head(MOST_ORDERS).to_dict("records"):
            st.page_link(
                routes.ORDERS,
                label=text("mine.order_open", order=escape_markdown(text.name(row))),
                icon=":material/arrow_forward:",
                query_params=view.address(order=str(row["order_id"])),
            )


def _to_responses(model: PlaceModel) -> None:
    """Draw a link to each response, and one to start another here."""
    here, text = model.here, model.here.text
    if not may_open(here.viewer, Audience.PARTNER):
        return
    with st.container(key="mt-place-responses"):
        for row in model.around.responses.head(MOST_ORDERS).to_dict("records"):
            st.page_link(
                routes.RESPONSES,
                label=text("responses.open", name=escape_markdown(text.name(row))),
                icon=":material/arrow_forward:",
                query_params=here.view.address(response=str(row["response_id"])),
            )
        routes.start_link(text, here.view, here.viewer, "place", model.place)


def order_items(model: PlaceModel) -> list[Item]:
    """Return each order's name, prohibitions, status and dates."""
    text, today = model.here.text, model.here.today
    return [
        Item(
            name=text.name(row),
            what=str(row[f"prohibitions_{text.language}"]),
            known=capitalised(service_sentences.order(text, row, today)),
        )
        for row in model.around.orders.head(LISTED).to_dict("records")
    ]


def response_items(model: PlaceModel) -> list[Item]:
    """Return each response's name, what came of it if it was assessed, status and dates."""
    text, here = model.here.text, model.here
    came_of = responses.results(here.key)
    return [
        Item(
            name=text.name(row),
            what=capitalised(text(f"response_short.{came_of[number]}"))
            if (number := row["response_id"]) in came_of
            else "",
            known=capitalised(service_sentences.response(text, row)),
        )
        for row in model.around.responses.head(LISTED).to_dict("records")
    ]


def _items(text: Text, items: list[Item], most: int, *, total: int, page: str) -> Items:
    """Return the first items of a list, the rest of which is on another page."""
    more, others, beyond = total - most, total - OPENED, total - len(items)
    elsewhere = text.plural("mine.beyond", beyond, page=text(f"page.{page}")) if beyond else ""
    return Items(
        items=items,
        most=most,
        more=text.plural("mine.others" if beyond else "mine.more", more) if more > 0 else "",
        opened=OPENED,
        others=text.plural("mine.others", others) if others > 0 else "",
        beyond=elsewhere,
    )


def _offers(text: Text, row: dict[object, object]) -> str:
    """Return what the group offers, in the viewer's language if possible."""
    first, other = ("cy", "en") if text.language == "cy" else ("en", "cy")
    offers = (row[f"offers_{language}"] for language in (first, other))
    return next((words for words in offers if isinstance(words, str) and words), "")
