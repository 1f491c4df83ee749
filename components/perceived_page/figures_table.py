"""Every number of the page in one table, on screen and as a file."""

import pandas as pd
import streamlit as st

from components import queries
from components.page_models.perceived import IN_ORDER, PerceivedModel
from components.ui.figures_table import PlainTable, Provenance, TableColumn, figures_table
from geo.measures.model import Unit

NARROW, WIDE = 84, 118
RATES = ("rate", "rate_lower", "rate_upper")
WIDER = (*RATES, "points")
SURVEY = {**dict.fromkeys(("share", "lower", "upper"), Unit.PERCENT), "base": Unit.NUMBER}
RECORD = {"incidents": Unit.NUMBER, **dict.fromkeys(RATES, Unit.TENTHS)}
BOTH = {"points": Unit.SIGNED}
CELL = ("share", "lower", "upper")
LIMITS = {"share": ("lower", "upper"), "rate": ("rate_lower", "rate_upper")}


def show(asked: PerceivedModel) -> None:
    """Draw the table; a chosen row is the place chosen on every page."""
    text, table = asked.here.text, in_order(asked)
    columns, rows = _columns(asked), _rows(asked, table)
    st.subheader(text("perceived.table"))
    figures_table(
        columns,
        rows,
        _provenance(asked, table),
        here=asked.here,
        alt=text("perceived.table_alt"),
        key="perceived-figures",
        height="content",
        plain=_plain(columns, rows),
    )


def in_order(asked: PerceivedModel) -> pd.DataFrame:
    """Return the table with the kinds of place that are named first, the clearest gaps on top."""
    rank = {kind: place for place, kind in enumerate(IN_ORDER)}
    table = asked.table
    by = table["kind"].map(rank).fillna(len(rank))
    order = pd.DataFrame(
        {"kind": by, "gap": -table["gap"].abs().fillna(0), "share": -table["share"]}
    )
    return table.loc[order.sort_values(["kind", "gap", "share"]).index]


def _columns(asked: PerceivedModel) -> list[TableColumn]:
    """Return the columns that any place has a figure in, between the place and the notes."""
    text = asked.here.text
    survey = SURVEY if asked.beside.sampled else {n: SURVEY[n] for n in ("share", "base")}
    record = RECORD if asked.table["rate"].notna().any() else {}
    kind = {"kind": Unit.NAME} if asked.possible else {}
    units: dict[str, Unit] = {
        **survey,
        **record,
        **(BOTH if asked.possible else {}),
        **kind,
        "flag": Unit.TEXT,
    }
    limited = {name for name, ends in LIMITS.items() if set(ends) <= set(units)}
    title = text("perceived.place_column")
    place = TableColumn(name="place", unit=Unit.TEXT, title=title, width=170, pinned=True)
    others = [
        TableColumn(
            name=name,
            unit=unit,
            family="kind_of_place",
            title=text(f"perceived_table.{name}"),
            width=None if name in ("kind", "flag") else WIDE if name in WIDER else NARROW,
            plain_key="belief.cell" if name in limited else "",
            plain_parts=dict(zip(CELL, (name, *LIMITS[name]), strict=True))
            if name in limited
            else {},
        )
        for name, unit in units.items()
    ]
    return [place, *others]


def _rows(asked: PerceivedModel, table: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each place, by the code of the ward that it chooses."""
    return table.assign(
        place=[asked.name(row) for row in table.index],
        flag=[_note(asked, row) for _, row in table.iterrows()],
    ).set_axis(_codes(asked, table))


def _codes(asked: PerceivedModel, table: pd.DataFrame) -> list[str]:
    """Return the chosen ward where it is among a row's wards, otherwise the row's first ward."""
    chosen = asked.here.view.place
    return [
        chosen if chosen in asked.beside.wards_of(row) else asked.beside.wards_of(row)[0]
        for row in table.index
    ]


def _note(asked: PerceivedModel, row: pd.Series) -> str:
    text = asked.here.text
    if row["status"] != "shown":
        return text(f"perceived.{row['status']}")
    return text("flag.few") if pd.notna(row["flag"]) else ""


def _plain(columns: list[TableColumn], rows: pd.DataFrame) -> PlainTable:
    """Return the table with the kind beside the place, and limits in the cell of their figure."""
    ends = {end for column in columns if column.plain_key for end in LIMITS[column.name]}
    place, *others = (column.name for column in columns if column.name not in ends)
    others = [name for name in others if name != "flag" or rows["flag"].any()]
    return PlainTable(
        columns=[place, *sorted(others, key=lambda name: name != "kind")], most=len(rows)
    )


def _provenance(asked: PerceivedModel, table: pd.DataFrame) -> Provenance:
    here, beside = asked.here, asked.beside
    return Provenance(
        rows=lambda: _whole(asked, table),
        key="csv-perceived",
        name=("perceived-and-recorded", asked.topic, here.manifest.title_en),
        about={
            "topic": asked.topic,
            "answers_of": "random sample" if beside.sampled else "open consultation",
            "waves": " ".join(beside.waves),
            "recorded_first": beside.months[0] if beside.months else "",
            "recorded_last": beside.months[-1] if beside.months else "",
            "limits": "95%",
        },
    )


def _whole(asked: PerceivedModel, table: pd.DataFrame) -> pd.DataFrame:
    """Return every column, with the codes and names of the wards in each row."""
    known = queries.places.names(asked.here.key)
    wards = [asked.beside.wards_of(row) for row in table.index]
    named = {
        name: [" + ".join(known[ward][name] for ward in of_row) for of_row in wards]
        for name in ("name_en", "name_cy")
    }
    codes = [" ".join(of_row) for of_row in wards]
    return pd.DataFrame({"area_code": codes, **named}, index=table.index).join(table)
