"""What else is recorded of a place: the hours of incidents."""

from components.queries.recorded.hours import PlaceHours, hours_of, timed_kinds
