"""What is said of hot spots as a criterion: in the table's cells and as a reason."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.text.catalogue import Text
from data.schema import LSOA


def cell(text: Text, level: str, facts: Mapping[str, Any] | pd.Series) -> str:
    """Return whether a small area is a hot spot, or how many of a ward's small areas are."""
    hot, lasting = int(facts["hot_areas"]), int(facts["lasting_areas"])
    if level == LSOA:
        key = ("next.spot_lasting" if lasting else "next.spot_yes") if hot else "next.spot_no"
        return text(key)
    key = "next.spots_lasting" if lasting else "next.spots_of"
    return text(key, **_numbers(text, facts))


def reason(text: Text, level: str, facts: Mapping[str, Any] | pd.Series) -> str:
    """Return that a place is a hot spot or has some; empty if not."""
    if not int(facts["hot_areas"]):
        return ""
    lasting = bool(int(facts["lasting_areas"]))
    if level == LSOA:
        return text("because.hot_spot_lasting" if lasting else "because.hot_spot")
    key = "because.hot_areas_lasting" if lasting else "because.hot_areas"
    return text(key, **_numbers(text, facts))


def _numbers(text: Text, facts: Mapping[str, Any] | pd.Series) -> dict[str, str]:
    return {
        "n": text.number(facts["hot_areas"]),
        "of": text.number(facts["judged_areas"]),
        "lasting": text.number(facts["lasting_areas"]),
    }
