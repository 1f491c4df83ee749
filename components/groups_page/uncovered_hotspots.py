"""Hot spots without a group: places clearly above the whole area with none listed in them."""

import pandas as pd
import streamlit as st

from components.groups_page import sentences
from components.groups_page.model import GroupsModel
from components.ui import html, tables
from geo.services.uncovered_hotspots import INSIDE, hot_spots


def show(asked: GroupsModel) -> None:
    """The count, each such place in a sentence, then every hot spot in a table."""
    text, table = asked.here.text, asked.recorded
    if table is None:
        return
    st.subheader(text("groups.spots"))
    found = hot_spots(table, table["groups"], table["metres"], reach=asked.reach)
    html.supporting_sentence(sentences.hot(text, asked.level, found, asked.here.view.category))
    bare = found[found["covered"] != INSIDE]
    html.lines((_said(asked, str(code), row) for code, row in bare.iterrows()), html.NAMED)
    if len(found):
        with st.expander(text("groups.every_spot")):
            _table(asked, found)
    st.caption(text("groups.spots_how"))


def _said(asked: GroupsModel, code: str, row: pd.Series) -> str:
    group = asked.group(row["nearest"]) if row["nearest"] else ""
    facts = (asked.name(code), group, asked.reach)
    return sentences.uncovered(asked.here.text, asked.level, row, *facts)


def _table(asked: GroupsModel, found: pd.DataFrame) -> None:
    text = asked.here.text
    titles = [
        text("table.area"), text("table.incidents"), text("table.rate_value"),
        text("groups.count"), text("groups.nearest"),
    ]  # fmt: skip
    worded = pd.DataFrame(
        {
            titles[0]: [asked.name(str(code)) for code in found.index],
            titles[1]: [text.number(value) for value in found["incidents"]],
            titles[2]: [text.number(value, 1) for value in found["rate"]],
            titles[3]: [text.number(value) for value in found["groups"]],
            titles[4]: [
                sentences.nearest(text, row, asked.group(row["nearest"]) if row["nearest"] else "")
                for _, row in found.iterrows()
            ],
        }
    )
    tables.show_plain(worded, numbers=titles[1:4])
