"""Ward names in partners' files that match no ward, so that the files can be corrected."""

import pandas as pd
import streamlit as st

from components import queries
from components.page_context import PageContext
from components.text.catalogue import DASH
from components.ui import tables
from data.access.permissions import rows_left_out_visible
from data.provenance.unmatched_wards import NAMES


def show(here: PageContext) -> None:
    """Draw the unmatched names of the release, for viewers who may see single records."""
    any_left_out = any(set(NAMES) & set(account.left_out) for account in here.manifest.files)
    if any_left_out and rows_left_out_visible(here.viewer):
        show_names(here, queries.load_report.unmatched_wards(here.key, here.viewer))


def show_names(here: PageContext, names: pd.DataFrame) -> None:
    """Draw each name with its file, its number of rows, and the most similar ward."""
    if names.empty:
        return
    text = here.text
    st.subheader(text("unmatched.title"))
    st.write(text("unmatched.advice"))
    shown = {
        text("unmatched.name"): names["name"],
        text("unmatched.hint"): names["hint"].replace("", DASH),
        text("report.file"): names["file"],
        text("left_out.rows"): names["rows"].map(text.number),
    }
    tables.show_plain(pd.DataFrame(shown), numbers=[text("left_out.rows")])
