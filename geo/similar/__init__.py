"""Areas that are alike in what is known of them besides crime, and one compared with these."""

from geo.similar.comparison import GroupComparison, compare_with_group
from geo.similar.nearest import SimilarAreas, similar_areas
from geo.similar.variables import residents_aged_16_to_24, variables_of

__all__ = [
    "GroupComparison",
    "SimilarAreas",
    "compare_with_group",
    "residents_aged_16_to_24",
    "similar_areas",
    "variables_of",
]
