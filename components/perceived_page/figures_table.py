"""Every number of the page in one table, on screen and as a file."""

import pandas as pd
import streamlit as st

from components import queries
from components.page_models.perceived import IN_ORDER, PerceivedModel
from components.text.verdicts import in_words
from components.ui.figures_table import PlainTable, Provenance, figures_table
from components.ui.table_cells import TableColumn
from geo.measures.model import Unit

NARROW, WIDE = 84, 118
RATES = ("rate", "rate_lower", "rate_upper")
WIDER = (*RATES, "points")
SURVEY = {**dict.fromkeys(("share", "lower", "upper"), Unit.PERCENT), "base": Unit.NUMBER}
RECORD = {"incidents": Unit.NUMBER, **dict.fromkeys(RATES, Unit.TENTHS)}
BOTH = {"points": Unit.SIGNED}
CELL = ("share", "lower", "upper")
LIMITS = {"share": ("lower", "upper"), "rate": ("rate_lower", "rate_upper")}


def show(model: PerceivedModel) -> None:
    """Draw the table; choosing a row chooses the place on every page."""
    text, table = model.here.text, in_order(model)
    columns, rows = _columns(model), _rows(model, table)
    st.subheader(text("perceived.table"))
    figures_table(
        columns,
        rows,
        _provenance(model, table),
        here=model.here,
        alt=text("perceived.table_alt"),
        key="perceived-figures",
        height="content",
        plain=_plain(columns, rows),
    )


def in_order(model: PerceivedModel) -> pd.DataFrame:
    """Return the table with the named types of place first, those with the clearest gaps on top."""
    rank = {kind: place for place, kind in enumerate(IN_ORDER)}
    table = model.table
    by = table["kind"].map(rank).fillna(len(rank))
    order = pd.DataFrame(
        {"kind": by, "gap": -table["gap"].abs().fillna(0), "share": -table["share"]}
    )
    return table.loc[order.sort_values(["kind", "gap", "share"]).index]


def _columns(model: PerceivedModel) -> list[TableColumn]:
    """Return the columns that have a figure for any place, between the place and the notes."""
    text = model.here.text
    survey = SURVEY if model.comparison.said.sampled else {n: SURVEY[n] for n in ("share", "base")}
    record = RECORD if model.table["rate"].notna().any() else {}
    kind = {"kind": Unit.NAME} if model.possible else {}
    units: dict[str, Unit] = {
        **survey,
        **record,
        **(BOTH if model.possible else {}),
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


def _rows(model: PerceivedModel, table: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each place, indexed by the code of the ward that it chooses."""
    return table.assign(
        place=[model.name(row) for row in table.index],
        flag=[_note(model, row) for _, row in table.iterrows()],
    ).set_axis(_codes(model, table))


def _codes(model: PerceivedModel, table: pd.DataFrame) -> list[str]:
    """Return the chosen ward if it is one of a row's wards, otherwise the row's first ward."""
    chosen = model.here.view.place
    return [
        chosen if chosen in model.comparison.wards_of(row) else model.comparison.wards_of(row)[0]
        for row in table.index
    ]


def _note(model: PerceivedModel, row: pd.Series) -> str:
    text = model.here.text
    if row["status"] != "shown":
        return text(f"perceived.{row['status']}")
    return text("flag.few") if pd.notna(row["flag"]) else ""


def _plain(columns: list[TableColumn], rows: pd.DataFrame) -> PlainTable:
    """Return the table with the type beside the place, and limits in the cell of their figure."""
    ends = {end for column in columns if column.plain_key for end in LIMITS[column.name]}
    place, *others = (column.name for column in columns if column.name not in ends)
    others = [name for name in others if name != "flag" or rows["flag"].any()]
    return PlainTable(
        columns=[place, *sorted(others, key=lambda name: name != "kind")], most=len(rows)
    )


def _provenance(model: PerceivedModel, table: pd.DataFrame) -> Provenance:
    here, comparison = model.here, model.comparison
    return Provenance(
        rows=lambda: _whole(model, table),
        key="csv-perceived",
        name=("perceived-and-recorded", model.topic, here.manifest.title_en),
        about={
            "topic": model.topic,
            "answers_of": "random sample" if comparison.said.sampled else "open consultation",
            "waves": " ".join(comparison.said.waves),
            "recorded_first": comparison.months[0] if comparison.months else "",
            "recorded_last": comparison.months[-1] if comparison.months else "",
            "lower_upper": "likely range of the share, the one that its verdict uses",
        },
    )


def _whole(model: PerceivedModel, table: pd.DataFrame) -> pd.DataFrame:
    """Return every column, with the codes and names of the wards in each row."""
    known = queries.places.names(model.here.key)
    wards = [model.comparison.wards_of(row) for row in table.index]
    named = {
        name: [" + ".join(known[ward][name] for ward in of_row) for of_row in wards]
        for name in ("name_en", "name_cy")
    }
    codes = [" ".join(of_row) for of_row in wards]
    worded = in_words(model.here.text, table)
    return pd.DataFrame({"area_code": codes, **named}, index=table.index).join(worded)
