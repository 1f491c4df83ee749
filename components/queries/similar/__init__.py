"""The areas most like an area, and how its rate compares with theirs."""

from components.queries.similar.areas import similar_areas
from components.queries.similar.authorities import authorities, authority_of
from components.queries.similar.categories import Spine, spine
from components.queries.similar.group import Similar
from components.queries.similar.national import facts as national_facts
from components.queries.similar.national import names as national_names

__all__ = [
    "Similar",
    "Spine",
    "authorities",
    "authority_of",
    "national_facts",
    "national_names",
    "similar_areas",
    "spine",
]
