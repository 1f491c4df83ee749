"""The areas most like an area, and how its rate compares with theirs."""

from components.queries.similar.authorities import (
    AUTHORITY,
    authorities,
    authority_of,
    similar_authorities,
)
from components.queries.similar.group import Similar
from components.queries.similar.lsoas import similar_lsoas

__all__ = [
    "AUTHORITY",
    "Similar",
    "authorities",
    "authority_of",
    "similar_authorities",
    "similar_lsoas",
]
