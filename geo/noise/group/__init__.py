"""Whether an area differs from a group of areas that were chosen for it, and its rank in it."""

from geo.noise.group.difference import GroupDifference, differs_from_group
from geo.noise.group.rank import RankInterval, rank_in_group

__all__ = ["GroupDifference", "RankInterval", "differs_from_group", "rank_in_group"]
