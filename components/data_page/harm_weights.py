"""The weights of crime weighted by harm, each with its source, and their download."""

import pandas as pd
import streamlit as st

from components import queries
from components.page_context import PageContext
from components.text.catalogue import Text
from components.ui import downloads, html, tables
from data.access.permissions import may_open
from data.access.viewer import Audience
from data.schema import CATEGORIES
from geo.hotspots.harm import category_weights


def show(here: PageContext) -> None:
    """Draw, folded, whose weights these are, the table of offences, and the download to edit."""
    text, weights = here.text, queries.recorded.harm_weights(here.key)
    own = queries.recorded.are_own_weights(here.key)
    st.subheader(text("harm.title"))
    change = [text("harm.change")] if may_open(here.viewer, Audience.ANALYST) else []
    said = [text("harm.own" if own else "harm.shipped"), *apart(text, weights), *change]
    with st.expander(text("harm.table")):
        html.lines(said, html.CAVEATS)
        table = in_words(text, weights)
        numbers = [text(f"harm.{name}") for name in ("weight", "share", "mean")]
        tables.show_plain(table, numbers=numbers)
        sources = weights[f"source_{text.language}"].unique()
        if len(sources) == 1:
            html.lines([text("harm.from", source=str(sources[0]))], html.CAVEATS)
        downloads.csv_button(
            text("harm.download"),
            weights,
            here.manifest,
            key="csv-harm-weights",
            name=("harm-weights",),
        )


def apart(text: Text, weights: pd.DataFrame) -> list[str]:
    """Return which categories have no weight."""
    weighted = set(weights["category"].dropna())
    names = [text(f"category.{one}") for one in CATEGORIES if one not in weighted]
    return [text("harm.apart", categories=text.listing(names))]


def in_words(text: Text, weights: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each offence: category, weight, share and average of its category.

    The sources are a column if there are several.
    """
    sources = weights[f"source_{text.language}"]
    of_category = weights.groupby("category", dropna=False)["incidents"].transform("sum")
    means = category_weights(weights[weights["category"].notna()])["weight"]
    rows = []
    for row, share in zip(
        weights.to_dict("records"), weights["incidents"] / of_category, strict=True
    ):
        category, name = row["category"], row[f"offence_{text.language}"]
        known = not pd.isna(category)
        rows.append(
            {
                text("harm.category"): text(f"category_title.{category}")
                if known
                else text("harm.own_incidents"),
                text("harm.offence"): row["offence_code"]
                if pd.isna(name)
                else text("harm.offence_code", offence=name, code=row["offence_code"]),
                text("harm.weight"): text.number(row["weight"]),
                text("harm.share"): text.percent(share) if known else "",
                text("harm.mean"): text.number(means[category]) if known else "",
            }
        )
    table = pd.DataFrame(rows)
    return table.assign(**{text("harm.source"): sources}) if sources.nunique() > 1 else table
