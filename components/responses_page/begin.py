"""What a new response begins with, from the place, priority, hot spot, gap or order it is about."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components import queries
from components.page_context import PageContext
from components.page_models import assessments
from components.page_models.assessments import Ground
from components.responses_page.frozen_evidence import frozen, in_each_language, of_order, share_of
from components.responses_page.view_part import ResponsesPart
from components.ui.routes import ADDRESS_OF, GROUPS, ORDERS, PERCEIVED, PLACE, PRIORITIES
from components.view.entry import split_entry
from components.view.view import NOTHING
from data.schema import ASB, LSOA, WARD
from geo.categories import CHOICES, is_own
from geo.period import Period
from geo.survey.topics import categories_of as categories_of_topic

PLACE_ORIGIN, PRIORITY, HOT_SPOT, GAP, ORDER = "place", "priority", "hot_spot", "gap", "order"
PAGE_OF = {PLACE_ORIGIN: PLACE, PRIORITY: PRIORITIES, HOT_SPOT: GROUPS, GAP: PERCEIVED}
COUNT, PERCEIVED_SHARE = MEASURES = ("count", "perceived")
# The fall that a new response aims at until somebody sets its own, as a share.
USUAL_FALL = 0.2


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
    count = _recorded(here, level, code, choice, period)
    share = share_of(here, subject, ward) if measure == PERCEIVED_SHARE else None
    baseline = share if measure == PERCEIVED_SHARE else count
    link = f"{ADDRESS_OF[PAGE_OF[origin]]}?place={code}&category={choice}"
    values = plain | {
        "level": level,
        "place": code,
        "ward_code": ward,
        "counted": choice,
        "measure": measure,
        "subject": subject or None,
        **_aims(baseline, period, here.day),
        "started_from": origin,
        "started_link": link,
    }
    for own in in_each_language(here):
        values |= _words(own, values, own.place_name(code))
    return Beginning(
        values=values, evidence=frozen(here, code, choice, period, link=link, subject=subject)
    )


def _of_order(here: PageContext, number: str, plain: dict[str, Any]) -> Beginning:
    row = queries.orders.orders(here.key, here.today).loc[number]
    about = queries.orders.own_categories(row)
    choice = next((one for one in about if one in CHOICES), ASB)
    period = here.latest()
    months = tuple(period.split(queries.categories.complete_months(here.key, choice))[0])
    ground = Ground(level="", place="", order=number, choice=choice, start=None, end=None)
    baseline = assessments.recorded_inside(here.key, ground, months)
    ward = str(row["ward"])
    values = plain | {
        "level": WARD if ward else None,
        "place": ward or None,
        "ward_code": ward or None,
        "order_id": number,
        "kind": ORDER,
        "counted": choice,
        **_aims(baseline, period, here.day),
        "started_from": ORDER,
        "started_link": f"{ADDRESS_OF[ORDERS]}?order={number}",
    }
    for own in in_each_language(here):
        values |= _words(own, values, own.text.name(row.to_dict()))
    evidence = of_order(here, number, choice, period, months)
    return Beginning(values=values, evidence=evidence)


def _subject(here: PageContext, origin: str) -> tuple[str, str, str]:
    """Return what is counted, the measure, and the topic of a survey if it is about one."""
    if origin not in (GAP, PRIORITY):
        return (ASB if is_own(here.view.category) else here.view.category), COUNT, NOTHING
    topic = here.issue
    choice = next(iter(categories_of_topic(topic)), ASB)
    return choice, PERCEIVED_SHARE if origin == GAP else COUNT, topic


def _aims(baseline: float | None, period: Period, day: dt.date) -> dict[str, Any]:
    """Return baseline, target and the day by which it is to be reached."""
    known = baseline is not None and not pd.isna(baseline)
    due = day.replace(year=day.year + 2, day=min(day.day, 28))
    return {
        "baseline": baseline if known else None,
        "baseline_period": f"{period.first}_{period.last}" if known else None,
        "target": float(round(float(baseline or 0) * (1 - USUAL_FALL))) if known else None,
        "due": due.isoformat(),
    }


def _words(own: PageContext, values: Mapping[str, Any], place: str) -> dict[str, str]:
    """Return name and objective in one language."""
    text, language = own.text, own.view.lang
    what = text(f"category_title.{values['counted']}")
    found = {f"name_{language}": text("responses.usual_name", what=what, place=place)}
    if values["baseline"] is None:
        return found
    share = values["measure"] == PERCEIVED_SHARE
    topic = text(f"topic.{values['subject']}") if share else ""
    found[f"objective_{language}"] = text(
        "responses.usual_share" if share else "responses.usual_count",
        what=topic if share else text(f"category.{values['counted']}"),
        place=place,
        baseline=text.number(values["baseline"]),
        target=text.number(values["target"]),
    )
    return found


def _recorded(
    here: PageContext, level: str, place: str, choice: str, period: Period
) -> float | None:
    months = queries.categories.months_with_figures(here.key, level, place, period, choice)
    if not months:
        return None
    return float(queries.place_profile.monthly(here.key, level, place, choice)[list(months)].sum())
