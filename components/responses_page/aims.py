"""What a response aims at: the figure at its start, the target, and both in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components import queries
from components.page_context import PageContext
from components.page_models import assessments
from components.page_models.assessments import Ground
from components.responses_page.frozen_evidence import in_each_language, share_of
from data.schema import TOPICS
from geo.period import Period

COUNT, PERCEIVED_SHARE = MEASURES = ("count", "perceived")
# The fall that a new response aims at until somebody sets its own, as a share.
USUAL_FALL = 0.2
# CHOSEN: what the figures are of. TEXTS: what names it.
CHOSEN = ("place", "counted", "measure")
TEXTS = ("name_en", "name_cy", "objective_en", "objective_cy")


def aims(here: PageContext, values: Mapping[str, Any], period: Period) -> dict[str, Any]:
    """Return the figure at the start, the target, and name and objective in both languages.

    The figure is of the order or else the place in `values`; without either it is None.
    """
    baseline = _at_the_start(here, values, period)
    known = baseline is not None and not pd.isna(baseline)
    found: dict[str, Any] = {
        "baseline": baseline if known else None,
        "baseline_period": f"{period.first}_{period.last}" if known else None,
        "target": float(round(float(baseline or 0) * (1 - USUAL_FALL))) if known else None,
    }
    for own in in_each_language(here):
        where = _where(own, values)
        if where and values.get("counted"):
            found |= _words(own, {**values, **found}, where)
    return found


def are_of_another(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Return whether another place, count or measure was chosen."""
    return any((before.get(name) or None) != (now.get(name) or None) for name in CHOSEN)


def followed(
    here: PageContext, before: Mapping[str, Any], typed: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what was typed, with figures and words of the place and count that were chosen.

    Where another place, count or measure was chosen, a figure that nobody changed would be one of
    something else; so would words that were filled in.
    """
    chosen = {**before, **typed}
    if not are_of_another(before, chosen):
        return dict(typed)
    if chosen.get("measure") == PERCEIVED_SHARE:
        counted = str(chosen.get("counted") or "")
        if not chosen.get("subject") or counted != before.get("counted"):
            chosen["subject"] = _topic_of(counted)
    period = _period(here, before)
    was, now = aims(here, before, period), aims(here, chosen, period)
    found = {**typed, "subject": chosen.get("subject")}
    if chosen.get("baseline") == before.get("baseline"):
        found |= {name: now[name] for name in ("baseline", "baseline_period")}
    if before.get("target") is not None and chosen.get("target") == before["target"]:
        found["target"] = now["target"]
    for name in TEXTS:
        if before.get(name) and chosen.get(name) == before[name] == was.get(name):
            found[name] = now.get(name)
    return found


def _topic_of(category: str) -> str | None:
    return next((topic for topic, about in TOPICS.items() if category in about), None)


def _period(here: PageContext, values: Mapping[str, Any]) -> Period:
    """Return the year of a response's figure at the start; the latest one without a figure."""
    first, _, last = str(values.get("baseline_period") or "").partition("_")
    return Period(first=first, last=last) if last else here.latest()


def _at_the_start(here: PageContext, values: Mapping[str, Any], period: Period) -> float | None:
    """Return the share of residents or the number of cases in a period."""
    choice, place = str(values.get("counted") or ""), str(values.get("place") or "")
    if choice not in queries.categories.countable_categories(here.key):
        return None
    if values.get("measure") == PERCEIVED_SHARE:
        subject, ward = str(values.get("subject") or ""), str(values.get("ward_code") or "")
        return share_of(here, subject, ward) if subject and ward else None
    if values.get("order_id") in queries.orders.order_numbers(here.key):
        published = period.split(queries.categories.complete_months(here.key, choice))[0]
        number = str(values["order_id"])
        ground = Ground(level="", place="", order=number, choice=choice, start=None, end=None)
        return assessments.recorded_inside(here.key, ground, published) if published else None
    known = queries.places.places(here.key)
    if place not in known.index:
        return None
    level = str(known.at[place, "level"])
    months = queries.categories.months_with_figures(here.key, level, place, period, choice)
    if not months:
        return None
    return float(queries.place_profile.monthly(here.key, level, place, choice)[list(months)].sum())


def _where(own: PageContext, values: Mapping[str, Any]) -> str:
    """Return the name of the order or else the place; empty without either."""
    place = str(values.get("place") or "")
    if values.get("order_id") in queries.orders.order_numbers(own.key):
        row = queries.orders.orders(own.key, own.today).loc[str(values["order_id"])]
        return own.text.name(row.to_dict())
    return own.place_name(place) if place in queries.places.names(own.key) else ""


def _words(own: PageContext, values: Mapping[str, Any], where: str) -> dict[str, str]:
    """Return name and objective in one language."""
    text, language = own.text, own.view.lang
    what = text(f"category_title.{values['counted']}")
    found = {f"name_{language}": text("responses.usual_name", what=what, place=where)}
    if values["baseline"] is None:
        return found
    share = values["measure"] == PERCEIVED_SHARE
    topic = text(f"topic.{values['subject']}") if share else ""
    found[f"objective_{language}"] = text(
        "responses.usual_share" if share else "responses.usual_count",
        what=topic if share else text(f"category.{values['counted']}"),
        place=where,
        baseline=text.number(values["baseline"]),
        target=text.number(values["target"]),
    )
    return found
