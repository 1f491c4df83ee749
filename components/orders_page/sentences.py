"""The sentences on one order, by rule: none claims more than its confidence limits allow."""

import math
from collections.abc import Sequence

from components.orders_page.model import OrdersModel
from components.text.catalogue import DASH, Text
from components.text.compared_months import months_in_words
from components.text.recording_breaks import break_sentences
from components.text.sentences import counted_of
from geo.orders.difference_in_differences import Ratio
from geo.orders.evidence import (
    APART_BEFORE,
    FEW_INCIDENTS,
    FEW_POINTS,
    LEAST_INCIDENTS,
    LEAST_POINTS,
    MOVED,
    NO_CLEAR_DIFFERENCE,
    Evidence,
)
from geo.orders.status import IN_FORCE, LAPSED, TOO_LONG, day_of, latest_end
from geo.orders.status import NOT_BEGUN as NOT_BEGUN_STATE
from geo.orders.study import NO_BEFORE, NOT_BEGUN, TOO_RECENT
from geo.orders.treatment_areas import COMPARISON, INSIDE, RING_METRES


def status_sentence(model: OrdersModel) -> str:
    """Return the status of the order, and until when."""
    text, row = model.here.text, model.row
    start, end = (
        text.day(str(row[name])) if day_of(row[name]) else "" for name in ("start", "expiry")
    )
    state = str(row["state"])
    if state == IN_FORCE and end:
        left = text.plural("orders.left", int(row["days_left"]))
        key = "begun" if start else "in force"
        return text(f"order_stands.{key}", start=start, end=end, left=left)
    if state == LAPSED and end and day_of(row["expiry"]) >= model.here.today:  # type: ignore[operator]
        return text("order_stands.discharged", day=end)
    day = {LAPSED: end, NOT_BEGUN_STATE: start}.get(state, "")
    return text(f"order_stands.{state}" + ("" if day else " undated"), day=day)


def faults(model: OrdersModel) -> list[str]:
    """Return what is wrong with the order's own data."""
    text, row = model.here.text, model.row
    lines = []
    for fault in row["faults"]:
        facts = {}
        if fault == TOO_LONG:
            start, end = day_of(row["start"]), day_of(row["expiry"])
            assert start and end
            years = (end - start).days / 365.25
            facts = {
                "years": text.number(years, 0 if abs(years - round(years)) < 0.05 else 1),
                "latest": text.day(latest_end(start).isoformat()),
            }
        lines.append(text(f"order_fault.{fault}", **facts))
    return lines


def answer(model: OrdersModel) -> str:
    """Return the one-sentence answer: the clear result, or why there can be none."""
    evidence = model.study.evidence
    return _cannot(model) if evidence is None else _says(model, evidence)


def context_sentences(model: OrdersModel) -> list[str]:
    """Return what must be read with the answer."""
    text, evidence = model.here.text, model.study.evidence
    if evidence is None:
        return []
    lines = [text("orders.not_checked")] if evidence.earlier is None else []
    return [*lines, text("orders.not_cause"), text("orders.cools")]


def checks(model: OrdersModel) -> list[str]:
    """Return what happened inside and nearby together, what could show, and the year before."""
    text, evidence = model.here.text, model.study.evidence
    if evidence is None:
        return []
    lines = [text("orders.net", **displacement_text(text, evidence))]
    if evidence.verdict != NO_CLEAR_DIFFERENCE:
        by = detectable(text, evidence)
        lines.append(text("orders.could_show", by=by) if by else text("orders.could_show_none"))
    if evidence.earlier and evidence.verdict != APART_BEFORE:
        lines.append(text("orders.checked", **limits(text, evidence.earlier)))
    return lines


def basis(model: OrdersModel) -> list[str]:
    """Return the checks, the points and months that the answer uses, and what was left out."""
    text, study = model.here.text, model.study
    lines = [
        *checks(model),
        text(
            "orders.points",
            **points(model),
            metres=text.number(RING_METRES),
            reach=text(f"order_reach.{study.reach}"),
        ),
    ]
    if not study.windows.since:
        return lines
    lines.append(text("orders.windows", **periods(model)))
    if study.windows.left_out:
        months = months_in_words(text, study.windows.left_out)
        lines.append(text("orders.left_out", months=months))
    lines += _breaks(model)
    if study.evidence:
        lines.append(
            text(
                "orders.widened",
                dispersion=text.number(study.evidence.dispersion, 1),
                drift=text.percent(study.evidence.drift**0.5),
            )
        )
        lines.append(text("orders.chance"))
    return lines


