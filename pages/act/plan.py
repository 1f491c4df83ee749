"""The page of the delivery plan: what is behind, what is due, and the report on each action."""

from components import queries
from components.page_context import page_context
from components.plan_page import importing, one_action, one_part, overview, projector
from components.plan_page.view_part import IMPORT, PlanPart
from components.view.entry import split_entry
from data.register.plan.kinds import ACTION


def show() -> None:
    """Draw the part of the plan in the address, or all of it."""
    at = page_context()
    view = queries.plan.plan_view(at.key, at.today)
    item = at.view.of(PlanPart).item
    kind, key = split_entry(item)
    if item == IMPORT:
        importing.show(at, view)
    elif kind == ACTION.name and key:
        one_action.show(at, view, key)
    elif item:
        one_part.show(at, view, kind, key)
    elif at.view.on_projector and view.plan.priorities:
        projector.show(at, view)
    else:
        overview.show(at, view)


show()
