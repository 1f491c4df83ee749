"""The whole plan: how many actions are behind, and all of them by priority, partner or officer."""

from functools import partial
from html import escape

import streamlit as st

from components.forms import outcome
from components.page_context import PageContext
from components.plan_page import action_list, empty, files, sentences
from components.plan_page.view_part import (
    ALL,
    GROUPINGS,
    IMPORT,
    LISTED,
    PlanPart,
)
from components.plan_page.words import numbered, said
from components.queries.cache import CacheKey, query
from components.queries.plan import ActionView, PlanView
from components.text.catalogue import Text
from components.ui import html, place_summary
from components.view import state
from components.view.entry import entry_of
from components.view.view import NOTHING
from data.register.plan.kinds import ACTION, OBJECTIVE, PRIORITY
from geo.plan.counts import counts


def show(here: PageContext, view: PlanView) -> None:
    """Draw the answer, the controls, the actions by group, and what can be done with the plan."""
    text = here.text
    st.title(text("plan.title"))
    outcome.show()
    if not view.plan.priorities:
        empty.show(here)
        return
    actions = list(view.actions.values())
    found = counts((one.progress for one in actions), here.today)
    place_summary.sentence(sentences.headline(text, found))
    html.supporting_sentence(sentences.supporting(text, found))
    _controls(here, actions)
    _groups(here, action_list.listed(here, actions))
    _parts_without_actions(here, view)
    _acts(here)
    files.buttons(here, view)
    html.how_worked_out(text, [text("plan.how_rule"), text("plan.how_linked")], more="")


def _controls(here: PageContext, actions: list[ActionView]) -> None:
    text = here.text
    with st.container(key="mt-controls", horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            text("plan.listed"),
            LISTED,
            format_func=lambda which: text(f"plan_listed.{which}"),
            required=True,
            **state.bound("listed"),
        )
        st.segmented_control(
            text("plan.grouped"),
            GROUPINGS,
            format_func=lambda by: text(f"plan_grouped.{by}"),
            required=True,
            **state.bound("grouped"),
        )
        roles, names = _choices(here.key, text.language, _text=text, _actions=actions)
        chosen = here.view.of(PlanPart).lead
        others = [chosen] if chosen and chosen not in roles else []
        st.selectbox(
            text("plan.lead"),
            [NOTHING, *others, *roles],
            format_func=lambda role: role or text("plan.every_lead"),
            **state.bound("lead"),
        )
        _find(here, names)


@query(10)
def _choices(
    key: CacheKey, language: str, *, _text: Text, _actions: list[ActionView]
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the officers' roles by alphabet, and the name of each action by its entry.

    The actions are those of the register's state in the cache key.
    """
    roles = {said(_text, one.record.values, "role") for one in _actions} - {""}
    names = {entry_of(ACTION.name, one.key): numbered(_text, one.record) for one in _actions}
    return tuple(sorted(roles, key=str.casefold)), names


def _find(here: PageContext, names: dict[str, str]) -> None:
    """Draw the box that opens an action by its number or its name."""
    example = here.text("plan.find_example")
    st.selectbox(
        here.text("plan.find"),
        [NOTHING, *names],
        format_func=lambda item: names.get(item, example),
        **state.bound_choice("plan-find", NOTHING, lambda item: state.update_view(item=item)),
    )


def _groups(here: PageContext, actions: list[ActionView]) -> None:
    text, part = here.text, here.view.of(PlanPart)
    if not actions:
        st.html(f"<p>{escape(text('plan.none_listed'))}</p>")
        return
    found = action_list.groups(here, actions)
    opened = part.listed != ALL or bool(part.lead)
    drawn = list(found.items())[: action_list.MOST_GROUPS]
    st.html("".join(action_list.group(here, name, of, opened=opened) for name, of in drawn))
    if len(found) > len(drawn):
        st.html(f"<p>{escape(text.plural('plan.more_groups', len(found) - len(drawn)))}</p>")


def _parts_without_actions(here: PageContext, view: PlanView) -> None:
    """Draw the priorities that no action belongs to, which no group would show."""
    have = {one.priority.key for one in view.actions.values()}
    without = [numbered(here.text, one) for one in view.plan.priorities if one.key not in have]
    html.lines([here.text("plan.no_actions", priority=name) for name in without], html.CAVEATS)


def _acts(here: PageContext) -> None:
    """Draw the buttons for new parts of the plan, and for a plan in a file."""
    with st.container(key="mt-plan-acts", horizontal=True):
        for kind in (ACTION, OBJECTIVE, PRIORITY):
            st.button(
                here.text(f"plan.new_{kind.name.removeprefix('plan_')}"),
                icon=":material/add:",
                key=f"new-{kind.name}",
                on_click=partial(state.update_view, item=entry_of(kind.name)),
            )
        st.button(
            here.text("plan.import"),
            icon=":material/upload_file:",
            key="plan-import",
            on_click=partial(state.update_view, item=IMPORT),
        )
