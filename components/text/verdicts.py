"""Verdicts in the words of the screen, for the files that are exported."""

from collections.abc import Mapping

import pandas as pd

from components.text.catalogue import Text

# The columns of tables that have verdicts, with the families of their words.
FAMILIES = {
    "verdict": "verdict",
    "perceived": "verdict",
    "recorded": "verdict",
    "from_median": "verdict",
    "direction": "direction",
    "kind": "kind_of_place",
    "tier": "tier_mark",
    "flag": "flag",
}


def in_words(
    text: Text, table: pd.DataFrame, families: Mapping[str, str] = FAMILIES
) -> pd.DataFrame:
    """Return the table with every verdict in the words that the screen has for it."""
    said = {
        column: table[column].map(
            {value: text(f"{family}.{value}") for value in table[column].dropna().unique()}
        )
        for column, family in families.items()
        if column in table
    }
    return table.assign(**said)
