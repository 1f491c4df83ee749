"""Sentences on where residents' view of ASB and recorded ASB differ, written by rule.

No place is named whose difference chance alone may explain.
"""

import pandas as pd

from components.text.catalogue import Text
from geo.stats.suppression import HIDDEN, MISSING
from geo.survey.shares import PERCEIVED_ABOVE, RECORDED_ABOVE


def disagreement(text: Text, gaps: pd.DataFrame | None) -> str:
    """Return where residents' view of ASB and recorded ASB differ most.

    A place is named only where q < 0.05. Of places without a figure it is said that nothing is.
    """
    if gaps is None:
        return text("gap.too_few")
    above, below = _named_gaps(gaps)
    parts = []
    if above.empty and below.empty:
        compared = int(gaps.loc[gaps["kind"].notna(), "wards"].sum())
        parts.append(text("gap.none", areas=text.plural("count.ward", compared)))
    if not above.empty:
        parts.append(text("gap.above", **_share(text, above.iloc[0])))
    if not below.empty:
        parts.append(text("gap.below", **_share(text, below.iloc[0])))
    for status, key in ((HIDDEN, "gap.hidden"), (MISSING, "gap.wards_unanswered")):
        if number := int(gaps.loc[gaps["status"] == status, "wards"].sum()):
            wards = text.plural("count.ward", number)
            parts.append(text.plural(key, number, wards=wards))
    return " ".join(parts)


def gap_ranges(text: Text, gaps: pd.DataFrame | None) -> list[str]:
    """Return the likely range of each share that `disagreement` names, and how many were asked."""
    if gaps is None:
        return []
    firsts = [rows.iloc[0] for rows in _named_gaps(gaps) if not rows.empty]
    return [text("gap.range", **_share(text, row)) for row in firsts]


def _named_gaps(gaps: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the places with clearly more worry than police figures, and with less, by size."""
    named = gaps[gaps["may_be_named"]].sort_values("gap", key=lambda gap: -gap.abs())
    return named[named["kind"] == PERCEIVED_ABOVE], named[named["kind"] == RECORDED_ABOVE]


def _share(text: Text, row: pd.Series) -> dict[str, str]:
    return {
        "place": text.name(row.to_dict()),
        "share": text.percent(row["share"]),
        "lower": text.percent(row["lower"]),
        "upper": text.percent(row["upper"]),
        "base": text.number(row["base"]),
    }
