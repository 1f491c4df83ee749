"""What is published of a survey question: the only source of its figures by place."""

from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from data.disclosure.layout import ALL, WHOLE
from data.disclosure.survey import AGES, ASKED, CELLS, PLACES
from data.schema import WARD
from geo.survey.published import NUMBERS, PublishedQuestion
from geo.survey.respondents import SAMPLE, InterviewCounts


@dataclass(frozen=True, kw_only=True)
class PublishedWaves:
    """The shares of the two latest waves, each by place and of all (the empty code)."""

    before: pd.DataFrame
    now: pd.DataFrame
    waves: tuple[str, str]
    # The place of each ward: one that has enough answers in both waves.
    place: pd.Series


@query(100)
def published_question(key: CacheKey, question: str) -> PublishedQuestion:
    """Return what is published of a question, in all waves together."""
    store = store_of(key)
    wards = store.codes(WARD)
    asked = _rows(key, ASKED, question)
    if asked.empty:
        return PublishedQuestion.nobody(wards)
    row, cells = asked.iloc[0], _cells(key, question, ALL)
    told = pd.notna(row["views"])
    return PublishedQuestion(
        places=cells.drop(index=WHOLE),
        whole=cells[NUMBERS].astype(float).loc[[WHOLE]].iloc[0],
        place=_places(key, question, "place").reindex(wards),
        sampled=row["mode"] == SAMPLE,
        waves=tuple(str(row["waves"]).split()),
        reworded=tuple(str(row["reworded"]).split()),
        respondents=int(row["respondents"]),
        unsure=int(row["unsure"]),
        consulted=int(row["consulted"]),
        interviewed=InterviewCounts(
            people=int(row["interviewed"]),
            views=int(row["views"]) if told else 0,
            big=int(row["big"]) if told else 0,
            may_be_shown=bool(told),
        ),
    )


@query(100)
def published_waves(key: CacheKey, question: str) -> PublishedWaves | None:
    """Return what is published of the two latest waves; None if they aren't compared."""
    waves = sorted({*_rows(key, CELLS, question)["wave"]} - {ALL})
    if not waves:
        return None
    before, now = waves
    return PublishedWaves(
        before=_cells(key, question, before),
        now=_cells(key, question, now),
        waves=(before, now),
        place=_places(key, question, "wave_place"),
    )


@query(10)
def published_ages(key: CacheKey) -> pd.DataFrame:
    """Return the respondents of the latest wave by age band: `wave`, `mode`, `people`, `status`.

    All of them have the empty band.
    """
    return store_of(key).table(AGES).set_index("age_band")


def _rows(key: CacheKey, table: str, question: str) -> pd.DataFrame:
    every = store_of(key).table(table)
    return every[every["question"] == question]


def _cells(key: CacheKey, question: str, wave: str) -> pd.DataFrame:
    cells = _rows(key, CELLS, question)
    return cells[cells["wave"] == wave].set_index("place")[[*NUMBERS, "status"]]


def _places(key: CacheKey, question: str, column: str) -> pd.Series:
    places = _rows(key, PLACES, question).set_index("area_code")[column]
    return places.rename("pool")
