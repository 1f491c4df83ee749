"""The list of orders with a short verdict for each."""

import pandas as pd

from components.orders_page.model import ask
from components.page_context import PageContext
from components.text.catalogue import DASH, Text
from geo.orders.status import IN_FORCE, day_of


def listed(here: PageContext, orders: pd.DataFrame) -> pd.DataFrame:
    """Return the list, earliest end first; `answered` is whether the evidence suffices."""
    text = here.text
    rows = []
    for number, row in zip(orders.index, orders.to_dict("records"), strict=True):
        study = ask(here, str(number), usual=True).study
        verdict = study.evidence.verdict if study.evidence else study.why_not
        rows.append(
            {
                "name": text.name(row),
                "ends": _ends(text, row),
                "state": _state(text, row),
                "says": text(f"order_short.{verdict}"),
                "points": int(row["points"]),
                "prohibits": row[f"prohibitions_{here.view.lang}"],
                "ward": here.place_name(row["ward"]) if row["ward"] else DASH,
                "start": _day(text, row["start"]),
                "answered": study.evidence is not None,
                "sort": _sort(row),
            }
        )
    return pd.DataFrame(rows, index=orders.index).sort_values("sort", kind="stable")


def _sort(row: dict) -> tuple[bool, float]:
    """Return the sort key: days left, with orders without an end date last."""
    left = row["days_left"]
    return (True, 0.0) if pd.isna(left) else (False, float(left))


def _day(text: Text, day: object) -> str:
    return text.day(str(day)) if day_of(day) else DASH


def _ends(text: Text, row: dict) -> str:
    mark = "▲ " if row["faults"] else ""
    return mark + _day(text, row["expiry"])


def _state(text: Text, row: dict) -> str:
    if pd.notna(row["due"]) and row["state"] == IN_FORCE:
        return text("orders.within", days=text.number(row["due"]))
    return text(f"order_state.{row['state']}")
