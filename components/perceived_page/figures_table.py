"""Every number of the page in one table, on screen and as a file."""

from typing import Any

import pandas as pd
import streamlit as st

from components import queries
from components.page_models.perceived import IN_ORDER, PerceivedModel
from components.text.catalogue import DASH, Text
from components.ui import downloads, tables
from components.view import state

PERCENT, TENTHS, WHOLE, SIGNED = "%.0f%%", "%.1f", "localized", "%+.0f"
JOINED = "\N{WORD JOINER}"
"""Before an upper limit: a line breaks before an interval rather than within it."""
NARROW, WIDE = 84, 118
"""Wide enough for the longer headings too."""
WIDER = ("rate", "rate_lower", "rate_upper", "points")
SURVEY = {"share": PERCENT, "lower": PERCENT, "upper": PERCENT, "base": WHOLE}
RECORD = {"incidents": WHOLE, "rate": TENTHS, "rate_lower": TENTHS, "rate_upper": TENTHS}
BOTH = {"points": SIGNED}
LIMITS = {"share": ("lower", "upper"), "rate": ("rate_lower", "rate_upper")}


def show(asked: PerceivedModel) -> None:
    """The table; a chosen row is the place chosen everywhere."""
    text = asked.here.text
    table = in_order(asked)
    columns = _columns(asked)
    shown: dict[str, Any] = {
        text("perceived.place_column"): [asked.name(row) for row in table.index]
    }
    config: dict[str, Any] = {
        text("perceived.place_column"): st.column_config.TextColumn(pinned=True, width=170)
    }
    for name, form in columns.items():
        title = text(f"perceived_table.{name}")
        shown[title] = table[name] * (100 if form == PERCENT else 1)
        width = WIDE if name in WIDER else NARROW
        config[title] = st.column_config.NumberColumn(format=form, width=width)
    if asked.possible:
        kinds = table["kind"].map(lambda kind: text(f"kind_of_place.{kind}"), na_action="ignore")
        shown[text("perceived_table.kind")] = kinds.fillna(DASH)
    shown[text("perceived_table.flag")] = [_note(asked, row) for _, row in table.iterrows()]
    st.subheader(text("perceived.table"))
    if asked.here.view.on_projector:
        _plain(asked, table, shown, columns)
    else:
        st.dataframe(
            pd.DataFrame(shown),
            hide_index=True,
            height="content",
            alt=text("perceived.table_alt"),
            column_config=config,
            **state.bound_row("perceived-figures", _codes(asked, table), "place"),
        )
    _download(asked, table)


def in_order(asked: PerceivedModel) -> pd.DataFrame:
    """What is named stands first, the clearest gaps before the others."""
    rank = {kind: place for place, kind in enumerate(IN_ORDER)}
    table = asked.table
    by = table["kind"].map(rank).fillna(len(rank))
    order = pd.DataFrame(
        {"kind": by, "gap": -table["gap"].abs().fillna(0), "share": -table["share"]}
    )
    return table.loc[order.sort_values(["kind", "gap", "share"]).index]


def _columns(asked: PerceivedModel) -> dict[str, str]:
    record = RECORD if table_has(asked, "rate") else {}
    survey = SURVEY if asked.beside.sampled else {"share": PERCENT, "base": WHOLE}
    return {**survey, **record, **(BOTH if asked.possible else {})}


def table_has(asked: PerceivedModel, column: str) -> bool:
    """Whether any place has a figure of this kind."""
    return bool(asked.table[column].notna().any())


def _codes(asked: PerceivedModel, table: pd.DataFrame) -> list[str]:
    """The ward that a row chooses: the chosen one itself where it is among a row's wards."""
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


def _plain(
    asked: PerceivedModel, table: pd.DataFrame, shown: dict[str, Any], columns: dict[str, str]
) -> None:
    """A projector scrolls to no side: the kind stands first, and limits beside their figure."""
    text = asked.here.text

    def says(row: pd.Series, name: str) -> str:
        return written(text, row[name], columns[name])

    worded = {text("perceived.place_column"): shown[text("perceived.place_column")]}
    kind, flag = text("perceived_table.kind"), text("perceived_table.flag")
    if kind in shown:
        worded[kind] = list(shown[kind])
    limits = {name: ends for name, ends in LIMITS.items() if set(ends) <= set(columns)}
    held = [name for name in columns if not any(name in ends for ends in limits.values())]
    for name in held:
        figures = [says(row, name) for _, row in table.iterrows()]
        if name in limits:
            ends = [[says(row, end) for end in limits[name]] for _, row in table.iterrows()]
            figures = [
                text("belief.cell", share=figure, lower=lower, upper=JOINED + upper)
                for figure, (lower, upper) in zip(figures, ends, strict=True)
            ]
        worded[text(f"perceived_table.{name}")] = figures
    if any(shown[flag]):
        worded[flag] = shown[flag]
    numbers = [text(f"perceived_table.{name}") for name in held]
    tables.show_plain(pd.DataFrame(worded), numbers=numbers)


def written(text: Text, value: float, form: str) -> str:
    """A cell as the browser would format it, with a true minus."""
    if pd.isna(value):
        return DASH
    if form == PERCENT:
        return text.percent(value)
    sign = "+" if form == SIGNED and round(value) > 0 else ""
    return sign + text.number(value, 1 if form == TENTHS else 0)


def _download(asked: PerceivedModel, table: pd.DataFrame) -> None:
    here, beside = asked.here, asked.beside
    known = queries.places.names(here.key)
    wards = [beside.wards_of(row) for row in table.index]
    named = {
        name: [" + ".join(known[ward][name] for ward in of_row) for of_row in wards]
        for name in ("name_en", "name_cy")
    }
    codes = [" ".join(of_row) for of_row in wards]
    full = pd.DataFrame({"area_code": codes, **named}, index=table.index).join(table)
    downloads.csv_button(
        here.text("download.table"),
        full,
        here.manifest,
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
