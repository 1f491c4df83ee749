"""Every number of an order's evidence: as tables to read, and as one file."""

import pandas as pd

from components.orders_page.model import OrdersModel
from components.orders_page.sentences import displacement_text, limits, periods
from components.text.catalogue import DASH
from components.ui.sections import Table
from geo.orders.difference_in_differences import Pair, Ratio
from geo.orders.evidence import Evidence
from geo.orders.treatment_areas import COMPARISON, INSIDE, PARTS, RING, RING_METRES


def counts(asked: OrdersModel) -> Table:
    """Return the counts before and since in each part, with what the comparison lets expect."""
    text, found = asked.here.text, asked.study.evidence
    when = periods(asked)
    heads = [
        text("orders.part_column"),
        text("orders.before_column", months=when["before"]),
        text("orders.since_column", months=when["since"]),
        text("orders.expected_column"),
        text("orders.ratio_column"),
    ]
    held = asked.study.monthly
    pairs = {
        part: Pair(
            before=float(held.loc[list(asked.study.windows.before), part].sum()),
            since=float(held.loc[list(asked.study.windows.since), part].sum()),
        )
        for part in PARTS
    }
    ratios = {INSIDE: found.ratio, RING: found.ring_ratio} if found else {}
    rows = [
        [
            text(f"orders.part_{part}"),
            text.number(pair.before),
            text.number(pair.since),
            _expected(asked, pair, pairs[COMPARISON]) if part != COMPARISON else DASH,
            _ratio(asked, ratios.get(part)),
        ]
        for part, pair in pairs.items()
    ]
    return Table(heads=heads, rows=rows, numbers=(1, 2, 3, 4))


def measures(asked: OrdersModel, found: Evidence) -> Table:
    """Return what follows from the counts, each with its limits."""
    text = asked.here.text
    total = displacement_text(text, found)
    rows = [
        [
            text("orders.measure_net"),
            total["value"],
            text("orders.between", lower=total["lower"], upper=total["upper"]),
        ],
        [text("orders.measure_se"), total["se"], DASH],
        [text("orders.measure_alone"), *_limited(asked, found.alone)],
        [text("orders.measure_detectable"), text.percent(1 - found.detectable), DASH],
    ]
    if found.earlier:
        rows.append([text("orders.measure_earlier"), *_limited(asked, found.earlier)])
    heads = [text(f"orders.{head}_column") for head in ("measure", "value", "limits")]
    return Table(heads=heads, rows=rows, numbers=(1, 2))


def as_table(asked: OrdersModel) -> pd.DataFrame:
    """Every number, unrounded, a row each, then the months; what was never counted has none."""
    found, study = asked.study.evidence, asked.study
    rows: list[dict[str, object]] = [
        {"measure": "police points", "part": part, "value": int(held)}
        for part, held in study.points.items()
    ]
    for part in PARTS:
        for when, months in (("before", study.windows.before), ("since", study.windows.since)):
            counted = study.monthly.loc[list(months), part].sum(min_count=1)
            rows.append({"measure": f"recorded {when}", "part": part, "value": counted})
    if found:
        rows += _found(found)
    for month, row in study.monthly.iterrows():
        rows += [
            {"measure": "recorded", "part": part, "month": month, "value": row[part]}
            for part in PARTS
        ]
    columns = ["measure", "part", "month", "value", "lower", "upper", "se"]
    return pd.DataFrame(rows).reindex(columns=columns)


def about(asked: OrdersModel, said: list[str]) -> dict[str, str]:
    """What must travel with the numbers: periods, rules, and what they can't carry."""
    study, windows = asked.study, asked.study.windows
    return {
        "order_id": asked.number,
        "order": asked.name,
        "categories": " ".join(asked.about),
        "before": " ".join(windows.before),
        "since": " ".join(windows.since),
        "months_left_out": " ".join(windows.left_out),
        "ring_metres": f"{RING_METRES:.0f}",
        "comparison": study.reach,
        "verdict": study.evidence.verdict if study.evidence else study.why_not,
        "said": " ".join(said),
        "counted_to": asked.here.today.isoformat(),
    }


def _found(found: Evidence) -> list[dict[str, object]]:
    ratios = {
        ("ratio of ratios against the comparison", INSIDE): found.ratio,
        ("ratio of ratios against the comparison", RING): found.ring_ratio,
        ("since over before alone (misleading alone)", INSIDE): found.alone,
        ("year before against the year before that, against the comparison", INSIDE): found.earlier,
    }
    rows: list[dict[str, object]] = [
        {"measure": name, "part": part, "value": r.value, "lower": r.lower, "upper": r.upper}
        for (name, part), r in ratios.items()
        if r
    ]
    rows.append(
        {
            "measure": "weighted displacement difference, incidents",
            "part": f"{INSIDE} + {RING}",
            "value": found.net.value,
            "lower": found.net.lower,
            "upper": found.net.upper,
            "se": found.net.se,
        }
    )
    plain = {
        "weakest detectable ratio": found.detectable,
        "dispersion": found.dispersion,
        "drift (variance of log ratios)": found.drift,
    }
    return rows + [{"measure": name, "part": INSIDE, "value": v} for name, v in plain.items()]


def _expected(asked: OrdersModel, pair: Pair, comparison: Pair) -> str:
    if not comparison.before:
        return DASH
    return asked.here.text.number(pair.before * comparison.since / comparison.before)


def _ratio(asked: OrdersModel, ratio: Ratio | None) -> str:
    if ratio is None:
        return DASH
    return asked.here.text("orders.ratio_cell", **limits(asked.here.text, ratio))


def _limited(asked: OrdersModel, ratio: Ratio) -> list[str]:
    text, said = asked.here.text, limits(asked.here.text, ratio)
    between = text("orders.between", lower=said["lower"], upper=said["upper"])
    return [said["value"], between]
