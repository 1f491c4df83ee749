"""What residents said."""

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.measures import USUAL_TOPIC
from components.queries.perceived import perceived_and_recorded
from data.contracts.scales import PROBLEM_PREFIX
from data.file_kinds import PERCEPTIONS, SURVEY_TOTALS
from data.release.store import Store
from data.schema import WARD
from geo.stats.suppression import SHOWN
from geo.survey.place_types import REASSURANCE_GAP
from geo.survey.shares import PERCEIVED_ABOVE

SURVEYS = {PERCEPTIONS, SURVEY_TOTALS}


@query(100)
def survey_kind(key: CacheKey, topic: str) -> str:
    """The kind of file that speaks for a topic: totals only where no respondents do."""
    asked = store_of(key).table(PERCEPTIONS)["question"]
    return PERCEPTIONS if (asked == PROBLEM_PREFIX + topic).any() else SURVEY_TOTALS


def has_survey(key: CacheKey) -> bool:
    """Whether one was brought, answer by answer or already totalled."""
    return bool(SURVEYS & set(store_of(key).manifest.tables))


@query(10)
def asb_gaps(key: CacheKey) -> pd.DataFrame | None:
    """Where residents' view of ASB and its record part; None where nothing can be named.

    The same figures, under the same rules, as on the page on perception.
    """
    found = perceived_and_recorded(key, USUAL_TOPIC)
    if found.parted.why_not:
        return None
    table, known = found.parted.table, store_of(key).areas(WARD)
    names = {
        name: [" + ".join(known.loc[found.wards_of(str(row)), name]) for row in table.index]
        for name in ("name_en", "name_cy")
    }
    kind = table["kind"].replace(REASSURANCE_GAP, PERCEIVED_ABOVE)
    return table.assign(kind=kind, may_be_named=table["status"] == SHOWN, **names)


def _random_sample(release_store: Store) -> pd.DataFrame:
    answers = release_store.answers("problem_asb")
    return answers[answers["mode"] == "random sample"]


@query(10)
def why_no_answers(key: CacheKey) -> str:
    """Why perception can't be spoken of: no survey, not asked, or answered by who chose to."""
    release_store = store_of(key)
    if not has_survey(key):
        return "no_survey"
    return "not_asked" if release_store.answers("problem_asb").empty else "self_selected"


@query(10)
def survey(key: CacheKey) -> tuple[int, list[str]] | None:
    """How many of a random sample answered about ASB, and in which waves; None without one."""
    sample = _random_sample(store_of(key))
    if sample.empty:
        return None
    return len(sample), sorted(sample["wave"].unique())
