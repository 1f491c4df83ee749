"""The names of the areas of a map that are clearly higher, or that clearly rose or fell."""

import datetime as dt

import pandas as pd

from components.explorer import panel_html
from components.page_context import PageContext
from components.queries.cache import CacheKey, query
from components.text import sentences
from components.view.view import View
from geo.noise.ladder import DOWN, HIGHER, UP

# The most areas that are named as clearly higher.
MOST_NAMED = 8


def show(here: PageContext, table: pd.DataFrame) -> None:
    """Draw the names of the areas that are clearly higher, or that clearly rose or fell."""
    for words in _named_areas(*here.asked, _here=here, _table=table):
        panel_html.draw_sentence("p", words)


@query(200)
def _named_areas(
    key: CacheKey, view: View, today: dt.date, *, _here: PageContext, _table: pd.DataFrame
) -> tuple[str, ...]:
    del key, view, today
    here, table, text, lines = _here, _table, _here.text, list[str]()
    for column, verdict in (("verdict", HIGHER), ("direction", UP), ("direction", DOWN)):
        if column not in table:
            continue
        found = table[table[column] == verdict].sort_values("value", key=abs, ascending=False)
        names = [here.place_name(str(code)) for code in found.index[:MOST_NAMED]]
        if more := len(found) - len(names):
            names.append(text.plural("panel.more", more))
        if names:
            what = sentences.capitalised(text(f"{column}.{verdict}"))
            lines.append(text("panel.named", what=what, places=text.listing(names)))
    return tuple(lines)
