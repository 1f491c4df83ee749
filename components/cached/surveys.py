"""What residents said."""

import pandas as pd
import streamlit as st

from components.cached.serving import named
from data.schema import ASB, WARD
from data.store import Store
from geo.figures import perceived_and_recorded
from geo.period import years_before


@st.cache_data(max_entries=10, show_spinner=False)
def asb_gaps(release: str, scope: str) -> pd.DataFrame | None:
    """Where residents' view of ASB and its record part, by ward; None without enough answers.

    Random samples only; the record is that of the twelve months before each wave.
    """
    del scope
    release_store = named(release)
    sample = _random_sample(release_store)
    months = years_before(sorted(sample["wave"].unique()), release_store.complete_months())
    if sample.empty or not months:
        return None
    recorded = release_store.counts(WARD, months, (ASB,))
    exposed = release_store.residents(WARD) * release_store.observed(WARD, months)
    table = perceived_and_recorded(sample, recorded, exposed)
    if table is None:
        return None
    names = pd.DataFrame(release_store.areas(WARD)[["name_en", "name_cy"]])
    return names.join(table, how="right")


def _random_sample(release_store: Store) -> pd.DataFrame:
    answers = release_store.answers("problem_asb")
    return answers[answers["mode"] == "random sample"]


@st.cache_data(max_entries=10, show_spinner=False)
def why_no_answers(release: str) -> str:
    """Why perception can't be spoken of: no survey, not asked, or answered by who chose to."""
    release_store = named(release)
    if "perceptions" not in release_store.manifest.tables:
        return "no_survey"
    return "not_asked" if release_store.answers("problem_asb").empty else "self_selected"


@st.cache_data(max_entries=10, show_spinner=False)
def survey(release: str) -> tuple[int, list[str]] | None:
    """How many of a random sample answered about ASB, and in which waves; None without one."""
    sample = _random_sample(named(release))
    if sample.empty:
        return None
    return len(sample), sorted(sample["wave"].unique())
