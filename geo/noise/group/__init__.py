"""Whether an area differs from a group of areas that were chosen for it, and its rank in it."""

from geo.noise.group.difference import GroupDifference, differs_from_group
from geo.noise.group.rank import RankInterval, rank_in_group
from geo.noise.group.several import CategoryCounts, differ_from_medians

__all__ = [
    "CategoryCounts",
    "GroupDifference",
    "RankInterval",
    "differ_from_medians",
    "differs_from_group",
    "rank_in_group",
]
