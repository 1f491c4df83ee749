"""Groups that could carry a message to places with a reassurance gap and to their neighbours."""

import pandas as pd
import streamlit as st

from components import queries
from components.groups_page.model import GroupsModel
from components.page_models import perceived
from components.text.direction import escape
from components.ui import controls, html
from data.access.group_visibility import OLD
from geo.survey.place_types import REASSURANCE_GAP

# How many groups are named of a place.
MOST_NAMED = 10
# Groups of residents among residents. Services for people in need do not carry messages.
MESSENGERS = (
    "neighbourhood_watch",
    "rural_watch",
    "dog_walker_patrol",
    "cohesion_group",
    "youth_provision",
)


def show(model: GroupsModel) -> None:
    """Draw a card for each place with a gap: the groups in it, and in adjacent wards."""
    here, text = model.here, model.here.text
    st.subheader(text("groups.message"))
    residents = perceived.ask(here)
    with st.container(key="mt-groups-topic"):
        controls.issue(here, label=text("control.topic"))
    if not residents.was_asked:
        html.supporting_sentence(residents.why_no_answers)
        return
    if not residents.possible:
        html.supporting_sentence(text(f"why_not.{residents.comparison.gaps.why_not}"))
        return
    gaps = residents.of_kind(REASSURANCE_GAP)
    topic = residents.topic_name
    if gaps.empty:
        html.supporting_sentence(text("groups.no_gap", topic=topic))
        return
    html.supporting_sentence(text.plural("groups.gaps_found", len(gaps), topic=topic))
    able = model.of_wards[model.of_wards["kind"].isin(MESSENGERS)]
    cards = "".join(
        _card(model, able, residents.name(str(row)), residents.comparison.wards_of(str(row)))
        for row in gaps.index
    )
    st.html(f'<div class="mt-cards">{cards}</div>')


def around(
    model: GroupsModel, able: pd.DataFrame, wards: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return which groups that could carry a message are in the wards, and in adjacent wards."""
    near = queries.places.adjacent_wards(model.here.key)
    neighbours = {other for ward in wards for other in near[ward]} - set(wards)
    return able[able["ward_code"].isin(wards)], able[able["ward_code"].isin(neighbours)]


def _card(model: GroupsModel, able: pd.DataFrame, name: str, wards: list[str]) -> str:
    text = model.here.text
    inside, touching = around(model, able, wards)
    return (
        f'<section class="mt-card"><h3>{escape(name)}</h3>'
        + _listed(model, text("groups.inside"), inside, text("groups.none_inside"), ward=False)
        + html.folded_html(
            text("groups.beside"),
            _listed(model, "", touching, text("groups.none_beside"), ward=True),
        )
        + "</section>"
    )


def _listed(
    model: GroupsModel, title: str, groups: pd.DataFrame, nothing: str, *, ward: bool
) -> str:
    first = groups.head(MOST_NAMED)
    wording = [_sentence(model, row, ward=ward) for _, row in first.iterrows()]
    if more := len(groups) - len(first):
        wording.append(model.here.text.plural("groups.message_more", more))
    return html.titled_list(title, wording, nothing)


def _sentence(model: GroupsModel, row: pd.Series, *, ward: bool) -> str:
    """Return the group, its ward if it is another one, and whether its details are old."""
    text = model.here.text
    facts = [text(f"panel_kind.{row['kind']}")]
    if ward:
        facts.append(model.name(str(row["ward_code"])))
    if model.ages[row["group_id"]] == OLD:
        facts.append(text("groups.message_old"))
    if not row["public_contact"]:
        facts.append(text("groups.through_partnership"))
    return f"{text.name(row.to_dict())} ({', '.join(facts)})"
