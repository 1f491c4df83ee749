"""The list of orders with a short verdict for each."""

import datetime as dt

import pandas as pd

from components import queries
from components.page_context import PageContext
from components.queries.cache import CacheKey, query
from components.text.catalogue import DASH, Text
from geo.orders.status import IN_FORCE, day_of


def listed(here: PageContext) -> pd.DataFrame:
    """Return the list, earliest end first; `answered` is whether the evidence suffices."""
    return _listed(here.key, here.today, here.view.lang, _here=here)


@query(10)
def _listed(key: CacheKey, today: dt.date, language: str, *, _here: PageContext) -> pd.DataFrame:
    here, text = _here, _here.text
    orders = queries.orders.orders(key, today).join(queries.orders.verdicts(key, today))
    rows = []
    for row in orders.to_dict("records"):
        rows.append(
            {
                "name": text.name(row),
                "ends": _ends(text, row),
                "state": _state(text, row),
                "says": text(f"order_short.{row['verdict']}"),
                "points": int(row["points"]),
                "prohibits": row[f"prohibitions_{language}"],
                "ward": here.place_name(row["ward"]) if row["ward"] else DASH,
                "start": _day(text, row["start"]),
                "answered": row["answered"],
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
