"""What is said of an order, by rule: nothing is claimed that its limits don't carry."""

from collections.abc import Sequence

from components.orders_page.model import OrdersModel
from components.text.catalogue import Text
from geo.orders.difference_in_differences import Ratio
from geo.orders.evidence import (
    APART_BEFORE,
    FEW_INCIDENTS,
    FEW_POINTS,
    FEWER,
    FEWER_INSIDE,
    LEAST_INCIDENTS,
    LEAST_POINTS,
    MORE,
    MOVED,
    NO_CLEAR_DIFFERENCE,
    Evidence,
)
from geo.orders.status import IN_FORCE, LAPSED, TOO_LONG, day_of, latest_end
from geo.orders.status import NOT_BEGUN as NOT_BEGUN_STATE
from geo.orders.study import NO_BEFORE, NOT_BEGUN, TOO_RECENT
from geo.orders.treatment_areas import INSIDE, RING_METRES
from geo.period import shifted


def status_sentence(asked: OrdersModel) -> str:
    """How the order stands, and until when."""
    text, row = asked.here.text, asked.row
    start, end = (
        text.day(str(row[name])) if day_of(row[name]) else "" for name in ("start", "expiry")
    )
    state = str(row["state"])
    if state == IN_FORCE and end:
        left = text.plural("orders.left", int(row["days_left"]))
        key = "begun" if start else "in force"
        return text(f"order_stands.{key}", start=start, end=end, left=left)
    if state == LAPSED and end and day_of(row["expiry"]) >= asked.here.today:  # type: ignore[operator]
        return text("order_stands.discharged", day=end)
    day = {LAPSED: end, NOT_BEGUN_STATE: start}.get(state, "")
    return text(f"order_stands.{state}" + ("" if day else " undated"), day=day)


def faults(asked: OrdersModel) -> list[str]:
    """What is wrong with the order's own data."""
    text, row = asked.here.text, asked.row
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


def answer(asked: OrdersModel) -> str:
    """The one sentence: what the numbers can carry, or why they can't answer."""
    found = asked.study.evidence
    return _cannot(asked) if found is None else _says(asked, found)


def context_sentences(asked: OrdersModel) -> list[str]:
    """What must be read with the answer."""
    text, found = asked.here.text, asked.study.evidence
    if found is None:
        return []
    lines = []
    if found.verdict in (FEWER_INSIDE, MOVED, MORE, APART_BEFORE):
        lines.append(text("orders.net", **displacement_text(text, found)))
    if found.verdict != NO_CLEAR_DIFFERENCE:
        lines.append(text("orders.could_show", by=text.percent(1 - found.detectable)))
    if found.earlier is None:
        lines.append(text("orders.not_checked"))
    elif found.verdict != APART_BEFORE:
        lines.append(text("orders.checked", **limits(text, found.earlier)))
    lines += [text("orders.not_cause"), text("orders.cools")]
    return lines


def basis(asked: OrdersModel) -> list[str]:
    """On which points and months the answer stands, and what was left out."""
    text, study = asked.here.text, asked.study
    lines = [
        text(
            "orders.points",
            **points(asked),
            metres=text.number(RING_METRES),
            reach=text(f"order_reach.{study.reach}"),
        )
    ]
    if not study.windows.since:
        return lines
    lines.append(text("orders.windows", **periods(asked)))
    if study.windows.left_out:
        months = text.listing([text.months(*run) for run in runs(study.windows.left_out)])
        lines.append(text("orders.left_out", months=months))
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


def points(asked: OrdersModel) -> dict[str, str]:
    """How many points of the police each part holds."""
    return {str(part): asked.here.text.number(n) for part, n in asked.study.points.items()}


def periods(asked: OrdersModel) -> dict[str, str]:
    """The months before and since, and how many."""
    text, windows = asked.here.text, asked.study.windows
    return {
        "n": text.number(len(windows.since)),
        "before": text.months(windows.before[0], windows.before[-1]),
        "since": text.months(windows.since[0], windows.since[-1]),
    }


def runs(months: Sequence[str]) -> list[tuple[str, str]]:
    """Months in order as runs, each by its first and last."""
    found: list[tuple[str, str]] = []
    for month in months:
        if found and shifted(found[-1][1], 1) == month:
            found[-1] = (found[-1][0], month)
        else:
            found.append((month, month))
    return found


def limits(text: Text, ratio: Ratio) -> dict[str, str]:
    """A ratio and its limits as numbers."""
    found = {"value": ratio.value, "lower": ratio.lower, "upper": ratio.upper}
    return {name: text.number(number, 2) for name, number in found.items()}


def displacement_text(text: Text, found: Evidence) -> dict[str, str]:
    """The weighted displacement difference as signed numbers."""
    return {
        "value": signed(text, found.net.value),
        "se": text.number(found.net.se, 1),
        "lower": signed(text, found.net.lower),
        "upper": signed(text, found.net.upper),
    }


def signed(text: Text, number: float) -> str:
    """With its sign, to the whole incident."""
    return ("+" if round(number) > 0 else "") + text.number(round(number) + 0.0)


def _says(asked: OrdersModel, found: Evidence) -> str:
    text = asked.here.text
    facts = {"name": asked.name, "what": asked.what, **_change(text, found.ratio)}
    if found.verdict == NO_CLEAR_DIFFERENCE:
        by = text.percent(1 - found.detectable)
        return text(f"order_says.{NO_CLEAR_DIFFERENCE}", detectable=by, **facts)
    if found.verdict == FEWER:
        facts |= {
            "net": text.number(-found.net.value),
            "net_least": text.number(max(-found.net.upper, 0)),
            "net_most": text.number(-found.net.lower),
        }
    if found.verdict == MOVED and found.ring_ratio:
        facts |= {f"ring_{k}": v for k, v in _change(text, found.ring_ratio).items()}
    if found.verdict == APART_BEFORE and found.earlier:
        rose = found.earlier.value > 1
        facts["earlier"] = text(f"order_earlier.{'rose' if rose else 'fell'}")
    return text(f"order_says.{found.verdict}", **facts)


def _change(text: Text, ratio: Ratio) -> dict[str, str]:
    """By how much, and between which limits, whichever way it went."""
    near, far = sorted(abs(limit - 1) for limit in (ratio.lower, ratio.upper))
    return {
        "by": text.percent(abs(ratio.value - 1)),
        "least": text.percent(near),
        "most": text.percent(far),
        **limits(text, ratio),
    }


def _cannot(asked: OrdersModel) -> str:
    text, study = asked.here.text, asked.study
    reason = study.why_not
    if reason == FEW_POINTS:
        held = int(study.points[INSIDE])
        return text.plural("order_cannot.few points", held, least=text.number(LEAST_POINTS))
    facts: dict[str, str] = {"what": asked.what}
    if reason == FEW_INCIDENTS:
        inside = study.monthly.loc[list(study.windows.before), INSIDE].sum()
        facts |= periods(asked) | {
            "incidents": text.plural("count.incidents", int(inside)),
            "least": text.number(LEAST_INCIDENTS),
        }
    if reason in (TOO_RECENT, NOT_BEGUN):
        if study.answers_from is None:
            return text("order_cannot.never")
        facts |= {"month": text.month(study.answers_from)}
    if reason == NO_BEFORE:
        facts["first"] = text.month(asked.here.manifest.first_month)
    return text(f"order_cannot.{reason}", **facts)
