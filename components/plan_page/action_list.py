"""The lists of actions, by priority, partner or officer."""

import datetime as dt
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from components.page_context import PageContext
from components.plan_page import sentences
from components.plan_page.view_part import ALL, BEHIND, DUE, STALE, PlanPart
from components.plan_page.words import deadline, latest, numbered, parts_of, said
from components.queries.cache import CacheKey, query
from components.queries.plan import ActionView, PlanView
from components.text.catalogue import DASH, Text
from components.text.direction import escape
from components.ui.routes import ADDRESS_OF, PLAN
from components.view.entry import entry_of
from components.view.view import View
from data.register.plan.kinds import ACTION
from geo.plan.counts import is_due_soon, is_stale
from geo.plan.status import BEHIND as IS_BEHIND
from geo.plan.status import STATUSES

# How many groups, and how many actions of each, are drawn.
MOST_GROUPS, MOST_ACTIONS = 16, 25
# MARKS: of a status, so that it isn't told by its colour alone.
MARKS = {"behind": "▲", "at_risk": "◆", "not_started": "○", "on_track": "●", "completed": "✓"}
COLUMNS = ("action", "status", "deadline", "role", "latest")


@query(20)
def by_group(
    key: CacheKey, today: dt.date, view: View, *, _here: PageContext, _plan: PlanView
) -> str:
    """Return the actions that the view asks for as HTML: the first groups, how many more there are.

    The plan is that of the register's state in the cache key.
    """
    text, part = _here.text, view.of(PlanPart)
    actions = listed(_here, list(_plan.actions.values()))
    if not actions:
        return f"<p>{escape(text('plan.none_listed'))}</p>"
    found = groups(_here, actions)
    opened = part.listed != ALL or bool(part.lead)
    drawn = [group(_here, name, found[name], opened=opened) for name in [*found][:MOST_GROUPS]]
    if more := len(found) - len(drawn):
        drawn.append(f"<p>{escape(text.plural('plan.more_groups', more))}</p>")
    return "".join(drawn)


def listed(here: PageContext, actions: Sequence[ActionView]) -> list[ActionView]:
    """Return the actions that the view asks for."""
    part, text, today = here.view.of(PlanPart), here.text, here.today
    wanted = {
        BEHIND: lambda one: one.status.status == IS_BEHIND,
        DUE: lambda one: is_due_soon(one.progress, today),
        STALE: lambda one: is_stale(one.progress, today),
    }.get(part.listed, lambda one: True)
    return [
        one
        for one in actions
        if wanted(one) and part.lead in ("", *_roles(one), said(text, one.record.values, "role"))
    ]


def _roles(one: ActionView) -> tuple[str, ...]:
    values = one.record.values
    return tuple(values[f"role_{language}"] or "" for language in ("en", "cy"))


def groups(here: PageContext, actions: Sequence[ActionView]) -> Mapping[str, list[ActionView]]:
    """Return the actions by what the view groups them: an action with two partners is in both."""
    text, grouping = here.text, here.view.of(PlanPart).grouped
    found: dict[str, list[ActionView]] = {}
    for one in actions:
        values = one.record.values
        if grouping == "partner":
            names = parts_of(text, values, "partners") or [text("plan.no_partner")]
        elif grouping == "role":
            names = [said(text, values, "role") or text("plan.no_role")]
        else:
            names = [numbered(text, one.priority)]
        for name in dict.fromkeys(names):
            found.setdefault(name, []).append(one)
    if grouping == "priority":
        return found
    return dict(sorted(found.items(), key=lambda item: item[0].casefold()))


def group(here: PageContext, name: str, actions: list[ActionView], *, opened: bool) -> str:
    """Return a group as HTML: its name, how its actions are, and below it a list of them."""
    text = here.text
    told = sentences.of_group(text, actions)
    head = (
        f"<span class='mt-plan-name'>{escape(name)}</span>"
        f"<small>{escape(told)}</small>{_bar(actions)}"
    )
    return (
        f"<details class='mt-plan-group'{' open' if opened else ''}>"
        f"<summary>{head}</summary>{table(here, actions[:MOST_ACTIONS])}{_more(text, actions)}"
        "</details>"
    )


def _more(text: Text, actions: list[ActionView]) -> str:
    left = len(actions) - MOST_ACTIONS
    return f"<p class='mt-small'>{escape(text.plural('plan.more', left))}</p>" if left > 0 else ""


def _bar(actions: list[ActionView]) -> str:
    """Return how many actions are of each status as a bar; the words before it say the same."""
    parts = "".join(
        f"<i class='mt-is-{status}' style='flex:{n}'></i>"
        for status in STATUSES
        if (n := sum(one.status.status == status for one in actions))
    )
    return f"<span class='mt-plan-bar' aria-hidden='true'>{parts}</span>"


def table(here: PageContext, actions: Sequence[ActionView], *, links: bool = True) -> str:
    """Return a list of actions as HTML; on a phone each becomes a card."""
    text = here.text
    heads = {name: escape(text(f"plan_column.{name}")) for name in COLUMNS}
    head = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in heads.values())
    # One query for every row: they differ in the action.
    any_action = here.view.address(item=ACTION.name) if links else {}
    rows = "".join(_row(here.text, one, heads, any_action) for one in actions)
    return (
        '<div class="mt-scroll"><table class="mt-table mt-plan" role="table">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _row(
    text: Text, one: ActionView, heads: Mapping[str, str], any_action: Mapping[str, str]
) -> str:
    """Return an action as a row of HTML, with a link to its page if there is a query of one."""
    name = escape(numbered(text, one.record))
    cells = {
        "action": f'<a href="{escape(address(any_action, one))}" target="_self">{name}</a>'
        if any_action
        else name,
        "status": badge(text, one.status.status, by_hand=one.status.by_hand),
        "deadline": escape(deadline(text, one.progress.deadline)),
        "role": escape(said(text, one.record.values, "role") or DASH),
        "latest": escape(latest(text, one)),
    }
    inside = "".join(
        f'<td role="cell" data-label="{heads[column]}"><span>{cell}</span></td>'
        for column, cell in cells.items()
    )
    return f'<tr role="row">{inside}</tr>'


def badge(text: Text, status: str, *, by_hand: bool = False) -> str:
    """Return a status as HTML, with a mark and with a note if it was set by hand."""
    words = text(f"plan_status.{status}")
    note = f" <small>{escape(text('plan.set_by_hand'))}</small>" if by_hand else ""
    mark = f"<i aria-hidden='true'>{MARKS[status]}</i>"
    return f"<span class='mt-status mt-is-{status}'>{mark} {escape(words)}</span>{note}"


def address(query: Mapping[str, str], one: ActionView) -> str:
    """Return the address of an action's page, by the query of another action's with this view."""
    return f"{ADDRESS_OF[PLAN]}?{urlencode({**query, 'item': entry_of(ACTION.name, one.key)})}"
