"""The figures of the priorities page: each criterion's value, rank and part of the score."""

import pandas as pd
import streamlit as st

from components import queries
from components.priorities_page import hot_spot_words
from components.priorities_page.model import PrioritiesModel
from components.text.catalogue import DASH
from components.text.verdicts import in_words
from components.ui.figures_table import PlainTable, Provenance, figures_table
from components.ui.table_cells import TableColumn
from data.schema import WARD
from geo.measures.model import Unit
from geo.priority.criteria import (
    CHANGE,
    DEPRIVATION,
    GAP,
    GROUPS,
    HOT_SPOTS,
    PERCEIVED,
    RATE,
    RESPONSE,
)
from geo.priority.score import CONCENTRATION, DRAWS, SEED

FORMULA = (
    "sum of share of weights x (rank - 0.5) / places, 1 the worst; over what is known; a change, "
    "gap or hot spot that can't be told is ranked as none, like one that is not clear"
)


def show(model: PrioritiesModel) -> None:
    """Draw the table; choosing a row chooses the place on every page."""
    text = model.here.text
    st.subheader(text("next.table"))
    shown = ["area", "tier", *model.ingredients]
    figures_table(
        columns(model),
        rows(model),
        _provenance(model),
        here=model.here,
        alt=text("next.table_alt"),
        key="next-figures",
        plain=PlainTable(columns=shown, caption="next.first_shown", aligned=False),
    )


def columns(model: PrioritiesModel) -> list[TableColumn]:
    """Return the columns: each criterion's value, followed by its rank."""
    text = model.here.text
    area, tier, often = text("table.area"), text("next.tier"), text("next.often")
    columns = [
        TableColumn(name="area", unit=Unit.TEXT, title=area, width=170, pinned=True),
        TableColumn(name="tier", unit=Unit.NAME, family="tier_mark", title=tier),
        TableColumn(name="often", unit=Unit.PERCENT, title=often, width=112),
    ]
    for name in model.ingredients:
        title = text(f"ingredient_column.{name}")
        columns += [
            TableColumn(
                name=name,
                unit=number_of(model, name)[1],
                title=title,
                width=116,
                plain_key="next.cell",
                plain_parts={"value": name, "rank": f"{name}-rank", "of": f"{name}-of"},
            ),
            TableColumn(
                name=f"{name}-rank",
                title=text("next.rank"),
                full_title=text("next.rank_of", criterion=title),
                width=64,
            ),
        ]
    if RATE in model.ingredients:
        columns.append(TableColumn(name="doubt", unit=Unit.TEXT, title=text("next.doubt")))
    return columns


def rows(model: PrioritiesModel) -> pd.DataFrame:
    """Return a row for each place that the page is filtered to, indexed by code."""
    text, codes = model.here.text, model.listed
    numbers: dict[str, pd.Series] = {"tier": model.tier, "often": model.often}
    for name in model.ingredients:
        numbers[name] = number_of(model, name)[0]
        numbers[f"{name}-rank"] = model.ranks[name]["rank"]
        numbers[f"{name}-of"] = model.ranks[name]["of"]
    return pd.DataFrame({name: values.loc[codes] for name, values in numbers.items()}).assign(
        area=[model.name(code) for code in codes],
        doubt=[
            text.listing([text(f"distorting.{kind}") for kind in model.doubted(code)])
            for code in codes
        ],
    )


def number_of(model: PrioritiesModel, name: str) -> tuple[pd.Series, Unit]:
    """Return a criterion's values in the units that users know, and the unit."""
    facts, text = model.criteria.facts, model.here.text
    known = model.criteria.values[name].notna()
    if name == RATE:
        return facts["rate"], Unit.TENTHS
    if name == PERCEIVED:
        return facts["share"], Unit.PERCENT
    if name == DEPRIVATION and model.level == WARD:
        return facts["deprived"], Unit.PERCENT
    if name == DEPRIVATION:
        return facts["income_rank"], Unit.NUMBER
    if name == RESPONSE:
        return facts[["orders", "responses"]].sum(axis=1), Unit.NUMBER
    if name == GROUPS:
        none, values = text("next.none_listed"), facts["per_group"]
        cells = [none if pd.isna(value) else text.number(value) for value in values]
        return pd.Series(cells, facts.index).where(known, DASH), Unit.TEXT
    if name == HOT_SPOTS:
        cells = [hot_spot_words.cell(text, model.level, row) for _, row in facts.iterrows()]
        return pd.Series(cells, facts.index).where(known, DASH), Unit.TEXT
    assert name in (CHANGE, GAP)
    values = facts["change"].fillna(0) * 100 if name == CHANGE else facts["points"].fillna(0)
    mark = "%" if name == CHANGE else ""
    cells = [
        f"{'+' if value > 0 else ''}{text.number(value)}{mark}" if clear else text("next.not_clear")
        for value, clear in zip(values, facts[f"{name}_clear"], strict=True)
    ]
    return pd.Series(cells, facts.index).where(known, DASH), Unit.TEXT


def _provenance(model: PrioritiesModel) -> Provenance:
    """Return the file: the same numbers and more, with the weights and the formula in each row."""
    here, period = model.here, model.criteria.period
    return Provenance(
        rows=lambda: full(model),
        key="csv-next",
        name=("where-next", model.topic, here.manifest.title_en),
        about={
            "topic": model.topic,
            "level": model.level,
            "weights": " ".join(f"{name}={weight}" for name, weight in model.used.items()),
            "left_out": " ".join(f"{name}={why}" for name, why in model.criteria.left_out.items()),
            "formula": FORMULA,
            "tiers": f"among the first {model.first} of {model.scored} under other weights: "
            "stands out in 80% of them or more, might in 20% or more",
            "other_weights": f"Dirichlet({CONCENTRATION:.0f}w), {DRAWS} draws, seed {SEED}",
            "recorded_first": period.first,
            "recorded_last": period.last,
            "waves": " ".join(model.criteria.comparison.said.waves),
            "as_on": here.today.isoformat(),
            "caveats": "Change, gap and hot spots count only where they are clear. Only the "
            "weights were varied. Income domain only. There may be other groups that are not "
            "on the list.",
        },
    )


def full(model: PrioritiesModel) -> pd.DataFrame:
    """Return every place, even if the page is filtered."""
    names = pd.DataFrame.from_dict(queries.places.names(model.here.key), orient="index")
    criteria = model.criteria
    table = names.reindex(model.tier.index).assign(
        tier=model.tier,
        share_of_draws=model.often.round(4),
        score=model.scores.round(4),
        nothing_being_done=criteria.facts["idle"],
        rate_misleads=["; ".join(model.doubted(str(code))) for code in model.tier.index],
    )
    for name in model.ingredients:
        stand = model.ranks[name]
        table[f"{name}_rank"], table[f"{name}_of"] = stand["rank"], stand["of"]
        table[f"{name}_part"] = criteria.fractions[name].round(4)
        table[f"{name}_adds"] = model.contributions[name].round(4)
    facts = criteria.facts.drop(columns="idle").add_prefix("figure_")
    worded = in_words(model.here.text, table)
    return worded.join(facts).rename_axis("area_code").reset_index()
