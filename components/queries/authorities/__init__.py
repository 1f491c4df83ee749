"""The authorities or partnerships of a release side by side, with the same indicators."""

from components.queries.authorities.actions import open_actions
from components.queries.authorities.indicators import indicators, rates_by_category
from components.queries.authorities.perceived import perceived
from components.queries.authorities.publication import (
    Publication,
    named_twice,
    publication,
)

__all__ = [
    "Publication",
    "indicators",
    "named_twice",
    "open_actions",
    "perceived",
    "publication",
    "rates_by_category",
]
