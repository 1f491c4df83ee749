"""The headline of the groups page, and its controls: kind, place, category, period, distance."""

import pandas as pd
import streamlit as st

from components import queries
from components.groups_page import sentences
from components.groups_page.model import GroupsModel
from components.groups_page.view_part import REACHES
from components.text import visible
from components.text.catalogue import Text
from components.ui import controls, html, period_picker, routes
from components.view import bindings
from components.view.view import NOTHING
from data.schema import GROUP_KINDS, LSOA, WARD
from geo.measures import MEASURES


def show(model: GroupsModel) -> None:
    """Draw the areas without a group, their recorded crime, and residents' distance from groups."""
    text = model.here.text
    st.title(text("groups.title"))
    if not model.was_brought:
        html.lead_sentence(text("groups.no_list"))
        html.supporting_sentence(text("groups.bring"))
        routes.register_link(
            text, model.here.view, model.here.viewer, "register.new_groups", "groups"
        )
        return
    html.lead_sentence(" ".join(answer(model)))
    html.supporting_sentence(text("groups.absent"))
    if model.kind:
        html.supporting_sentence(text("groups.only", kind=kind_name(text, model.kind)))


def answer(model: GroupsModel) -> list[str]:
    """Return which areas have no group listed and, of a single one, whether much is recorded."""
    text, table = model.here.text, model.around
    bare = [model.name(str(code)) for code in table.index[table["groups"] == 0]]
    wording = [sentences.without(text, model.level, bare, len(table))]
    row = _only_bare(model)
    if row is not None:
        wording += [sentences.rate_difference(text, row["verdict"], model.here.view.category)]
    return [sentence for sentence in wording if sentence]


def _only_bare(model: GroupsModel) -> pd.Series | None:
    """Return the figures of the only area without a group; None if there isn't just one."""
    bare, recorded = model.around["groups"] == 0, model.recorded
    if recorded is None or not model.here.has_residents or bare.sum() != 1 or len(bare) < 2:
        return None
    row: pd.Series = recorded[bare].iloc[0]
    return row


def unseen(model: GroupsModel) -> list[str]:
    """Return how small a difference of the headline's rate could have been seen, if unclear."""
    row = _only_bare(model)
    if row is None:
        return []
    return visible.difference(model.here.text, row, model.here.text("visible.rate"))


def choices(model: GroupsModel) -> None:
    """Draw the controls; on a phone those of the map are in a popover."""
    with controls.in_a_row(model.here.text):
        _what(model)
    with st.container(key="mt-groups-near", horizontal=True, vertical_alignment="bottom"):
        _near(model)


def _what(model: GroupsModel) -> None:
    _kind(model)
    controls.place(model.here)
    controls.category(model.here)
    period_picker.choose(model.here)


def _near(model: GroupsModel) -> None:
    text = model.here.text
    st.segmented_control(
        text("groups.reach"),
        sorted(REACHES, key=int),
        format_func=lambda metres: sentences.distance(text, float(metres)),
        required=True,
        **bindings.bound("reach"),
    )
    _level(model)


def _kind(model: GroupsModel) -> None:
    text = model.here.text
    every = queries.groups.groups_listed(model.here.key)["kind"]
    have = [kind for kind in GROUP_KINDS if kind == model.kind or (every == kind).any()]
    st.selectbox(
        text("groups.kind"),
        [NOTHING, *have],
        format_func=lambda kind: kind_name(text, kind) if kind else text("groups.every_kind"),
        **bindings.bound("kind"),
    )


def _level(model: GroupsModel) -> None:
    """Draw the choice of wards or LSOAs; a map measure without LSOAs is replaced by the rate."""
    view = model.here.view
    also = {} if LSOA in MEASURES[view.measure].levels else {"measure": model.here.view.measure}
    st.segmented_control(
        model.here.text("control.level"),
        (WARD, LSOA),
        format_func=lambda name: model.here.text(f"level.{name}"),
        required=True,
        **bindings.bound("level", key="groups-level", **also),
    )


def kind_name(text: Text, kind: str) -> str:
    """Return a kind's name, capitalised."""
    name = text(f"panel_kind.{kind}")
    return name[:1].upper() + name[1:]
