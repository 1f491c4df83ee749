"""The plan on a projector: one priority a screen."""

from functools import partial

import streamlit as st

from components.page_context import PageContext
from components.plan_page import action_list, sentences
from components.plan_page.view_part import PlanPart
from components.plan_page.words import numbered
from components.queries.plan import PlanView
from components.ui import html
from components.ui.html import escape_markdown
from components.view import state
from geo.plan.counts import counts
from geo.plan.status import STATUSES

# How many actions fit on a screen: the worst first.
MOST = 8


def show(here: PageContext, view: PlanView) -> None:
    """Draw one priority: how many of its actions are behind, those to talk about, the way on."""
    text, priorities = here.text, view.plan.priorities
    keys = [one.key for one in priorities]
    chosen = here.view.of(PlanPart).priority
    at = keys.index(chosen) if chosen in keys else 0
    actions = [one for one in view.actions.values() if one.priority.key == keys[at]]
    found = counts((one.progress for one in actions), here.today)
    st.title(escape_markdown(numbered(text, priorities[at])))
    html.lead_sentence(sentences.headline(text, found) if actions else text("plan.none_listed"))
    worst = sorted(actions, key=lambda one: STATUSES.index(one.status.status))
    if worst:
        st.html(action_list.table(here, worst[:MOST], links=False))
    if rest := worst[MOST:]:
        html.supporting_sentence(text("plan.also", rest=sentences.of_group(text, rest)))
    with st.container(key="mt-plan-acts", horizontal=True, vertical_alignment="center"):
        for step, label, icon in (
            (-1, "plan.before", ":material/arrow_back:"),
            (1, "plan.next", ":material/arrow_forward:"),
        ):
            st.button(
                text(label),
                icon=icon,
                key=f"plan-step-{step}",
                on_click=partial(state.update_view, priority=keys[(at + step) % len(keys)]),
            )
        place = text("plan.at", at=text.number(at + 1), n=text.number(len(keys)))
        st.html(f"<span class='mt-small'>{place}</span>")
