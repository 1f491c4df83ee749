"""What else is recorded of a place: hours of incidents, and outcomes."""

from components.queries.recorded.hours import PlaceHours, hours_of, timed_kinds
from components.queries.recorded.outcomes import WardOutcomes, outcomes_of

__all__ = ["PlaceHours", "WardOutcomes", "hours_of", "outcomes_of", "timed_kinds"]
