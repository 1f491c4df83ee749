"""The numbers of an order's evidence, as tables on the page and as one CSV file."""

import pandas as pd

from components.orders_page.model import OrdersModel
from components.orders_page.sentences import (
    counted_in,
    detectable,
    displacement_text,
    limits,
    periods,
)
from components.text.catalogue import DASH
from components.ui.sections import Table
from geo.orders.difference_in_differences import Pair, Ratio
from geo.orders.evidence import Evidence
from geo.orders.treatment_areas import COMPARISON, INSIDE, PARTS, RING, RING_METRES


def counts(model: OrdersModel) -> Table:
    """Return the counts before and since in each part, with the expected counts."""
    text, evidence = model.here.text, model.study.evidence
    when = periods(model)
    heads = [
        text("orders.part_column"),
        text("orders.before_column", months=when["before"]),
        text("orders.since_column", months=when["since"]),
        text("orders.expected_column"),
        text("orders.ratio_column"),
    ]
    pairs = {
        part: Pair(
            before=counted_in(model, model.study.windows.before, part),
            since=counted_in(model, model.study.windows.since, part),
        )
        for part in PARTS
    }
    ratios = {INSIDE: evidence.ratio, RING: evidence.ring_ratio} if evidence else {}
    rows = [
        [
            text(f"orders.part_{part}"),
            text.number(pair.before),
            text.number(pair.since),
            _expected(model, pair, pairs[COMPARISON]) if part != COMPARISON else DASH,
            _ratio(model, ratios.get(part)),
        ]
        for part, pair in pairs.items()
    ]
    return Table(heads=heads, rows=rows, numbers=(1, 2, 3, 4))


def measures(model: OrdersModel, evidence: Evidence) -> Table:
    """Return what follows from the counts, each with its limits."""
    text = model.here.text
    total = displacement_text(text, evidence)
    rows = [
        [
            text("orders.measure_net"),
            total["value"],
            text("orders.between", lower=total["lower"], upper=total["upper"]),
        ],
        [text("orders.measure_se"), total["se"], DASH],
        [text("orders.measure_alone"), *_limited(model, evidence.alone)],
        [text("orders.measure_detectable"), detectable(text, evidence) or DASH, DASH],
    ]
    if evidence.earlier:
        rows.append([text("orders.measure_earlier"), *_limited(model, evidence.earlier)])
    heads = [text(f"orders.{head}_column") for head in ("measure", "value", "limits")]
    return Table(heads=heads, rows=rows, numbers=(1, 2))


def as_table(model: OrdersModel) -> pd.DataFrame:
    """Return every number, unrounded, a row each, then the months; NaN if not counted."""
    evidence, study = model.study.evidence, model.study
    rows: list[dict[str, object]] = [
        {"measure": "police points", "part": part, "value": int(points)}
        for part, points in study.points.items()
    ]
    for part in PARTS:
        for when, months in (("before", study.windows.before), ("since", study.windows.since)):
            counted = study.monthly.loc[list(months), part].sum(min_count=1)
            rows.append({"measure": f"recorded {when}", "part": part, "value": counted})
    if evidence:
        rows += _found(evidence)
    for month, row in study.monthly.iterrows():
        rows += [
            {"measure": "recorded", "part": part, "month": month, "value": row[part]}
            for part in PARTS
        ]
    columns = ["measure", "part", "month", "value", "lower", "upper", "se"]
    return pd.DataFrame(rows).reindex(columns=columns)


def about(model: OrdersModel, sentences: list[str]) -> dict[str, str]:
    """Return what every row of the file has: periods, rules, caveats."""
    study, windows = model.study, model.study.windows
    verdict = study.evidence.verdict if study.evidence else study.why_not
    return {
        "order_id": model.number,
        "order": model.name,
        "categories": " ".join(model.about),
        "before": " ".join(windows.before),
        "since": " ".join(windows.since),
        "months_left_out": " ".join(windows.left_out),
        "ring_metres": f"{RING_METRES:.0f}",
        "comparison": study.reach,
        "verdict": model.here.text(f"order_short.{verdict}"),
        "said": " ".join(sentences),
        "counted_to": model.here.today.isoformat(),
    }


def _found(evidence: Evidence) -> list[dict[str, object]]:
    ratios = {
        ("ratio of ratios against the comparison", INSIDE): evidence.ratio,
        ("ratio of ratios against the comparison", RING): evidence.ring_ratio,
        ("since over before alone (misleading alone)", INSIDE): evidence.alone,
        (
            "year before against the year before that, against the comparison",
            INSIDE,
        ): evidence.earlier,
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
            "value": evidence.net.value,
            "lower": evidence.net.lower,
            "upper": evidence.net.upper,
            "se": evidence.net.se,
        }
    )
    plain = {
        "weakest detectable ratio": evidence.detectable,
        "dispersion": evidence.dispersion,
        "drift (variance of log ratios)": evidence.drift,
    }
    return rows + [{"measure": name, "part": INSIDE, "value": v} for name, v in plain.items()]


def _expected(model: OrdersModel, pair: Pair, comparison: Pair) -> str:
    if not comparison.before:
        return DASH
    return model.here.text.number(pair.before * comparison.since / comparison.before)


def _ratio(model: OrdersModel, ratio: Ratio | None) -> str:
    if ratio is None:
        return DASH
    return model.here.text("orders.ratio_cell", **limits(model.here.text, ratio))


def _limited(model: OrdersModel, ratio: Ratio) -> list[str]:
    text, numbers = model.here.text, limits(model.here.text, ratio)
    between = text("orders.between", lower=numbers["lower"], upper=numbers["upper"])
    return [numbers["value"], between]
