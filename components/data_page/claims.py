"""What is claimed and how often it is wrong: the figures of the simulation, as tables and words.

`make simulate` writes the figures; the page and the site of docs/ show the same ones.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components.text.catalogue import DASH, Text
from components.ui import html, routes, tables
from components.view import state
from geo.noise.shares import share_limits

FIGURES = Path(__file__).with_name("claims.json")
# φ of the simulated counts: χ² per degree of freedom from year to year.
UNEVEN = {"1": "even", "2": "uneven_counts", "3.5": "very_uneven"}
CHANGE, RATE = "change", "rate"
# MEANT: the largest share that is meant.
MEANT = 0.05


def figures() -> dict[str, Any]:
    """Return the simulation's figures."""
    found: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return found


def show(text: Text) -> None:
    """Draw what the figures mean, how often something false is named, and what would be found."""
    found = figures()
    st.subheader(text("claims.title"), anchor=routes.CLAIMS)
    why, *others = before(text, found)
    html.paragraphs([why])
    with st.expander(text("claims.folded"), expanded=state.asked_to_open(routes.CLAIMS)):
        html.paragraphs(others)
        _table(text, claims_table(text, found))
        html.paragraphs(after(text))
        for what in (CHANGE, RATE):
            html.heading(text(f"claims.power_{what}"), level=4)
            _table(text, power_table(text, found, what))


def before(text: Text, found: Mapping[str, Any]) -> list[str]:
    """Return what must be known to read the table."""
    counties, splits = text.number(found["counties"]), text.number(found["splits"])
    return [
        text("claims.why"),
        text("claims.simulated", counties=counties),
        *_of_fewer(text, found),
        text("claims.uneven"),
        text("claims.real", splits=splits),
        text("claims.real_month", splits=splits),
    ]


def _of_fewer(text: Text, found: Mapping[str, Any]) -> list[str]:
    """Return how many areas the month's claims have, and the likely range of such a share."""
    fewest = min(one["counties"] for one in found["claims"])
    limits = share_limits(pd.Series([MEANT]), pd.Series([fewest])).iloc[0]
    return [
        text(
            "claims.simulated_month",
            counties=text.number(fewest),
            lower=text.percent(limits["lower"]),
            upper=text.percent(limits["upper"]),
        )
    ]


def after(text: Text) -> list[str]:
    """Return what the table doesn't say, and what its price is."""
    return [text("claims.of_a_list"), text("claims.not_covered"), text("claims.power")]


def claims_table(text: Text, found: Mapping[str, Any]) -> pd.DataFrame:
    """Return for each claim the share of areas with a false one, as texts."""
    rows = [
        {
            text("claims.claim"): text(f"claim.{one['claim']}"),
            text("claims.at_most"): text.percent(one["at_most"]),
            **_by_unevenness(text, one["simulated"], digits=1),
            text("claims.on_real"): (DASH if one["real"] is None else text.percent(one["real"], 1)),
        }
        for one in found["claims"]
    ]
    return pd.DataFrame(rows)


def power_table(text: Text, found: Mapping[str, Any], what: str) -> pd.DataFrame:
    """Return how often true changes, or true differences of a rate, are named, as texts."""
    rows = [
        {
            text("claims.size"): text.number(one["size"]),
            text(f"claims.true_{what}"): _signed(text, one["ratio"] - 1),
            **_by_unevenness(text, one[what], digits=0),
        }
        for one in found["power"]
    ]
    return pd.DataFrame(rows)


def _by_unevenness(text: Text, shares: Mapping[str, float], *, digits: int) -> dict[str, str]:
    return {
        text(f"claims.{UNEVEN[phi]}"): text.percent(share, digits) for phi, share in shares.items()
    }


def _signed(text: Text, share: float) -> str:
    return ("+" if share > 0 else "") + text.percent(share)


def _table(text: Text, table: pd.DataFrame) -> None:
    tables.show_plain(table, numbers=[str(one) for one in table if one != text("claims.claim")])
