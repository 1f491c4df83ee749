"""What is there about an issue raised in one ward: what is being done, the trend, what is near."""

import pandas as pd
import streamlit as st

from components.queries.current_store import store_of
from data.schema import WARD
from geo.period import latest_year, matched_year_before
from geo.shapes.contiguity import contiguity
from geo.stats.change import rate_ratio
from geo.survey.topics import categories_of


@st.cache_data(max_entries=500, show_spinner=False)
def adjacent_wards_of(release: str, ward: str) -> list[str]:
    """The wards that touch it."""
    areas = store_of(release).areas(WARD)
    touching = contiguity(areas).tocsr()[[areas.index.get_loc(ward)]].tocoo().coords[1]
    return [str(code) for code in areas.index[touching]]


@st.cache_data(max_entries=500, show_spinner=False)
def trend_of(release: str, scope: str, topic: str, ward: str) -> pd.Series | None:
    """The latest year against the same months a year before; None where neither can be compared."""
    del scope
    store, categories = store_of(release), categories_of(topic)
    complete = store.complete_months()
    matched = matched_year_before(latest_year(complete), complete) if categories else None
    if matched is None:
        return None
    now, before = (store.counts(WARD, months, categories)[[ward]] for months in matched)
    people = store.residents(WARD)[[ward]].fillna(0.0)
    found = rate_ratio(now, people, before, people).assign(now=now, before=before)
    row: pd.Series = found.iloc[0]
    return row