def points(model: OrdersModel) -> dict[str, str]:
    """Return how many police points each part contains."""
    return {str(part): model.here.text.number(n) for part, n in model.study.points.items()}


def periods(model: OrdersModel) -> dict[str, str]:
    """Return the months before and since, and how many they are."""
    text, windows = model.here.text, model.study.windows
    return {
        "n": text.number(len(windows.since)),
        "before": text.months(windows.before[0], windows.before[-1]),
        "since": text.months(windows.since[0], windows.since[-1]),
    }


def limits(text: Text, ratio: Ratio) -> dict[str, str]:
    """Return a ratio and its limits as text."""
    numbers = {"value": ratio.value, "lower": ratio.lower, "upper": ratio.upper}
    return {name: text.number(number, 2) for name, number in numbers.items()}


def displacement_text(text: Text, evidence: Evidence) -> dict[str, str]:
    """Return the weighted displacement difference as signed numbers."""
    return {
        "value": signed(text, evidence.net.value),
        "se": text.number(evidence.net.se, 1),
        "lower": signed(text, evidence.net.lower),
        "upper": signed(text, evidence.net.upper),
    }


def detectable(text: Text, evidence: Evidence) -> str:
    """Return the smallest fall that would have shown; empty if not even a fall to none would."""
    return "" if math.isnan(evidence.detectable) else text.percent(1 - evidence.detectable)


def _breaks(model: OrdersModel) -> list[str]:
    """Return the recording breaks of the counted categories, within the months of the release."""
    months = [str(month) for month in model.study.monthly.index]
    within = [one for one in model.breaks if one.splits(months)]
    return break_sentences(model.here.text, within, model.what, model.about)


def signed(text: Text, number: float) -> str:
    """Return a number with its sign, rounded to whole incidents."""
    return ("+" if round(number) > 0 else "") + text.number(round(number) + 0.0)


def _says(model: OrdersModel, evidence: Evidence) -> str:
    text = model.here.text
    facts = {"name": model.name, "what": model.what, **_change(text, evidence.ratio)}
    if evidence.verdict == NO_CLEAR_DIFFERENCE:
        if not (by := detectable(text, evidence)):
            return text("order_says.nothing could show", **facts)
        return text(f"order_says.{NO_CLEAR_DIFFERENCE}", detectable=by, **facts)
    before, since = model.study.windows.before, model.study.windows.since
    there = counted_in(model, before, COMPARISON)
    grown = counted_in(model, since, COMPARISON) / there if there else math.nan
    expected = counted_in(model, before, INSIDE) * grown
    facts |= {
        "since": text.number(counted_in(model, since, INSIDE)),
        "expected": DASH if math.isnan(expected) else text.number(expected),
    }
    if evidence.verdict == MOVED and evidence.ring_ratio:
        facts |= {f"ring_{k}": v for k, v in _change(text, evidence.ring_ratio).items()}
    if evidence.verdict == APART_BEFORE and evidence.earlier:
        rose = evidence.earlier.value > 1
        facts["earlier"] = text(f"order_earlier.{'rose' if rose else 'fell'}")
    return text(f"order_says.{evidence.verdict}", **facts)


def counted_in(model: OrdersModel, months: Sequence[str], part: str) -> float:
    """Return how much was recorded in a part of the order's surroundings in some months."""
    return float(model.study.monthly.loc[list(months), part].sum())


def _change(text: Text, ratio: Ratio) -> dict[str, str]:
    """Return the change in percent and its limits, for increases and decreases."""
    near, far = sorted(abs(limit - 1) for limit in (ratio.lower, ratio.upper))
    return {
        "by": text.percent(abs(ratio.value - 1)),
        "least": text.percent(near),
        "most": text.percent(far),
        **limits(text, ratio),
    }


def _cannot(model: OrdersModel) -> str:
    text, study = model.here.text, model.study
    reason = study.why_not
    if reason == FEW_POINTS:
        n = int(study.points[INSIDE])
        return text.plural("order_cannot.few points", n, least=text.number(LEAST_POINTS))
    facts: dict[str, str] = {"what": model.what}
    if reason == FEW_INCIDENTS:
        inside = study.monthly.loc[list(study.windows.before), INSIDE].sum()
        facts |= periods(model) | {
            "incidents": counted_of(text, model.about, int(inside)),
            "least": text.number(LEAST_INCIDENTS),
        }
    if reason in (TOO_RECENT, NOT_BEGUN):
        if study.answers_from is None:
            return text("order_cannot.never")
        facts |= {"month": text.month(study.answers_from)}
    if reason == NO_BEFORE:
        facts["first"] = text.month(model.here.manifest.first_month)
    return text(f"order_cannot.{reason}", **facts)
