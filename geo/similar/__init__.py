"""Areas that are alike in what is known of them besides crime, and one compared with these."""

from geo.similar.comparison import GroupComparison, compare_with_group
from geo.similar.nearest import SimilarAreas, SimilaritySearch, similar_areas
from geo.similar.spine import compare_categories
from geo.similar.variables import variables_of

__all__ = [
    "GroupComparison",
    "SimilarAreas",
    "SimilaritySearch",
    "compare_categories",
    "compare_with_group",
    "similar_areas",
    "variables_of",
]
