"""Every number of the page: each ingredient's own, where it stands, and what it adds."""

import pandas as pd
import streamlit as st

from components import queries
from components.priorities_page.model import PrioritiesModel
from components.text.catalogue import DASH
from components.ui.figures_table import PlainTable, Provenance, TableColumn, figures_table
from data.schema import WARD
from geo.measures.model import Unit
from geo.priority.criteria import CHANGE, DEPRIVATION, GAP, GROUPS, PERCEIVED, RATE, RESPONSE
from geo.priority.score import CONCENTRATION, DRAWS, SEED

FORMULA = "sum of share of weights x (rank - 0.5) / places, 1 the worst; over what is known"


def show(asked: PrioritiesModel) -> None:
    """Draw the table; a chosen row is the place chosen on every page."""
    text = asked.here.text
    st.subheader(text("next.table"))
    st.caption(text("next.table_how"))
    shown = ["area", "tier", *asked.ingredients]
    figures_table(
        columns(asked),
        rows(asked),
        _provenance(asked),
        here=asked.here,
        alt=text("next.table_alt"),
        key="next-figures",
        plain=PlainTable(columns=shown, caption="next.first_shown", aligned=False),
    )


def columns(asked: PrioritiesModel) -> list[TableColumn]:
    """Return the columns: each ingredient's number, and beside it the rank that it gives."""
    text = asked.here.text
    area, tier, often = text("table.area"), text("next.tier"), text("next.often")
    found = [
        TableColumn(name="area", unit=Unit.TEXT, title=area, width=170, pinned=True),
        TableColumn(name="tier", unit=Unit.NAME, family="tier_mark", title=tier),
        TableColumn(name="often", unit=Unit.PERCENT, title=often, width=112),
    ]
    for name in asked.ingredients:
        found += [
            TableColumn(
                name=name,
                unit=number_of(asked, name)[1],
                title=text(f"ingredient_column.{name}"),
                width=116,
                plain_key="next.cell",
                plain_parts={"value": name, "rank": f"{name}-rank", "of": f"{name}-of"},
            ),
            TableColumn(name=f"{name}-rank", title=text("next.rank"), width=64),
        ]
    if RATE in asked.ingredients:
        found.append(TableColumn(name="doubt", unit=Unit.TEXT, title=text("next.doubt")))
    return found


def rows(asked: PrioritiesModel) -> pd.DataFrame:
    """Return a row for each place that the page is filtered to, by its code."""
    text, codes = asked.here.text, asked.listed
    numbers: dict[str, pd.Series] = {"tier": asked.tier, "often": asked.often}
    for name in asked.ingredients:
        numbers[name] = number_of(asked, name)[0]
        numbers[f"{name}-rank"] = asked.standings[name]["rank"]
        numbers[f"{name}-of"] = asked.standings[name]["of"]
    return pd.DataFrame({name: values.loc[codes] for name, values in numbers.items()}).assign(
        area=[asked.name(code) for code in codes],
        doubt=[
            text.listing([text(f"distorting.{kind}") for kind in asked.doubted(code)])
            for code in codes
        ],
    )


def number_of(asked: PrioritiesModel, name: str) -> tuple[pd.Series, Unit]:
    """Return an ingredient as people know it, and its unit."""
    facts, text = asked.found.facts, asked.here.text
    known = asked.found.values[name].notna()
    if name == RATE:
        return facts["rate"], Unit.TENTHS
    if name == PERCEIVED:
        return facts["share"], Unit.PERCENT
    if name == DEPRIVATION and asked.level == WARD:
        return facts["deprived"], Unit.PERCENT
    if name == DEPRIVATION:
        return facts["income_rank"], Unit.NUMBER
    if name == RESPONSE:
        return facts[["orders", "responses"]].sum(axis=1), Unit.NUMBER
    if name == GROUPS:
        none, values = text("next.none_listed"), facts["per_group"]
        said = [none if pd.isna(value) else text.number(value) for value in values]
        return pd.Series(said, facts.index).where(known, DASH), Unit.TEXT
    assert name in (CHANGE, GAP)
    values = facts["change"].fillna(0) * 100 if name == CHANGE else facts["points"].fillna(0)
    mark = "%" if name == CHANGE else ""
    said = [
        f"{'+' if value > 0 else ''}{text.number(value)}{mark}" if clear else text("next.not_clear")
        for value, clear in zip(values, facts[f"{name}_clear"], strict=True)
    ]
    return pd.Series(said, facts.index).where(known, DASH), Unit.TEXT


def _provenance(asked: PrioritiesModel) -> Provenance:
    """Return the file: the same numbers and more, with the weights and the formula in each row."""
    here, period = asked.here, asked.found.period
    return Provenance(
        rows=lambda: full(asked),
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
    """Return every place, whatever the page is filtered to."""
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
