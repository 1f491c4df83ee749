"""What residents of each authority or partnership say, as wards' published shares tell it."""

import pandas as pd

from components.queries.authorities.actions import areas_of_wards
from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.surveys import published_question
from data.contracts.scales import PROBLEM_PREFIX
from data.disclosure.residents import residents_by_ward
from data.schema import TOPICS
from geo.survey.larger_areas import shares_of_larger_areas

# COLUMNS: how the columns of the shares are named beside the other indicators.
COLUMNS = {"share": "perceived", "lower": "perceived_lower", "upper": "perceived_upper"}


@query(20)
def perceived(key: CacheKey, level: str, category: str) -> pd.DataFrame | None:
    """Return the share of each area who call a category a big problem, with its range.

    Missing where the share of a ward is not published. None if no random sample was asked about it.
    """
    topic = next((name for name, of in TOPICS.items() if of == (category,)), "")
    said = published_question(key, PROBLEM_PREFIX + topic)
    if not topic or not said.sampled:
        return None
    store = store_of(key)
    people = residents_by_ward(store.table("population"), store.membership())
    found = shares_of_larger_areas(said, pd.Series(areas_of_wards(key, level), dtype=str), people)
    return found.rename(columns=COLUMNS)[list(COLUMNS.values())].reindex(store.codes(level))
