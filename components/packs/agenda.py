"""The items of an agenda: what each is called, and the pages that it shows."""

from collections.abc import Callable
from dataclasses import replace

from components import queries
from components.orders_page.view_part import OrdersPart
from components.packs.asked import Asked
from components.packs.model import PackPage
from components.packs.pages import plan, responses, saved_views
from components.page_context import PageContext
from components.page_models import responses as response_records
from components.plan_page.words import numbered
from components.responses_page.view_part import ResponsesPart
from components.text.either_language import in_language
from components.ui.sections import Look, Part, Sentences
from components.view.view import View
from data.access.permissions import may_open
from data.access.viewer import Audience
from data.register.meetings.kinds import (
    HEADING,
    NOTE,
    PRIORITY_ITEM,
    RESPONSE_ITEM,
    VIEW,
)
from data.register.records import Record
from geo.measures import MEASURES


def name_of(here: PageContext, item: Record) -> str:
    """Return what an item is called: its own title, or else what it is about."""
    own = in_language(item.values, "title", here.view.lang)
    return own or NAMES[str(item.values["item_kind"])](here, item)


def pages(asked: Asked, item: Record) -> list[PackPage]:
    """Return the pages of an item, the first with the item's title and note; always one at least.

    An item whose figures are in no release, or not for the reader, says so.
    """
    here, text = asked.here, asked.here.text
    kind, target = str(item.values["item_kind"]), str(item.values["target"] or "")
    note = in_language(item.values, "note", here.view.lang)
    if kind not in PAGES:
        return [PackPage(heading=name_of(here, item), parts=_note(note), period="", base="")]
    found = PAGES[kind](asked, target)
    if not found:
        why, name = Sentences([text("meeting.cannot_show")]), name_of(here, item)
        parts = [why, *_note(note)]
        return [PackPage(heading=name, parts=parts, period="", base="", left_out=name.rstrip("."))]
    first, *others = found
    own = in_language(item.values, "title", here.view.lang)
    before: list[Part] = [Sentences([own], Look.SUBTITLE)] if own else []
    if kind == VIEW:
        before += _refused(here, target)
    return [replace(first, parts=[*before, *_note(note), *first.parts]), *others]


def _note(words: str) -> list[Part]:
    return [Sentences(words.splitlines())] if words else []


def _refused(here: PageContext, target: str) -> list[Part]:
    """Return which of the saved values the release can't show, if there are any."""
    refused = saved_views.read(here, target).refused
    if not refused:
        return []
    values = here.text.listing(sorted(refused.values()))
    return [Sentences([here.text("meeting.other_values", values=values)], Look.WARNING)]


def _view_name(here: PageContext, item: Record) -> str:
    """Return the name of the page, what the map shows, and the place."""
    text, target = here.text, str(item.values["target"] or "")
    page = saved_views.page_of(target)
    if not page:
        return text("meeting.no_page")
    view = saved_views.read(here, target).view
    words = [text(PAGE_TITLES[target.partition("?")[0]])]
    if target.startswith("map"):
        words.append(text(f"measure.{view.measure}"))
        if MEASURES[view.measure].subject == "category":
            words.append(text(f"category_title.{view.category}"))
    if view.place:
        words.append(here.place_name(view.place))
    words += _chosen(here, view)
    page, *further = words
    return f"{page}: {', '.join(further)}" if further else page


def _chosen(here: PageContext, view: View) -> list[str]:
    """Return the name of the order, the response or the priority that a page is about."""
    found = []
    if number := view.of(OrdersPart).order:
        orders = queries.orders.orders(here.key, here.today)
        found.append(here.text.name(orders.loc[number].to_dict()))
    number = view.of(ResponsesPart).response
    if number and may_open(here.viewer, Audience.PARTNER):
        record = response_records.response(here.key, number)
        found.append(in_language(record.values, "name", here.view.lang) if record else "")
    if of := plan.priority_record(here, saved_views.priority_of(view)):
        found.append(numbered(here.text, of))
    return [name for name in found if name]


def _response_name(here: PageContext, item: Record) -> str:
    number = str(item.values["target"] or "")
    record = response_records.response(here.key, number)
    if record is None or not may_open(here.viewer, Audience.PARTNER):
        return here.text("meeting.no_response", number=number)
    return in_language(record.values, "name", here.view.lang) or number


def _priority_name(here: PageContext, item: Record) -> str:
    number = str(item.values["target"] or "")
    of = plan.priority_record(here, number)
    if of is None:
        return here.text("meeting.no_priority", number=number)
    return here.text("meeting.priority", name=numbered(here.text, of))


def _untitled(here: PageContext, item: Record) -> str:
    return here.text(f"item_kind.{item.values['item_kind']}")


# PAGE_TITLES: the key of a page's title by the last part of its address.
PAGE_TITLES = {address: f"page.{address or 'home'}" for address in saved_views.PAGES}
NAMES: dict[str, Callable[[PageContext, Record], str]] = {
    VIEW: _view_name,
    RESPONSE_ITEM: _response_name,
    PRIORITY_ITEM: _priority_name,
    NOTE: _untitled,
    HEADING: _untitled,
}
PAGES: dict[str, Callable[[Asked, str], list[PackPage]]] = {
    VIEW: saved_views.pages,
    RESPONSE_ITEM: responses.response,
    PRIORITY_ITEM: plan.priority,
}
