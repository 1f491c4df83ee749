"""Every number of the page: each ingredient's own, where it stands, and what it adds."""

from typing import Any

import pandas as pd
import streamlit as st

from components import queries
from components.priorities_page.model import PrioritiesModel
from components.text.catalogue import DASH, Text
from components.ui import downloads, tables
from components.view import state
from data.schema import WARD
from geo.priority.criteria import CHANGE, DEPRIVATION, GAP, GROUPS, PERCEIVED, RATE, RESPONSE
from geo.priority.score import CONCENTRATION, DRAWS, SEED

FORMULA = "sum of share of weights x (rank - 0.5) / places, 1 the worst; over what is known"
WHOLE, TENTHS, PERCENT, SIGNED = "localized", "%.1f", "%.0f%%", "%+.0f"


def show(asked: PrioritiesModel) -> None:
    """The table; a chosen row is the place chosen everywhere."""
    text, codes = asked.here.text, asked.listed
    st.subheader(text("next.table"))
    st.caption(text("next.table_how"))
    shown, config = columns(asked, codes)
    if asked.here.view.on_projector:
        tables.show_plain(_worded(asked, codes[: tables.FITS_WHOLE]), numbers=[])
        if len(codes) > tables.FITS_WHOLE:
            facts = {"shown": text.number(tables.FITS_WHOLE), "all": text.number(len(codes))}
            st.caption(text("next.first_shown", **facts))
    elif codes:
        st.dataframe(
            pd.DataFrame(shown),
            hide_index=True,
            height=540 if len(codes) > tables.FITS_WHOLE else "content",
            alt=text("next.table_alt"),
            column_config=config,
            placeholder=DASH,
            **state.bound_row("next-figures", codes, "place"),
        )
    download(asked)


