"""What is left out of the page's figures, and what they can't carry; last of all."""

import streamlit as st

from components import queries
from components.groups_page.model import GroupsModel
from components.ui import html, tables
from data.access.group_visibility import OLD_AFTER, REFUGES
from data.access.viewer import Audience, may_open
from data.file_kinds import GROUPS
from data.schema import WARD


def show(asked: GroupsModel) -> None:
    """Which groups aren't in which figure, the rules, and rows of the list that were left out."""
    here, text = asked.here, asked.here.text
    listed = asked.listed
    lines = [text("groups.absent"), text("groups.not_who_comes")]
    unplaced = int(listed["x"].isna().sum())
    if unplaced:
        lines.append(text.plural("groups.unplaced", unplaced))
    whole = int((listed["covers"] != WARD).sum())
    if whole:
        lines.append(text.plural("groups.whole", whole))
    if listed["kind"].isin(REFUGES).any():
        lines.append(text("groups.refuges"))
    if not may_open(here.viewer, Audience.PARTNER):
        lines.append(text("groups.consent"))
    lines += [
        text("groups.old_rule", months=text.number(OLD_AFTER)),
        text("groups.straight"),
        text("groups.spots_rule"),
    ]
    st.subheader(text("groups.left_out"))
    html.lines(lines, html.CAVEATS)
    _rows(asked)


def _rows(asked: GroupsModel) -> None:
    """Rows of the files of groups that were not used, by reason."""
    text = asked.here.text
    table = queries.load_report.rows_left_out(asked.here.key, (), GROUPS)
    if not table["rows"].sum():
        return
    tables.show_left_out(table, text, explained="left_out.explained_whole")
