"""The caveats of the groups page: what its figures leave out, and what they can't tell."""

import streamlit as st

from components import queries
from components.groups_page.model import GroupsModel
from components.ui import html, tables
from data.access.group_visibility import OLD_AFTER
from data.access.viewer import Audience, may_open
from data.file_kinds import GROUPS
from data.schema import REFUGES, WARD


def show(model: GroupsModel) -> None:
    """Draw which groups are left out of which figure, the rules, and the unused rows."""
    here, text = model.here, model.here.text
    listed = model.listed
    lines = [text("groups.absent"), text("groups.not_who_comes")]
    unplaced = int(listed["x"].isna().sum())
    if unplaced:
        lines.append(text.plural("groups.unplaced", unplaced))
    refuges = listed["kind"].isin(REFUGES)
    whole = int(((listed["covers"] != WARD) & ~refuges).sum())
    if whole:
        lines.append(text.plural("groups.whole", whole))
    if refuges.any():
        lines.append(text.plural("groups.refuges", int(refuges.sum())))
    if not may_open(here.viewer, Audience.PARTNER):
        lines.append(text("groups.consent"))
    lines += [
        text("groups.old_rule", months=text.number(OLD_AFTER)),
        text("groups.straight"),
        text("groups.spots_rule"),
    ]
    st.subheader(text("groups.left_out"))
    html.lines(lines, html.CAVEATS)
    _rows(model)


def _rows(model: GroupsModel) -> None:
    """Draw the rows of the group files that were not used, by reason."""
    text = model.here.text
    table = queries.load_report.rows_left_out(model.here.key, (), GROUPS)
    if not table["rows"].sum():
        return
    tables.show_left_out(table, text, explained="left_out.explained_whole")
