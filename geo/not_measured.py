"""Why something was not measured: one of a few reasons, with what was found and what was needed."""

from dataclasses import dataclass

FEW_AREAS, FEW_MONTHS, FEW_ORIGINS = "few areas", "few months", "few origins"
NO_INCIDENTS, ONE_AREA, ALL_EQUAL = "no incidents", "one area", "all equal"
NO_NEIGHBOURS, NEIGHBOUR_OF_ALL = "no neighbours", "neighbour of all"
NOT_PUBLISHED, RECORDED_OTHERWISE = "not published", "recorded otherwise"
NO_RESIDENTS, SMALL_BASE = "no residents", "small base"
NO_DEPRIVATION, FEW_VARIABLES = "no deprivation", "few variables"
OTHER_BOUNDARIES = "other boundaries"
REASONS = (
    FEW_AREAS, FEW_MONTHS, FEW_ORIGINS, NO_INCIDENTS, ONE_AREA, ALL_EQUAL, NO_NEIGHBOURS,
    NEIGHBOUR_OF_ALL, NOT_PUBLISHED, RECORDED_OTHERWISE, NO_RESIDENTS, SMALL_BASE,
    NO_DEPRIVATION, FEW_VARIABLES, OTHER_BOUNDARIES,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class NotMeasured:
    """Takes the place of a whole table; of single rows the column `reason` says the same."""

    # One of REASONS.
    reason: str
    # How many areas, months, incidents or origins there are, or the share of the one area.
    found: float
    # How many are needed at least; of the one area the share that is allowed at most.
    needed: float
