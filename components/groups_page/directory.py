"""The directory of groups: what each offers, where, to whom, and when it was last confirmed."""

import datetime as dt

import pandas as pd
import streamlit as st

from components.groups_page.headline import kind_name
from components.groups_page.model import GroupsModel
from components.page_models.perceived import ward_of
from components.queries.cache import CacheKey, query
from components.text.catalogue import DASH, Text
from components.ui import html, routes
from components.ui.figures_table import PlainTable, Provenance, figures_table
from components.ui.table_cells import TableColumn
from components.view import bindings
from components.view.page_part import LONGEST_SEARCH
from data.access.group_visibility import CONFIRMED, OLD, OLD_AFTER, UNDATED
from data.access.permissions import may_open
from data.access.viewer import Audience
from data.schema import WARD
from geo.measures.model import Unit

ON_A_PHONE = 6
# The columns of the list that are searched, beside the kind and the ward.
SEARCHED = ("name_en", "name_cy", "offers_en", "offers_cy", "audience", "audience_cy")
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
        **bindings.bound("find", key="groups-find"),
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
    """Return the rows of groups that contain all words typed and serve the chosen ward.

    Groups of the whole area serve every ward. Groups that may not be named come last.
    """
    here = model.here
    rows = _directory(here.key, model.kind, here.today, here.text.language, _model=model)
    keep = pd.Series(True, rows.index)
    if ward := ward_of(here):
        keep &= (rows["ward_code"] == ward) | (rows["covers"] != WARD)
    for word in typed.casefold().split():
        keep &= rows["words"].str.contains(word, regex=False)
    return rows if keep.all() else rows[keep]


@query(20)
def _directory(
    key: CacheKey, kind: str, today: dt.date, language: str, *, _model: GroupsModel
) -> pd.DataFrame:
    """Return a row for each group by name: the cells of the table, and `words` to search."""
    text, listed, ages = _model.here.text, _model.listed, _model.ages
    unnamed = listed[f"name_{language}"] == text("groups.unnamed")
    order = listed.assign(unnamed=unnamed).sort_values(
        ["unnamed", f"name_{language}"], kind="stable"
    )
    listed = order.drop(columns="unnamed")
    marks = {CONFIRMED: "", OLD: text("groups.mark_old"), UNDATED: text("groups.mark_undated")}
    kinds = {name: text(f"panel_kind.{name}") for name in listed["kind"].unique()}
    rows = pd.DataFrame(
        {
            "name": listed[f"name_{language}"],
            "what": [kind_name(text, name) for name in listed["kind"]],
            "offers": _in_words(text, listed, "offers_en", "offers_cy"),
            "for": _in_words(text, listed, "audience", "audience_cy"),
            "where": _where(_model, listed),
            "confirmed": pd.to_datetime(listed["last_confirmed"], errors="coerce"),
            "fresh": ages.loc[listed.index].map(marks),
            "ward_code": listed["ward_code"],
            "covers": listed["covers"],
        },
        index=listed.index,
    )
    searched = [listed[name].fillna("") for name in SEARCHED]
    parts = [*searched, listed["kind"].map(kinds), rows["where"]]
    words = [" ".join(map(str, values)).casefold() for values in zip(*parts, strict=True)]
    return rows.assign(words=pd.Series(words, index=rows.index, dtype="str"))


def _where(model: GroupsModel, listed: pd.DataFrame) -> list[str]:
    whole = model.here.text("groups.whole_area")
    return [
        whole if covers != WARD or pd.isna(ward) else model.name(str(ward))
        for covers, ward in zip(listed["covers"], listed["ward_code"], strict=True)
    ]


def _in_words(text: Text, found: pd.DataFrame, en: str, cy: str) -> pd.Series:
    """Return the column in the viewer's language, or in the other language if it is empty."""
    first, other = (cy, en) if text.language == "cy" else (en, cy)
    return found[first].fillna(found[other]).fillna(DASH)


def _table(model: GroupsModel, rows: pd.DataFrame) -> None:
    text = model.here.text
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
        _provenance(model, rows),
        here=model.here,
        alt=text("groups.list_alt"),
        height=460,
        plain=_plain(text),
        note="" if len(rows) else text("groups.none_found"),
    )


def _plain(text: Text) -> PlainTable:
    """Return the table without its notes, because the date shows the age."""

    def worded(rows: pd.DataFrame) -> pd.DataFrame:
        wording = [
            text("groups.old_day", day=text.day(f"{when:%Y-%m-%d}"), note=mark)
            if mark and pd.notna(when)
            else mark or text.day(f"{when:%Y-%m-%d}")
            for when, mark in zip(rows["confirmed"], rows["fresh"], strict=True)
        ]
        return rows.assign(confirmed=wording)

    return PlainTable(
        columns=[name for name in WIDTHS if name != "fresh"],
        on_phone=ON_A_PHONE,
        worded=worded,
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
    listed = model.listed.loc[found.index]
    return listed[columns].assign(
        confirmed=model.ages[found.index], easting=listed["x"], northing=listed["y"]
    )
