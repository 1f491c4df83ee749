"""An issue that was raised about one place: whether the evidence supports it."""

from dataclasses import dataclass

import pandas as pd

from geo.stats.benchmark import HIGHER, LOWER, SIMILAR

SUPPORTS, CONTRADICTS, CANT_TELL = "supports", "contradicts", "cant_tell"
DISAGREE, UNCLEAR, UNKNOWN = "disagree", "unclear", "unknown"
"""Why it can't be told: the two sides differ; neither stands out; there is no evidence."""
BOTH, RESIDENTS, RECORD = "both", "residents", "record"
ONLY_RESIDENTS, ONLY_RECORD = "only_residents", "only_record"
"""What carries a verdict: both sides; one of two that speak; the only one that can speak."""
IN_PART = (RESIDENTS, RECORD)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the evidence says of an issue, and what each side says by itself."""

    verdict: str
    why: str
    """What carries the verdict; of "can't tell": why not."""
    perceived: str
    recorded: str
    """higher, similar or lower than the whole area; empty where that side can't speak."""

    @property
    def in_part(self) -> bool:
        """Whether one of the two sides stands out and the other doesn't."""
        return self.why in IN_PART


def compare_interval(row: pd.Series, lower: str, upper: str, benchmark: float) -> str:
    """Where a place's 95% interval stands to the whole area: one question, asked beforehand."""
    if pd.isna(row[lower]) or pd.isna(row[upper]) or pd.isna(benchmark):
        return ""
    if row[lower] > benchmark:
        return HIGHER
    return LOWER if row[upper] < benchmark else SIMILAR


def issue_verdict(perceived: str, recorded: str) -> Verdict:
    """Supported where a side stands above the whole area and none below; contradicted likewise.

    Where one is above and the other below, both are said and nothing is concluded.
    """
    sides = {perceived, recorded} - {""}
    if HIGHER in sides and LOWER in sides:
        verdict, why = CANT_TELL, DISAGREE
    elif HIGHER in sides:
        verdict, why = SUPPORTS, _carried(perceived, recorded)
    elif LOWER in sides:
        verdict, why = CONTRADICTS, _carried(perceived, recorded)
    else:
        verdict, why = CANT_TELL, UNCLEAR if sides else UNKNOWN
    return Verdict(verdict=verdict, why=why, perceived=perceived, recorded=recorded)


def _carried(perceived: str, recorded: str) -> str:
    if not perceived or not recorded:
        return ONLY_RESIDENTS if perceived else ONLY_RECORD
    if SIMILAR not in (perceived, recorded):
        return BOTH
    return RECORD if perceived == SIMILAR else RESIDENTS
