"""What else is recorded of a place: hours of incidents, outcomes, stops and searches."""

from components.queries.recorded.harm import are_own_weights, harm_weights
from components.queries.recorded.hours import PlaceHours, hours_of, timed_kinds
from components.queries.recorded.outcomes import WardOutcomes, outcomes_of
from components.queries.recorded.stops import PlaceStops, shown_by_area_and_month, stops_of

__all__ = [
    "PlaceHours",
    "PlaceStops",
    "WardOutcomes",
    "are_own_weights",
    "harm_weights",
    "hours_of",
    "outcomes_of",
    "shown_by_area_and_month",
    "stops_of",
    "timed_kinds",
]
