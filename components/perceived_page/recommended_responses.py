"""What it calls for: each named place's kind of response, and what is there to build on."""

from html import escape

import streamlit as st

from components import queries
from components.page_context import PageContext
from components.page_models.perceived import PerceivedModel
from components.ui import html
from data.schema import WARD
from geo.survey.place_types import REASSURANCE_GAP, RECORDED_ABOVE, SHARED_CALM, SHARED_CONCERN


def show(asked: PerceivedModel) -> None:
    """A card for each place that something is called for; the calm ones in a line."""
    text = asked.here.text
    st.subheader(text("calls.title"))
    called = asked.called_for()
    named = asked.of_kind(REASSURANCE_GAP, RECORDED_ABOVE, SHARED_CONCERN)
    cards = "".join(
        _card(asked, str(row), str(response), str(kind))
        for (row, response), kind in zip(called[named.index].items(), named["kind"], strict=True)
    )
    if cards:
        st.html(f'<div class="mt-cards">{cards}</div>')
    else:
        st.html(f"<p>{escape(text('calls.none'))}</p>")
    calm = [asked.name(str(row)) for row in asked.of_kind(SHARED_CALM).index]
    if calm:
        html.supporting_sentence(text("calls.calm", places=text.listing(calm)))


def _card(asked: PerceivedModel, row: str, response: str, kind: str) -> str:
    text, wards = asked.here.text, asked.beside.wards_of(row)
    parts = [
        f"<h3>{escape(asked.name(row))}</h3>",
        f"<small>{escape(text(f'kind_of_place.{kind}'))}</small>",
        f"<p><strong>{escape(text(f'response.{response}'))}.</strong> "
        f"{escape(text(f'response_text.{response}'))}</p>",
        local_activity_html(asked.here, wards),
    ]
    return f'<section class="mt-card">{"".join(parts)}</section>'


def local_activity_html(here: PageContext, wards: list[str]) -> str:
    """Groups that could carry the message, and what is being done already, as HTML."""
    text = here.text
    inside = [queries.place_profile.contents_of(here.key, WARD, ward, here.today) for ward in wards]
    done = queries.place_contents.responses_in(here.key, tuple(wards), here.today)
    groups = [
        text("calls.group", name=text.name(row), kind=text(f"panel_kind.{row['kind']}"))
        for part in inside
        for row in part.groups.to_dict("records")
    ]
    orders = [
        text("calls.order", name=text.name(row), status=text(f"order_state.{row['state']}"))
        for part in inside
        for row in part.orders.to_dict("records")
    ]
    responses = [
        text("calls.response", name=text.name(row), status=text(f"response_status.{row['status']}"))
        for row in done.to_dict("records")
    ]
    said = html.titled_list(text("calls.groups"), groups, text("calls.no_groups"))
    if inside and inside[0].countywide:
        said += f"<small>{escape(text.plural('panel.countywide', inside[0].countywide))}</small>"
    return said + html.titled_list(
        text("calls.done"), [*orders, *responses], text("calls.nothing_done")
    )
