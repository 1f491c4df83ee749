"""The recommended response for each named place, and the groups and work there to build on."""

import streamlit as st

from components import queries
from components.page_context import PageContext
from components.page_models.perceived import PerceivedModel
from components.text.direction import escape
from components.ui import html, routes
from data.schema import WARD
from geo.survey.place_types import REASSURANCE_GAP, RECORDED_ABOVE, SHARED_CALM, SHARED_CONCERN


def show(model: PerceivedModel) -> None:
    """Draw a card for each ward where worry and police figures differ, and a line of the calm ones.

    The cards of wards where both are high are closed until they are opened.
    """
    text = model.here.text
    st.subheader(text("calls.title"))
    differ, both_high = (
        _cards(model, kinds) for kinds in ((REASSURANCE_GAP, RECORDED_ABOVE), (SHARED_CONCERN,))
    )
    st.html(differ or f"<p>{escape(text('calls.none'))}</p>")
    _start(model)
    if both_high:
        number = len(model.of_kind(SHARED_CONCERN))
        with st.expander(text.plural("calls.both_high", number)):
            st.html(both_high)
    calm = [model.name(str(row)) for row in model.of_kind(SHARED_CALM).index]
    if calm:
        html.supporting_sentence(text("calls.calm", places=text.listing(calm)))


def _start(model: PerceivedModel) -> None:
    """Draw a link to start a response for each ward where worry and police figures differ."""
    own = (model.here.text, model.here.view, model.here.viewer)
    with st.expander(model.here.text("responses.start"), icon=":material/add_task:"):
        for row in model.of_kind(REASSURANCE_GAP, RECORDED_ABOVE).index:
            ward, name = model.comparison.wards_of(str(row))[0], model.name(str(row))
            routes.start_link(*own, "gap", ward, at=name)


def _cards(model: PerceivedModel, kinds: tuple[str, ...]) -> str:
    """Return a card for each place of these kinds, as HTML; empty if there is none."""
    named = model.of_kind(*kinds)
    called = model.called_for()[named.index]
    cards = "".join(
        _card(model, str(row), str(response), str(kind))
        for (row, response), kind in zip(called.items(), named["kind"], strict=True)
    )
    return f'<div class="mt-cards">{cards}</div>' if cards else ""


def _card(model: PerceivedModel, row: str, response: str, kind: str) -> str:
    text, wards = model.here.text, model.comparison.wards_of(row)
    warning = model.rate_warning_in_short(row)
    parts = [
        f"<h3>{escape(model.name(row))}</h3>",
        f"<small>{escape(text(f'kind_of_place.{kind}'))}</small>",
        f"<p>{escape(warning)}</p>" if warning else "",
        f"<p><strong>{escape(text(f'response.{response}'))}.</strong> "
        f"{escape(text(f'response_text.{response}'))}</p>",
        local_activity_html(model.here, wards),
    ]
    return f'<section class="mt-card">{"".join(parts)}</section>'


def local_activity_html(here: PageContext, wards: list[str]) -> str:
    """Return the groups that could carry a message, and the responses there are, as HTML."""
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
    have = here.manifest.tables
    none = text("calls.no_groups" if "groups" in have else "mine.no_groups_list")
    lists = html.titled_list(text("calls.groups"), groups, none)
    if inside and inside[0].countywide:
        lists += f"<small>{escape(text.plural('panel.countywide', inside[0].countywide))}</small>"
    return lists + html.titled_list(text("calls.done"), [*orders, *responses], _nothing_done(here))


def _nothing_done(here: PageContext) -> str:
    """Return that nothing is done, or which of the lists that would say so wasn't brought."""
    lists = [name for name in ("orders", "responses") if name not in here.manifest.tables]
    absent = [here.text(f"mine.no_{name}_list") for name in lists]
    return " ".join([*absent, *([] if len(absent) > 1 else [here.text("calls.nothing_done")])])
