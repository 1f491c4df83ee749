"""The sentence on how often a place was in the top tenth of its level, for its panel and page."""

from components import queries
from components.page_context import PageContext
from components.text.lasting_spots import in_the_top
from geo.measures.hotspots import HOTSPOTS
from geo.not_measured import NotMeasured


def sentence(here: PageContext, level: str, place: str, category: str, last: str) -> str:
    """Return how often a place was in the top tenth in the year up to a month, and where it goes.

    Empty for the whole area, for levels without hot spots, and where it can't be told.
    """
    if not place or level not in HOTSPOTS.levels:
        return ""
    found = queries.hotspots.history(here.key, level, category, last)
    if isinstance(found, NotMeasured):
        return ""
    row = found.loc[[place]].iloc[0]
    return in_the_top(here.text, row, level=level, areas=len(found))
