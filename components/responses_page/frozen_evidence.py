"""The evidence that a response is started from, frozen as the release has it on the day."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from components import queries
from components.page_context import PageContext, context_of
from components.page_models import assessments, figures_basis
from components.page_models.assessments import Ground
from components.text import change_sentences, sentences
from components.text.catalogue import LANGUAGES
from components.ui.routes import ADDRESS_OF, ORDERS, PLACE
from data.register.responses.evidence import Figure, packed
from data.schema import ASB
from geo.period import Period
from geo.stats.trend import BEFORE, NOW

# The chart of evidence in millimetres.
ACROSS, DOWN = 178.0, 54.0


def evidence_now(here: PageContext, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return evidence on a response's place as the release has it today; empty without a place."""
    place, choice = str(values.get("place") or ""), str(values.get("counted") or ASB)
    period = here.latest()
    link = f"{ADDRESS_OF[PLACE]}?place={place}&category={choice}"
    if values.get("order_id") in queries.orders.order_numbers(here.key):
        number = str(values["order_id"])
        months = queries.categories.complete_months(here.key, choice)
        months = tuple(period.split(months)[0])
        return of_order(here, number, choice, period, months)
    if place not in queries.places.places(here.key).index:
        return {}
    subject = str(values.get("subject") or "")
    return frozen(here, place, choice, period, link=link, subject=subject)


def frozen(
    here: PageContext, place: str, choice: str, period: Period, *, link: str, subject: str = ""
) -> dict[str, Any]:
    """Return the evidence on an area: what is recorded, compared with the rest, and its change."""
    level = str(queries.places.places(here.key).at[place, "level"])
    months = tuple(period.split(queries.categories.complete_months(here.key, choice))[0])
    table = queries.area_figures.figures(here.key, level, choice, months)
    row = table.loc[[place]].iloc[0]
    changes = queries.area_figures.changes_in(here.key, level, place, period, choice)
    said, labels = {}, []
    for own in in_each_language(here):
        text = own.text
        during = figures_basis.during(text, period, months)
        compared = sentences.place_compared(text, own.place_name(place), row, choice, during)
        changed = change_sentences.place_change(text, changes, choice)
        share = share_of(here, subject, place) if subject else None
        asked = "" if share is None else text("responses.asked", share=text.percent(share / 100))
        said[f"sentence_{text.language}"] = " ".join(filter(None, (asked, compared, changed)))
        labels.append(_labels(own, row, share))
    monthly = queries.place_profile.monthly(here.key, level, place, choice)
    return {
        **said,
        **_stamp(here, link),
        "numbers": packed(_both(labels)),
        "picture": _chart(here, monthly),
    }


def _labels(own: PageContext, row: pd.Series, share: float | None) -> list[tuple[str, str]]:
    """Return each number with its label in one language."""
    text = own.text
    found = []
    if pd.notna(row["incidents"]):
        found.append((text("responses.in_a_year"), text.number(row["incidents"])))
    if pd.notna(row["rate"]):
        found.append((text("responses.per_thousand"), text.number(row["rate"], 1)))
        found.append((text("responses.rest"), text.number(row["benchmark"], 1)))
    if share is not None:
        found.append((text("responses.big_problem"), text.percent(share / 100)))
    return found


def of_order(
    here: PageContext, number: str, choice: str, period: Period, months: tuple[str, ...]
) -> dict[str, Any]:
    """Return the evidence on an order's area: what is recorded inside it."""
    ground = Ground(level="", place="", order=number, choice=choice, start=None, end=None)
    inside = assessments.recorded_inside(here.key, ground, months)
    row = queries.orders.orders(here.key, here.today).loc[number].to_dict()
    said, labels = {}, []
    for own in in_each_language(here):
        text = own.text
        said[f"sentence_{text.language}"] = text(
            "responses.inside_order",
            n=sentences.counted(text, choice, int(inside)),
            order=text.name(row),
            period=text.during(period.first, period.last),
        )
        labels.append([(text("responses.in_a_year"), text.number(inside))])
    link = f"{ADDRESS_OF[ORDERS]}?order={number}"
    return {**said, **_stamp(here, link), "numbers": packed(_both(labels)), "picture": None}


def share_of(here: PageContext, topic: str, ward: str) -> float | None:
    """Return how many in a hundred call a topic a big problem, as it is published; or None."""
    asked = queries.perceived.perceived_and_recorded(here.key, topic)
    row = asked.pool.get(ward)
    shares = asked.gaps.table["share"]
    share = float(shares[str(row)]) if row in shares.index else math.nan
    return None if math.isnan(share) else float(round(100 * share))


def in_each_language(here: PageContext) -> list[PageContext]:
    """Return the same page in English and in Welsh."""
    return [context_of(here.view.changed(lang=language), here.viewer) for language in LANGUAGES]


def _stamp(here: PageContext, link: str) -> dict[str, str]:
    return {"day": here.day.isoformat(), "release": here.manifest.release, "link": link}


def _both(labels: list[list[tuple[str, str]]]) -> list[Figure]:
    """Return figures from their labels and words in English and in Welsh."""
    english, welsh = labels
    return [
        Figure(label_en=en[0], label_cy=cy[0], en=en[1], cy=cy[1])
        for en, cy in zip(english, welsh, strict=True)
    ]


def _chart(here: PageContext, monthly: pd.Series) -> str:
    """Return the chart of the last three years as SVG."""
    # Matplotlib loads slowly: import it only when a response is started.
    from components.snapshot.charts.months import months_svg

    shown = monthly.iloc[-36:]
    table = pd.DataFrame({NOW: shown, BEFORE: float("nan")}, index=shown.index)
    return months_svg(table, here.text, width=ACROSS, height=DOWN, letters_as_shapes=True)
