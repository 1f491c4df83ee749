"""What data there is, how fresh it is, and what became of every row that was read."""

import streamlit as st

from components import accounts, load_report, place, sentences
from components.here import here
from data.catalogue import freshness


def show() -> None:
    """The age first, then every source with its rows, then the rows that were left out."""
    at = here()
    text = at.text
    st.title(text("data.title", area=at.area_name))
    age = sentences.age_of_data(text, freshness(at.manifest, at.today))
    place.sentence(f"{age} {place.missing_months(at)}")
    st.write(text("data.reconcile", **accounts.totals(at)))
    accounts.by_kind(at)
    accounts.gaps(at)
    st.subheader(text("left_out.heading"))
    accounts.reasons(at)
    accounts.download_left_out(at)
    load_report.show(at)
    accounts.boundaries(at)
    st.subheader(text("data.method"))
    st.markdown(text("data.method_text"))


show()
