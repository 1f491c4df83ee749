"""Pages about the delivery plan, and about one of its priorities; only for partners."""

from components import queries
from components.packs.asked import Asked
from components.packs.model import PackPage
from components.page_context import PageContext
from components.plan_page import document as plan_document
from components.plan_page import sentences as plan_sentences
from components.plan_page.words import numbered
from components.queries.plan import ActionView
from components.ui.sections import Sentences
from data.access.permissions import may_open
from data.access.viewer import Audience
from data.register.records import Record
from geo.plan.counts import counts
from geo.plan.status import STATUSES


def plan(asked: Asked) -> list[PackPage]:
    """Return how the plan's actions stand, and those that are behind or due; only for partners."""
    here, text = asked.here, asked.here.text
    if not may_open(here.viewer, Audience.PARTNER):
        return []
    view = queries.plan.plan_view(here.key, here.today)
    actions = list(view.actions.values())
    if not actions:
        return []
    found = counts((one.progress for one in actions), here.today)
    worst = [one for status in STATUSES[:2] for one in actions if one.status.status == status]
    heading, also = plan_sentences.headline(text, found), plan_sentences.supporting(text, found)
    return [_plan_page(here, heading, also, worst or actions, len(actions))]


def priority(asked: Asked, key: str) -> list[PackPage]:
    """Return how the actions of one priority stand; nothing if there is no such priority."""
    here, text = asked.here, asked.here.text
    of = priority_record(here, key)
    if of is None:
        return []
    view = queries.plan.plan_view(here.key, here.today)
    actions = [one for one in view.actions.values() if one.priority.key == key]
    found = counts((one.progress for one in actions), here.today)
    heading = plan_sentences.headline(text, found) if actions else text("plan.none_listed")
    by_status = sorted(actions, key=lambda one: STATUSES.index(one.status.status))
    return [_plan_page(here, heading, numbered(text, of), by_status, len(actions))]


def priority_record(here: PageContext, key: str) -> Record | None:
    """Return a priority of the plan; None if there is none, or if the viewer may not read it."""
    if not may_open(here.viewer, Audience.PARTNER):
        return None
    priorities = queries.plan.plan_view(here.key, here.today).plan.priorities
    return next((one for one in priorities if one.key == key), None)


def _plan_page(
    here: PageContext, heading: str, also: str, actions: list[ActionView], total: int
) -> PackPage:
    text = here.text
    return PackPage(
        heading=heading,
        parts=[Sentences([also]), plan_document.table(text, actions)],
        period=text("pack.on_day", day=text.day(here.today.isoformat())),
        base=text.plural("plan.actions", total),
        caveats=[text("pack.plan_caveat")],
    )