def columns(asked: PrioritiesModel, codes: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Each ingredient's number, and beside it the place that it gives, under their titles."""
    text = asked.here.text
    shown: dict[str, Any] = {
        text("table.area"): [asked.name(code) for code in codes],
        text("next.tier"): [text(f"tier_mark.{asked.tier[code]}") for code in codes],
        text("next.often"): (asked.often.loc[codes] * 100).round().to_numpy(),
    }
    config: dict[str, Any] = {
        text("table.area"): st.column_config.TextColumn(pinned=True, width=170),
        text("next.often"): st.column_config.NumberColumn(format=PERCENT, width=112),
    }
    for name in asked.ingredients:
        title = text(f"ingredient_column.{name}")
        values, form = number_of(asked, name)
        shown[title] = values.loc[codes].to_numpy()
        config[title] = (
            st.column_config.NumberColumn(format=form, width=116)
            if form
            else st.column_config.TextColumn(width=116)
        )
        shown[f"{name}-rank"] = asked.standings[name]["rank"].loc[codes].to_numpy()
        config[f"{name}-rank"] = st.column_config.NumberColumn(
            text("next.rank"), format=WHOLE, width=64
        )
    if RATE in asked.ingredients:
        shown[text("next.doubt")] = [_doubt(asked, code) for code in codes]
    return shown, config


def _doubt(asked: PrioritiesModel, code: str) -> str:
    """What makes its rate mislead, if anything does."""
    kinds = [asked.here.text(f"distorting.{kind}") for kind in asked.doubted(code)]
    return asked.here.text.listing(kinds)


def number_of(asked: PrioritiesModel, name: str) -> tuple[pd.Series, str]:
    """An ingredient as people know it, and how it is written; words have no format."""
    facts, text = asked.found.facts, asked.here.text
    known = asked.found.values[name].notna()
    if name == RATE:
        return facts["rate"], TENTHS
    if name == PERCEIVED:
        return facts["share"] * 100, PERCENT
    if name == GROUPS:
        return _in_words(facts, "per_group", known, text("next.none_listed"), text), ""
    if name == DEPRIVATION:
        ward = asked.level == WARD
        return (facts["deprived"] * 100, PERCENT) if ward else (facts["income_rank"], WHOLE)
    if name == RESPONSE:
        count = facts[["orders", "responses"]].sum(axis=1)
        return count, WHOLE
    assert name in (CHANGE, GAP)
    clear, column = (f"{name}_clear", "change" if name == CHANGE else "points")
    scale = 100 if name == CHANGE else 1
    mark = "%" if name == CHANGE else ""
    said = [
        f"{text.number(value * scale)}{mark}" if sure else text("next.not_clear")
        for value, sure in zip(facts[column].fillna(0), facts[clear], strict=True)
    ]
    signed = [
        f"+{words}" if sure and value > 0 else words
        for words, value, sure in zip(said, facts[column], facts[clear], strict=True)
    ]
    return pd.Series(signed, facts.index).where(known, DASH), ""


def _in_words(
    facts: pd.DataFrame, column: str, known: pd.Series, none: str, text: Text
) -> pd.Series:
    said = [none if pd.isna(value) else text.number(value) for value in facts[column]]
    return pd.Series(said, facts.index).where(known, DASH)


def _worded(asked: PrioritiesModel, codes: list[str]) -> pd.DataFrame:
    """For the back row: a number and its place in one cell."""
    text = asked.here.text
    rows: dict[str, Any] = {
        text("table.area"): [asked.name(code) for code in codes],
        text("next.tier"): [text(f"tier_mark.{asked.tier[code]}") for code in codes],
    }
    for name in asked.ingredients:
        values, form = number_of(asked, name)
        rows[text(f"ingredient_column.{name}")] = [
            _cell(text, values[code], form, asked.standing_of(name, code)) for code in codes
        ]
    return pd.DataFrame(rows)


def _cell(text: Text, value: Any, form: str, stand: dict[str, float]) -> str:
    if pd.isna(stand["rank"]):
        return DASH
    said = value if not form else text.number(value, 1 if form == TENTHS else 0)
    said += "%" if form == PERCENT else ""
    numbers = {"rank": text.number(stand["rank"]), "of": text.number(stand["of"])}
    return text("next.cell", value=said, **numbers)


def download(asked: PrioritiesModel) -> None:
    """The same numbers and more as a file, with the weights and the formula in every row."""
    here, period = asked.here, asked.found.period
    downloads.csv_button(
        here.text("download.table"),
        lambda: full(asked),
        here.manifest,
        key="csv-next",
        name=("where-next", asked.topic, here.manifest.title_en),
        about={
            "topic": asked.topic,
            "level": asked.level,
            "weights": " ".join(f"{name}={weight}" for name, weight in asked.used.items()),
            "left_out": " ".join(f"{name}={why}" for name, why in asked.found.left_out.items()),
            "formula": FORMULA,
            "tiers": f"among the first {asked.first} of {asked.scored} under other weights: "
            "stands out in 80% of them or more, might in 20% or more",
            "other_weights": f"Dirichlet({CONCENTRATION:.0f}w), {DRAWS} draws, seed {SEED}",
            "recorded_first": period.first,
            "recorded_last": period.last,
            "waves": " ".join(asked.found.beside.waves),
            "as_on": here.today.isoformat(),
            "caveats": "Change and gap count only where they beat noise. Only the weights were "
            "varied. Income domain only. A group that is not listed is not a group that is absent.",
        },
    )


def full(asked: PrioritiesModel) -> pd.DataFrame:
    """Every place, whatever the page is filtered to."""
    names = pd.DataFrame.from_dict(queries.places.names(asked.here.key), orient="index")
    found = asked.found
    table = names.reindex(asked.tier.index).assign(
        tier=asked.tier,
        share_of_draws=asked.often.round(4),
        score=asked.scores.round(4),
        nothing_being_done=found.facts["idle"],
        rate_misleads=["; ".join(asked.doubted(str(code))) for code in asked.tier.index],
    )
    for name in asked.ingredients:
        stand = asked.standings[name]
        table[f"{name}_rank"], table[f"{name}_of"] = stand["rank"], stand["of"]
        table[f"{name}_part"] = found.placed[name].round(4)
        table[f"{name}_adds"] = asked.contributions[name].round(4)
    facts = found.facts.drop(columns="idle").add_prefix("figure_")
    return table.join(facts).rename_axis("area_code").reset_index()
