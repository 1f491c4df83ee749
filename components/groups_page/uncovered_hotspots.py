"""Hot spots without a group: areas clearly above the whole area with no group listed in them."""

import pandas as pd
import streamlit as st

from components import queries
from components.groups_page import sentences
from components.groups_page.model import GroupsModel
from components.ui import html, routes, tables
from geo.services.uncovered_hotspots import INSIDE, hot_spots

# How many hot spots have a link to start a response.
MOST_LINKS = 8


def show(model: GroupsModel) -> None:
    """Draw how many there are, a sentence for each, then every hot spot in a table."""
    text, table = model.here.text, model.recorded
    if table is None:
        return
    st.subheader(text("groups.spots"))
    if not model.here.has_residents:
        html.supporting_sentence(text("caveat.no_residents"))
        return
    found = hot_spots(table, table["groups"], table["metres"], reach=model.reach)
    html.supporting_sentence(sentences.hot(text, model.level, found, model.here.view.category))
    bare = found[found["covered"] != INSIDE]
    html.lines((_sentence(model, str(code), row) for code, row in bare.iterrows()), html.NAMED)
    if len(found):
        with st.expander(text("groups.every_spot")):
            _table(model, found)
            own = (model.here.text, model.here.view, model.here.viewer)
            for code in bare.index[:MOST_LINKS]:
                routes.start_link(*own, "hot_spot", str(code), at=model.name(str(code)))
    _on_the_map(model)


def _on_the_map(model: GroupsModel) -> None:
    """Draw how many hot spots of the map have no group within reach, which, and their page."""
    here, text = model.here, model.here.text
    found = queries.hotspots.spots_and_groups(
        here.key, here.view.category, here.period(), model.kind, model.reach
    )
    if len(found):
        html.supporting_sentence(sentences.spots_without(text, found, model.reach))
        routes.hotspots_link(text, here.view)


def _sentence(model: GroupsModel, code: str, row: pd.Series) -> str:
    group = model.group(row["nearest"]) if row["nearest"] else ""
    facts = (model.name(code), group, model.reach)
    return sentences.uncovered(model.here.text, model.level, row, *facts)


def _table(model: GroupsModel, found: pd.DataFrame) -> None:
    text = model.here.text
    titles = [
        text("table.area"), text("table.incidents"), text("table.rate_value"),
        text("groups.count"), text("groups.nearest"),
    ]  # fmt: skip
    worded = pd.DataFrame(
        {
            titles[0]: [model.name(str(code)) for code in found.index],
            titles[1]: [text.number(value) for value in found["incidents"]],
            titles[2]: [text.number(value, 1) for value in found["rate"]],
            titles[3]: [text.number(value) for value in found["groups"]],
            titles[4]: [
                sentences.nearest(text, row, model.group(row["nearest"]) if row["nearest"] else "")
                for _, row in found.iterrows()
            ],
        }
    )
    tables.show_plain(worded, numbers=titles[1:4])
