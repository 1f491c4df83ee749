"""The areas most like an area, and how its rate compares with theirs."""

from components.queries.similar.authorities import (
    authorities,
    authority_of,
    similar_authorities,
)
from components.queries.similar.categories import Spine, spine
from components.queries.similar.group import Similar
from components.queries.similar.lsoas import similar_lsoas
from components.queries.similar.national import facts as national_facts
from components.queries.similar.national import names as national_names

__all__ = [
    "Similar",
    "Spine",
    "authorities",
    "authority_of",
    "national_facts",
    "national_names",
    "similar_authorities",
    "similar_lsoas",
    "spine",
]
