"""How the groups page is worked out: what its figures leave out, and what they cannot tell."""

import streamlit as st

from components import queries
from components.groups_page import crime_map, engagement_gaps, headline, sentences
from components.groups_page.model import GroupsModel
from components.page_models import map_figures
from components.text import visible
from components.ui import html, routes, tables
from data.access.group_visibility import OLD_AFTER
from data.access.permissions import may_open
from data.access.viewer import Audience
from data.file_kinds import GROUPS
from data.schema import REFUGES, WARD


def show(model: GroupsModel) -> None:
    """Draw the unused rows, then folded which groups are left out of what, and the rules."""
    here, text = model.here, model.here.text
    listed = model.listed
    lines = [text("groups.not_who_comes")]
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
        text("groups.far_how", reach=sentences.distance(text, model.reach)),
        text("groups.spots_how"),
        text("groups.spots_rule"),
        text("groups.message_how"),
        *engagement_gaps.basis(model),
        *map_figures.query_map(here).basis,
        *visible.titled(text, visible.explained(text, _unseen(model))),
    ]
    _rows(model)
    html.how_worked_out(text, lines, more=routes.claims_link(text, here.view))


def _unseen(model: GroupsModel) -> list[str]:
    """Return how small a difference could have been seen, beside each unclear one."""
    return [*headline.unseen(model), *crime_map.unseen(model), *engagement_gaps.unseen(model)]


def _rows(model: GroupsModel) -> None:
    """Draw the rows of the group files that were not used, by reason."""
    text = model.here.text
    table = queries.load_report.rows_left_out(model.here.key, (), GROUPS)
    if not table["rows"].sum():
        return
    st.html(tables.left_out(table, text, explained="left_out.explained_whole"))
