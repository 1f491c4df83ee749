"""The sentences on the plan: how many actions are behind, and why an action is."""

from components.plan_page.words import deadline, limits, number, quarter, said, with_unit
from components.queries.plan import ActionView, IndicatorView
from components.text.catalogue import Text
from geo.plan.counts import Counts
from geo.plan.deadlines import UNREAD
from geo.plan.status import MET, STATUSES


def headline(text: Text, found: Counts) -> str:
    """Return how many actions are behind target."""
    total = text.number(found.total)
    if not found.behind:
        return text("plan.none_behind", total=total)
    return text.plural("plan.behind", found.behind, total=total)


def supporting(text: Text, found: Counts) -> str:
    """Return how many actions are due this month, and how many nobody has reported on."""
    due = found.due_this_month
    lines = [text.plural("plan.due", due) if due else text("plan.none_due")]
    if found.stale:
        lines.append(text.plural("plan.stale", found.stale))
    return " ".join(lines)


def of_group(text: Text, actions: list[ActionView]) -> str:
    """Return how many actions a group has, and of which status those are that aren't well."""
    parts = [text.plural("plan.actions", len(actions))]
    for status in STATUSES:
        n = sum(one.status.status == status for one in actions)
        if n:
            parts.append(f"{text(f'plan_status.{status}').lower()} {text.number(n)}")
    return f"{parts[0]}: {', '.join(parts[1:])}"


def status(text: Text, action: ActionView) -> list[str]:
    """Return why an action has its status, and what the rule says if it says another."""
    found = action.status
    why = rule(text, action)
    if not found.by_hand:
        return [why]
    lines = [text("plan.by_hand", reason=said(text, action.record.values, "status_reason"))]
    if found.rule.status != found.status:
        other = text(f"plan_status.{found.rule.status}")
        lines.append(text("plan.rule_differs", status=other, why=why))
    return lines


def rule(text: Text, action: ActionView) -> str:
    """Return why the rule says what it says."""
    found = action.status.rule
    facts = {"deadline": deadline(text, action.progress.deadline)}
    if found.indicator is not None:
        facts |= _facts(text, action.indicators[found.indicator])
    return text(f"plan_why.{found.why}", **facts)


def _facts(text: Text, one: IndicatorView) -> dict[str, str]:
    latest = one.latest
    assert latest is not None
    value = with_unit(text, one, number(text, latest.value))
    return {
        "indicator": said(text, one.record.values, "name"),
        "value": value,
        "target": str(one.record.values["target"]),
        "quarter": quarter(text, latest.year, latest.quarter),
        "range": limits(text, latest),
    }


def faults(text: Text, action: ActionView) -> list[str]:
    """Return what of an action couldn't be read, so that the rule can't use it."""
    lines = []
    one = action.progress.deadline
    if one.kind == UNREAD:
        lines.append(text("plan.unread_deadline", deadline=one.text))
    for indicator in action.indicators:
        name = said(text, indicator.record.values, "name")
        if indicator.linked and not indicator.numbers.readings:
            lines.append(text("plan.not_filled", indicator=name))
        target = indicator.record.values["target"]
        if target and indicator.numbers.target is None:
            lines.append(text("plan.unread_target", indicator=name, target=target))
        elif target and not indicator.numbers.way and action.status.rule.why != MET:
            lines.append(text("plan.no_direction", indicator=name))
    return lines
