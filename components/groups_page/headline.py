"""The answer first, then the choices: which kind counts, where, what is recorded, how near."""

import streamlit as st

from components import queries
from components.groups_page import sentences
from components.groups_page.model import FILL, GroupsModel
from components.groups_page.view_part import REACHES
from components.text.catalogue import Text
from components.ui import controls, html, period_picker, place_summary
from components.view import state
from components.view.view import NOTHING
from data.schema import GROUP_KINDS, LSOA, WARD
from geo.measures import MEASURES
from geo.services.uncovered_hotspots import hot_spots


def show(asked: GroupsModel) -> None:
    """Where none is listed, how that lies to the record, how far residents are from one."""
    here, text = asked.here, asked.here.text
    st.title(text("groups.title"))
    if not asked.was_brought:
        place_summary.sentence(text("groups.no_list", area=here.area_name))
        html.supporting_sentence(text("groups.bring"))
        html.supporting_sentence(text("groups.absent"))
        return
    place_summary.sentence(" ".join(_sentences(asked)))
    html.supporting_sentence(text("groups.absent"))
    if asked.kind:
        html.supporting_sentence(text("groups.only", kind=kind_said(text, asked.kind)))


def _sentences(asked: GroupsModel) -> list[str]:
    text, table = asked.here.text, asked.around
    bare = [asked.name(str(code)) for code in table.index[table["groups"] == 0]]
    said = [sentences.without(text, asked.level, bare, len(table))]
    recorded = asked.recorded
    if recorded is not None:
        spots = hot_spots(recorded, table["groups"], table["metres"], reach=asked.reach)
        said += [sentences.hot(text, asked.level, spots, asked.here.view.category)]
        if len(bare) == 1 and len(table) > 1:
            verdict = recorded.loc[table["groups"] == 0, "verdict"].iloc[0]
            said += [sentences.standing(text, verdict, bare[0])]
    if len(asked.placed):
        said += [sentences.beyond(text, table, asked.reach)]
    return [sentence for sentence in said if sentence]


def choices(asked: GroupsModel) -> None:
    """What counts and what it is held against, each in the address; a phone has less room."""
    if state.on_phone():
        with st.popover(asked.here.text("choices.main"), icon=":material/tune:"):
            _what(asked)
    else:
        with st.container(key="mt-controls", horizontal=True, vertical_alignment="bottom"):
            _what(asked)
    with st.container(key="mt-groups-near", horizontal=True, vertical_alignment="bottom"):
        _near(asked)


def _what(asked: GroupsModel) -> None:
    _kind(asked)
    controls.place(asked.here)
    controls.category(asked.here)
    period_picker.choose(asked.here)


def _near(asked: GroupsModel) -> None:
    text = asked.here.text
    st.segmented_control(
        text("groups.reach"),
        sorted(REACHES, key=int),
        format_func=lambda metres: sentences.distance(text, float(metres)),
        required=True,
        **state.bound("reach"),
    )
    _level(asked)


def _kind(asked: GroupsModel) -> None:
    text = asked.here.text
    every = queries.groups.groups_listed(asked.here.key)["kind"]
    have = [kind for kind in GROUP_KINDS if kind == asked.kind or (every == kind).any()]
    st.selectbox(
        text("groups.kind"),
        [NOTHING, *have],
        format_func=lambda kind: kind_said(text, kind) if kind else text("groups.every_kind"),
        **state.bound("kind"),
    )


def _level(asked: GroupsModel) -> None:
    """Wards or LSOAs; what the map page shows gives way where it has wards alone."""
    view = asked.here.view
    also = {} if LSOA in MEASURES[view.measure].levels else {"measure": FILL}
    st.segmented_control(
        asked.here.text("control.level"),
        (WARD, LSOA),
        format_func=lambda name: asked.here.text(f"level.{name}"),
        required=True,
        **state.bound("level", key="groups-level", **also),
    )


def kind_said(text: Text, kind: str) -> str:
    """A kind's name, as it stands alone."""
    said = text(f"panel_kind.{kind}")
    return said[:1].upper() + said[1:]
