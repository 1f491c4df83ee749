"""The whole plan: how many actions are behind, and all of them by priority, partner or officer."""

from functools import partial

import streamlit as st

from components.forms import outcome, reading
from components.page_context import PageContext
from components.plan_page import action_list, empty, files, sentences
from components.plan_page.view_part import (
    GROUPINGS,
    IMPORT,
    LISTED,
    PlanPart,
)
from components.plan_page.words import numbered, said
from components.queries.cache import CacheKey, query
from components.queries.plan import PlanView
from components.text.catalogue import Text
from components.ui import html
from components.view import bindings, state
from components.view.entry import entry_of
from components.view.view import NOTHING
from data.register.plan.kinds import ACTION, OBJECTIVE, PRIORITY


def show(here: PageContext, view: PlanView) -> None:
    """Draw the answer, the controls, the actions by group, and what can be done with the plan."""
    text = here.text
    st.title(text("plan.title"))
    outcome.show()
    if not view.plan.priorities:
        empty.show(here)
        return
    html.lead_sentence(sentences.headline(text, view.counts))
    html.supporting_sentence(sentences.supporting(text, view.counts))
    # Of the plan's own state: the page's key has that of groups, orders and responses.
    key = here.key._replace(register=view.state)
    _controls(here, key, view)
    st.html(action_list.by_group(key, here.today, here.view, _here=here, _plan=view))
    _parts_without_actions(here, view)
    _acts(here)
    files.buttons(here, view)
    html.how_worked_out(text, [text("plan.how_rule"), text("plan.how_linked")], more="")


def _controls(here: PageContext, key: CacheKey, view: PlanView) -> None:
    text = here.text
    with st.container(key="mt-controls", horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            text("plan.listed"),
            LISTED,
            format_func=lambda which: text(f"plan_listed.{which}"),
            required=True,
            **bindings.bound("listed"),
        )
        st.segmented_control(
            text("plan.grouped"),
            GROUPINGS,
            format_func=lambda by: text(f"plan_grouped.{by}"),
            required=True,
            **bindings.bound("grouped"),
        )
        roles, names = _choices(key, text.language, _text=text, _plan=view)
        chosen = here.view.of(PlanPart).lead
        others = [chosen] if chosen and chosen not in roles else []
        st.selectbox(
            text("plan.lead"),
            [NOTHING, *others, *roles],
            format_func=lambda role: role or text("plan.every_lead"),
            **bindings.bound("lead"),
        )
        _find(here, names)


@query(10)
def _choices(
    key: CacheKey, language: str, *, _text: Text, _plan: PlanView
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the officers' roles by alphabet, and the name of each action by its entry.

    The plan is that of the register's state in the cache key.
    """
    actions = _plan.actions.values()
    roles = {said(_text, one.record.values, "role") for one in actions} - {""}
    names = {entry_of(ACTION.name, one.key): numbered(_text, one.record) for one in actions}
    return tuple(sorted(roles, key=str.casefold)), names


def _find(here: PageContext, names: dict[str, str]) -> None:
    """Draw the box that opens an action by its number or its name."""
    example = here.text("plan.find_example")
    st.selectbox(
        here.text("plan.find"),
        [NOTHING, *names],
        format_func=lambda item: names.get(item, example),
        **bindings.bound_choice("plan-find", NOTHING, lambda item: state.update_view(item=item)),
    )


def _parts_without_actions(here: PageContext, view: PlanView) -> None:
    """Draw the priorities that no action belongs to, which no group would show."""
    have = {one.priority.key for one in view.actions.values()}
    without = [numbered(here.text, one) for one in view.plan.priorities if one.key not in have]
    html.lines([here.text("plan.no_actions", priority=name) for name in without], html.CAVEATS)


def _acts(here: PageContext) -> None:
    """Draw the buttons for new parts of the plan, and for a plan in a file; for editors only."""
    if reading.reads_only(here):
        reading.say(here)
        return
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
