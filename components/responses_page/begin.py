"""What a new response begins with, from the place, priority, hot spot, gap or order it is about."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from components import queries
from components.page_context import PageContext
from components.responses_page.aims import COUNT, PERCEIVED_SHARE, aims
from components.responses_page.frozen_evidence import frozen, of_order
from components.responses_page.view_part import ResponsesPart
from components.ui.routes import ADDRESS_OF, GROUPS, ORDERS, PERCEIVED, PLACE, PRIORITIES
from components.view.entry import split_entry
from components.view.view import NOTHING
from data.schema import ASB, LSOA, WARD
from geo.categories import CHOICES, is_own
from geo.survey.topics import categories_of as categories_of_topic

PLACE_ORIGIN, PRIORITY, HOT_SPOT, GAP, ORDER = "place", "priority", "hot_spot", "gap", "order"
PAGE_OF = {PLACE_ORIGIN: PLACE, PRIORITY: PRIORITIES, HOT_SPOT: GROUPS, GAP: PERCEIVED}


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """The fields of a new response, and the evidence that is frozen with it; both may be empty."""

    values: Mapping[str, Any]
    evidence: Mapping[str, Any]


def beginning(here: PageContext) -> Beginning:
    """Return what the response that the address asks for begins with."""
    origin, code = split_entry(here.view.of(ResponsesPart).begin)
    day = here.day.isoformat()
    plain = {"stage": "objective", "started_on": day, "counted": ASB, "measure": COUNT}
    if origin == ORDER and code in queries.orders.order_numbers(here.key):
        return _of_order(here, code, plain)
    known = queries.places.places(here.key)
    if not origin or code not in known.index or known.at[code, "level"] not in (WARD, LSOA):
        return Beginning(values=plain, evidence={})
    return _of_place(here, origin, code, plain)


def _of_place(here: PageContext, origin: str, code: str, plain: dict[str, Any]) -> Beginning:
    known = queries.places.places(here.key)
    level = str(known.at[code, "level"])
    ward = code if level == WARD else str(known.at[code, "parent_code"])
    choice, measure, subject = _subject(here, origin)
    period = here.latest()
    link = f"{ADDRESS_OF[PAGE_OF[origin]]}?place={code}&category={choice}"
    values = plain | {
        "level": level,
        "place": code,
        "ward_code": ward,
        "counted": choice,
        "measure": measure,
        "subject": subject or None,
        "due": _due(here.day),
        "started_from": origin,
        "started_link": link,
    }
    evidence = frozen(here, code, choice, period, link=link, subject=subject)
    return Beginning(values=values | aims(here, values, period), evidence=evidence)


def _of_order(here: PageContext, number: str, plain: dict[str, Any]) -> Beginning:
    row = queries.orders.orders(here.key, here.today).loc[number]
    about = queries.orders.own_categories(row)
    choice = next((one for one in about if one in CHOICES), ASB)
    period = here.latest()
    months = tuple(period.split(queries.categories.complete_months(here.key, choice))[0])
    ward = str(row["ward"])
    values = plain | {
        "level": WARD if ward else None,
        "place": ward or None,
        "ward_code": ward or None,
        "order_id": number,
        "kind": ORDER,
        "counted": choice,
        "due": _due(here.day),
        "started_from": ORDER,
        "started_link": f"{ADDRESS_OF[ORDERS]}?order={number}",
    }
    evidence = of_order(here, number, choice, period, months)
    return Beginning(values=values | aims(here, values, period), evidence=evidence)


def _subject(here: PageContext, origin: str) -> tuple[str, str, str]:
    """Return what is counted, the measure, and the topic of a survey if it is about one."""
    if origin not in (GAP, PRIORITY):
        return (ASB if is_own(here.view.category) else here.view.category), COUNT, NOTHING
    topic = here.issue
    choice = next(iter(categories_of_topic(topic)), ASB)
    return choice, PERCEIVED_SHARE if origin == GAP else COUNT, topic


def _due(day: dt.date) -> str:
    """Return the day by which a new response is to reach its target: two years later."""
    return day.replace(year=day.year + 2, day=min(day.day, 28)).isoformat()
