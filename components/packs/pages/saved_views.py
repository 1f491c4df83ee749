"""Pages of an agenda for saved views: a page of the app with its query, as its message."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from components import queries
from components.explorer.view_part import MapPart
from components.groups_page import headline as groups_headline
from components.groups_page import model as groups_model
from components.groups_page.view_part import GroupsPart
from components.orders_page.view_part import OrdersPart
from components.packs.asked import Asked
from components.packs.model import PackPage, first_sentence
from components.packs.pages import area, order, place, plan, responses, since, wards, work
from components.page_context import PageContext
from components.perceived_page.view_part import PerceivedPart
from components.plan_page.view_part import PlanPart
from components.priorities_page.view_part import PrioritiesPart
from components.responses_page.view_part import ResponsesPart
from components.ui import routes
from components.ui.sections import Sentences, Table
from components.view.address import Reading, read_address
from components.view.entry import split_entry
from components.view.page_part import PagePart
from components.view.view import PERIOD_MARK, SHARED, View
from data.register.plan.kinds import PRIORITY
from data.schema import ASB
from geo.period import months_between, shifted

PARTS: tuple[type[PagePart], ...] = (
    *(MapPart, PerceivedPart, PrioritiesPart, GroupsPart),
    *(OrdersPart, PlanPart, ResponsesPart),
)
# OWN: the parts of the view that a page's address needs, besides the shared fields.
OWN: dict[str, tuple[type[PagePart], ...]] = {
    "map": (MapPart,),
    "perceived": (PerceivedPart,),
    "next": (PrioritiesPart,),
    "groups": (GroupsPart,),
    "orders": (OrdersPart,),
    "plan": (PlanPart,),
    "responses": (ResponsesPart,),
}


def target_of(address: str, query: dict[str, str]) -> str:
    """Return a page and its query as an agenda stores them, without language, zoom and projector.

    `address` is the last part of the page's address.
    """
    known = {*SHARED, *(name for part in OWN.get(address, ()) for name in part.names())}
    own = {
        name: value
        for name, value in query.items()
        if name in known - {"lang", "at", "projector"} and value
    }
    return f"{address}?{urlencode(own)}" if own else address


def can_show(address: str) -> bool:
    """Return whether an agenda can have this page."""
    return address in PAGES


def page_of(target: str) -> str:
    """Return the file of the page of a saved view; empty if there is no such page."""
    address, _, _ = target.partition("?")
    return next((file for file, own in routes.ADDRESS_OF.items() if own == address), "")


def query_of(target: str) -> dict[str, str]:
    """Return the query of a saved view."""
    return dict(parse_qsl(target.partition("?")[2]))


def read(here: PageContext, target: str) -> Reading:
    """Return the view of a saved view in the page's language, and what the release can't show."""
    known = queries.places.valid_view_values(here.viewer.scope)
    return read_address({**query_of(target), "lang": here.view.lang}, known, PARTS)


def pages(asked: Asked, target: str) -> list[PackPage]:
    """Return the pages of a saved view as its page would say them now; none without figures."""
    address, _, _ = target.partition("?")
    if address not in PAGES:
        return []
    here = replace(asked.here, view=read(asked.here, target).view)
    return PAGES[address](Asked(here=here, address=asked.address, is_pack=False))


def moved_on(target: str, months: int, known: Sequence[str]) -> str:
    """Return a saved view whose period begins and ends so many months later.

    A view of the latest period has none of its own and moves by itself. A period never moves past
    the months that are known.
    """
    address, _, _ = target.partition("?")
    query = query_of(target)
    if "period" not in query or not months or not known:
        return target
    ends = query["period"].split(PERIOD_MARK)
    steps = min(months, months_between(ends[-1], known[-1]))
    period = PERIOD_MARK.join(shifted(month, steps) for month in ends)
    return f"{address}?{urlencode({**query, 'period': period})}"


def _home(asked: Asked) -> list[PackPage]:
    whole = replace(asked, here=replace(asked.here, view=replace(asked.here.view, place="")))
    return [*since.pages(whole)[:1], *area.months(ASB)(whole)]


def _place(asked: Asked) -> list[PackPage]:
    return place.briefing(asked) if asked.place else _home(asked)


def _groups(asked: Asked) -> list[PackPage]:
    """Return which areas have no group listed, and how many groups each has."""
    if asked.place:
        return place.groups(asked)
    model = groups_model.ask(asked.here)
    if not model.was_brought:
        return []
    text, around = asked.here.text, model.around
    said, rest = first_sentence(" ".join(groups_headline.answer(model)))
    rows = [
        [model.name(str(code)), text.number(number)]
        for code, number in around["groups"].sort_values(kind="stable").items()
    ]
    heads = [text("table.area"), text("groups.title")]
    return [
        PackPage(
            heading=said,
            parts=[
                Sentences([line for line in (rest, text("groups.absent")) if line]),
                Table(heads=heads, rows=rows, numbers=(1,)),
            ],
            period=text("pack.on_day", day=text.day(asked.here.today.isoformat())),
            base=text("pack.base_groups_listed", n=text.number(len(model.listed))),
            caveats=[text("mine.not_absent")],
        )
    ]


def _orders(asked: Asked) -> list[PackPage]:
    chosen = asked.here.view.of(OrdersPart).order
    if not chosen:
        return work.orders(asked)
    ward = str(queries.orders.orders(asked.here.key, asked.here.today).at[chosen, "ward"] or "")
    here = replace(asked.here, view=replace(asked.here.view, place=ward))
    return order.review(replace(asked, here=here, order=chosen))


def _responses(asked: Asked) -> list[PackPage]:
    chosen = asked.here.view.of(ResponsesPart).response
    return responses.response(asked, chosen) if chosen else responses.open_responses(asked)


def priority_of(view: View) -> str:
    """Return the priority that a view of the plan is about; empty if it is about none."""
    part = view.of(PlanPart)
    kind, key = split_entry(part.item)
    return key if kind == PRIORITY.name else part.priority


def _plan(asked: Asked) -> list[PackPage]:
    chosen = priority_of(asked.here.view)
    return plan.priority(asked, chosen) if chosen else plan.plan(asked)


# PAGES: what makes the pages of a view, by the last part of the page's address.
PAGES: dict[str, Callable[[Asked], list[PackPage]]] = {
    "": _home,
    "place": _place,
    "map": lambda asked: [area.map_page(asked.here)],
    "perceived": lambda asked: wards.perceived_pages(asked.here),
    "next": lambda asked: wards.priority_pages(asked.here),
    "groups": _groups,
    "orders": _orders,
    "plan": _plan,
    "responses": _responses,
}
