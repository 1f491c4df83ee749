"""The directory of groups: what each offers, where, to whom, and when it was last confirmed."""

import pandas as pd
import streamlit as st

from components.groups_page.headline import kind_name
from components.groups_page.model import GroupsModel
from components.page_models.perceived import ward_of
from components.text.catalogue import DASH, Text
from components.ui import html, routes
from components.ui.figures_table import PlainTable, Provenance, figures_table
from components.ui.table_cells import TableColumn
from components.view import state
from components.view.page_part import LONGEST_SEARCH
from data.access.group_visibility import CONFIRMED, OLD, OLD_AFTER, UNDATED
from data.access.viewer import Audience, may_open
from data.schema import WARD
from geo.measures.model import Unit

ON_A_PHONE = 6
# WIDTHS: the columns of the table, with their widths in pixels.
WIDTHS = {
    "name": 320, "what": 145, "offers": 255, "for": 115, "where": 150,
    "confirmed": 150, "fresh": 60,
}  # fmt: skip


def show(model: GroupsModel) -> None:
    """Draw how many groups are listed and how recent that is, the search, the table, the file."""
    text = model.here.text
    st.subheader(text("groups.who"))
    html.supporting_sentence(_answer(model))
    typed = st.text_input(
        text("groups.find"),
        placeholder=text("groups.find_example"),
        max_chars=LONGEST_SEARCH,
        width=420,
        **state.bound("find", key="groups-find"),
    )
    found = matching(model, typed or "")
    if ward := ward_of(model.here):
        html.supporting_sentence(
            text("groups.serving", place=model.name(ward), n=text.number(len(found)))
        )
    _table(model, found)
    here = model.here
    routes.register_link(text, here.view, here.viewer, "register.change_groups")


def _answer(model: GroupsModel) -> str:
    text, ages = model.here.text, model.ages
    if model.listed.empty:
        return text("groups.none_listed")
    answer = text.plural("groups.listed", len(model.listed))
    if old := int((ages == OLD).sum()):
        limit = text.number(OLD_AFTER)
        answer += " " + text.plural("groups.old", old, months=limit)
    if undated := int((ages == UNDATED).sum()):
        answer += " " + text.plural("groups.undated", undated)
    return answer


def matching(model: GroupsModel, typed: str) -> pd.DataFrame:
    """Return groups that contain all words typed, serving the chosen ward or the whole area.

    Groups that may not be named come last.
    """
    listed = model.listed
    if ward := ward_of(model.here):
        listed = listed[(listed["ward_code"] == ward) | (listed["covers"] != WARD)]
    text = model.here.text
    fields = pd.DataFrame(
        {
            "names": listed["name_en"] + " " + listed["name_cy"],
            "offers": listed["offers_en"].fillna("") + " " + listed["offers_cy"].fillna(""),
            "audience": listed["audience"].fillna("") + " " + listed["audience_cy"].fillna(""),
            "kind": [text(f"panel_kind.{kind}") for kind in listed["kind"]],
            "where": [_where(model, row) for _, row in listed.iterrows()],
        },
        index=listed.index,
    )
    whole = (
        fields.agg(" ".join, axis=1).astype("str").str.casefold()
        if len(fields)
        else fields["names"]
    )
    matches = pd.Series(True, listed.index)
    for word in typed.casefold().split():
        matches &= whole.str.contains(word, regex=False)
    found = listed[matches]
    unnamed = found[f"name_{text.language}"] == text("groups.unnamed")
    by_name = found.assign(unnamed=unnamed).sort_values(
        ["unnamed", f"name_{text.language}"], kind="stable"
    )
    return by_name.drop(columns="unnamed")


def _where(model: GroupsModel, row: pd.Series) -> str:
    if row["covers"] != WARD or pd.isna(row["ward_code"]):
        return model.here.text("groups.whole_area")
    return model.name(str(row["ward_code"]))


def _in_words(text: Text, found: pd.DataFrame, en: str, cy: str) -> pd.Series:
    """Return the column in the viewer's language, or in the other language if it is empty."""
    first, other = (cy, en) if text.language == "cy" else (en, cy)
    return found[first].fillna(found[other]).fillna(DASH)


def _rows(model: GroupsModel, found: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of the table, a row for each group."""
    text, ages = model.here.text, model.ages
    marks = {CONFIRMED: "", OLD: text("groups.mark_old"), UNDATED: text("groups.mark_undated")}
    return pd.DataFrame(
        {
            "name": found[f"name_{text.language}"],
            "what": [kind_name(text, kind) for kind in found["kind"]],
            "offers": _in_words(text, found, "offers_en", "offers_cy"),
            "for": _in_words(text, found, "audience", "audience_cy"),
            "where": [_where(model, row) for _, row in found.iterrows()],
            "confirmed": pd.to_datetime(found["last_confirmed"], errors="coerce"),
            "fresh": [marks[ages[number]] for number in found.index],
        },
        index=found.index,
    )


def _table(model: GroupsModel, found: pd.DataFrame) -> None:
    text, rows = model.here.text, _rows(model, found)
    figures_table(
        [
            TableColumn(
                name=name,
                unit=Unit.DATE if name == "confirmed" else Unit.TEXT,
                title=text(f"groups.{name}"),
                width=width,
                pinned=name == "name",
            )
            for name, width in WIDTHS.items()
        ],
        rows,
        _provenance(model, found),
        here=model.here,
        alt=text("groups.list_alt"),
        height=460,
        plain=_plain(text, rows),
        note="" if len(rows) else text("groups.none_found"),
    )


def _plain(text: Text, rows: pd.DataFrame) -> PlainTable:
    """Return the table without its notes, because the date shows the age."""
    wording = [
        text("groups.old_day", day=text.day(f"{when:%Y-%m-%d}"), note=mark)
        if mark and pd.notna(when)
        else mark or text.day(f"{when:%Y-%m-%d}")
        for when, mark in zip(rows["confirmed"], rows["fresh"], strict=True)
    ]
    return PlainTable(
        columns=[name for name in WIDTHS if name != "fresh"],
        on_phone=ON_A_PHONE,
        rows=rows.assign(confirmed=wording),
        caption="groups.more",
    )


def _provenance(model: GroupsModel, found: pd.DataFrame) -> Provenance:
    here = model.here
    return Provenance(
        rows=lambda: _whole(model, found),
        label="groups.download",
        key="csv-groups",
        name=("groups-and-services", here.manifest.title_en),
        about={"old_after_months": str(OLD_AFTER), "counted_to": here.today.isoformat()},
    )


def _whole(model: GroupsModel, found: pd.DataFrame) -> pd.DataFrame:
    """Return every column of the list that the viewer may see."""
    columns = ["group_id", "name_en", "name_cy", "kind", "offers_en", "offers_cy"]
    columns += ["audience", "audience_cy", "covers", "ward_code", "last_confirmed"]
    if may_open(model.here.viewer, Audience.PARTNER):
        columns.append("public_contact")
    return found[columns].assign(
        confirmed=model.ages[found.index], easting=found["x"], northing=found["y"]
    )
