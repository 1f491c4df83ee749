"""The published tables of a release's surveys, made from the answers of its respondents."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.disclosure.cells import layout_of
from data.disclosure.counts import publish_counts
from data.disclosure.hiding import publish
from data.disclosure.layout import LEAST_CELL, Layout
from data.disclosure.parts import is_published, parts_of, together
from data.disclosure.places import places_of
from data.disclosure.residents import ANSWERS
from data.disclosure.rounding import rounded_number
from data.disclosure.selection import CONSULTATION, SAMPLE, Selected, select
from data.geometry.contiguity import contiguity
from data.release.survey_answers import (
    batches_of_answers,
    respondents_by_age,
    tally,
    waves_with_ages,
)
from data.release.survey_totals import as_answers
from data.schema import TABLES

PLACES, CELLS, ASKED, AGES = "survey_places", "survey_cells", "survey_asked", "survey_ages"
# PUBLISHED: the tables of a release that pages and files take figures of surveys from.
PUBLISHED = (PLACES, CELLS, ASKED, AGES)
COLUMNS = (
    *("mode", "wave", "area_code", "weight", "design_effect", "answer", "wording"),
    "question",
)


@dataclass(frozen=True, kw_only=True)
class SurveyAnswers:
    """The answers of a release: of single respondents, and totals."""

    # The Parquet file of the table `perceptions`, if there is one.
    respondents: Path | None
    # The table `survey_totals`; without rows if there is none.
    totals: pd.DataFrame
    # The wards with their shapes, by code.
    wards: gpd.GeoDataFrame
    # Residents by ward, as from `residents_by_ward`; None if they aren't known.
    residents: pd.Series | None = None

    def questions(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Yield the name and the parts of each question whose figures are published.

        Totals are used for a question that no single respondent answered.
        """
        counted = tally(self.respondents, "question") if self.respondents else {}
        names = {*counted, *self.totals["question"].astype(str).unique()}
        parts = self._parts_of_respondents({name for name in counted if is_published(name)})
        for question in sorted(filter(is_published, names)):
            if question not in counted:
                known = self._known(as_answers(self.totals, question))
                if len(known):
                    yield question, parts_of(question, known)
            elif question in parts:
                yield question, parts[question]

    def _parts_of_respondents(self, questions: Collection[str]) -> dict[str, pd.DataFrame]:
        """Return the parts of questions to single respondents, in one reading of their answers."""
        found: dict[str, list[pd.DataFrame]] = {}
        if self.respondents and questions:
            for answers in batches_of_answers(self.respondents, questions, COLUMNS):
                for question, known in self._known(answers).groupby("question", observed=True):
                    name = str(question)
                    found.setdefault(name, []).append(parts_of(name, known))
        return {question: together(parts) for question, parts in found.items()}

    def _known(self, answers: pd.DataFrame) -> pd.DataFrame:
        known: pd.DataFrame = answers[answers["area_code"].isin(self.wards.index)]
        return known

    def layouts(self) -> Iterator[tuple[Layout, Selected]]:
        """Yield each question with its cells, and whose answers are used."""
        selected = {question: select(parts) for question, parts in self.questions()}
        wards = pd.Index(self.wards.index.astype(str), name="area_code")
        touching = contiguity(self.wards)
        for mode in (SAMPLE, CONSULTATION):
            of_mode = {
                question: one
                for question, one in selected.items()
                if one.mode == mode and one.parts["answered"].sum() > 0
            }
            places = places_of(of_mode, wards, touching)
            for question, one in of_mode.items():
                yield layout_of(question, one, places, self.residents), one
        for question, one in selected.items():
            if not one.parts["answered"].sum() > 0:
                # Nobody has an opinion, or only key individuals were asked.
                alone = pd.DataFrame({"place": wards, "wave_place": wards}, wards)
                yield layout_of(question, one, alone), one

    def ages(self) -> pd.DataFrame:
        """Return the people of the latest wave by age: `wave`, `mode`, `age_band`, `people`."""
        if self.respondents is None:
            return pd.DataFrame(columns=["wave", "mode", "age_band", "people"])
        known = waves_with_ages(self.respondents)
        mode = SAMPLE if (known["mode"] == SAMPLE).any() else CONSULTATION
        latest = known.loc[known["mode"] == mode, "wave"].max()
        by_age = respondents_by_age(self.respondents, [] if pd.isna(latest) else [latest])
        of_mode: pd.DataFrame = by_age[by_age["mode"] == mode]
        return of_mode


def survey_tables(answers: SurveyAnswers) -> dict[str, pd.DataFrame]:
    """Return everything that is published of the surveys of a release.

    Parameters
    ----------
    answers
        The answers of its respondents.

    Returns
    -------
    dict of DataFrame
        `survey_places`, `survey_cells`, `survey_asked` and `survey_ages` (`data.schema`).

    Examples
    --------
    >>> survey_tables(answers)["survey_cells"]["status"].value_counts()  # doctest: +SKIP
    """
    places, cells, asked = [], [], []
    for layout, selected in answers.layouts():
        published = publish(layout)
        cells.append(published.table)
        places.append(
            layout.places.rename_axis("area_code").reset_index().assign(question=layout.question)
        )
        asked.append(
            {
                "question": layout.question,
                **asked_numbers(selected),
                "weighted_by": ANSWERS if layout.residents is None else str(layout.residents.name),
                "hidden": published.few + published.others,
                "hidden_more": published.others,
                "hidden_by_solver": published.by_solver,
            }
        )
    tables = {PLACES: places, CELLS: cells, ASKED: [pd.DataFrame(asked)], AGES: [_ages(answers)]}
    return {
        name: _typed(name, pd.concat(parts, ignore_index=True))
        if sum(map(len, parts))
        else empty_table(name)
        for name, parts in tables.items()
    }


def empty_table(name: str) -> pd.DataFrame:
    """Return a table of `PUBLISHED` without rows, with columns of the right types.

    Parameters
    ----------
    name
        The name of the table.

    Returns
    -------
    DataFrame
        The table.

    Examples
    --------
    >>> empty_table("survey_ages").columns.tolist()
    ['wave', 'mode', 'age_band', 'people', 'status']
    """
    return _typed(name, pd.DataFrame(columns=list(TABLES[name].columns)))


def _typed(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of a table in their order, as text and numbers."""
    columns = TABLES[name].columns
    kinds = {
        one: "str" if str(kind.dtype).startswith("str") else "float64"
        for one, kind in columns.items()
    }
    return table[list(columns)].astype(kinds)


def _ages(answers: SurveyAnswers) -> pd.DataFrame:
    """Return the table of the ages of those who took part; without rows if they aren't known."""
    by_age = answers.ages()
    if by_age.empty:
        return empty_table(AGES)
    table = publish_counts(by_age.set_index("age_band")["people"])
    same = {name: str(by_age[name].iloc[0]) for name in ("wave", "mode")}
    return table.rename_axis("age_band").reset_index().assign(**same)


@dataclass(frozen=True, kw_only=True)
class HiddenFigures:
    """How many figures of a release's surveys are hidden."""

    # All; those of them that are hidden so that others can't be worked out; and those of these that
    # only the solver found to be needed.
    number: int = 0
    more: int = 0
    by_solver: int = 0


def hidden_figures(release: Path) -> HiddenFigures:
    """Return how many figures of the surveys of a release are hidden.

    Parameters
    ----------
    release
        The folder of the release.

    Returns
    -------
    HiddenFigures
        Their numbers; 0 without a survey.

    Examples
    --------
    >>> hidden_figures(Path("no-such-release")).number
    0
    """
    path = release / f"{ASKED}.parquet"
    if not path.exists():
        return HiddenFigures()
    asked = pd.read_parquet(path)
    number, more, by_solver = (
        int(asked[name].sum()) for name in ("hidden", "hidden_more", "hidden_by_solver")
    )
    return HiddenFigures(number=number, more=more, by_solver=by_solver)


def asked_numbers(selected: Selected) -> dict[str, object]:
    """Return who was asked one question, in rounded numbers of people of the whole area.

    Parameters
    ----------
    selected
        The answers that are used, and the others.

    Returns
    -------
    dict
        `mode`, `waves` and `reworded` (months), `respondents`, `unsure`, `consulted`, and the key
        individuals: `interviewed`, with an opinion (`views`) and holding the answers (`big`), both
        missing if fewer than five of them say one or the other; and the mean `design_effect`.

    Examples
    --------
    >>> asked_numbers(select(parts))["respondents"]  # doctest: +SKIP
    1500
    """
    parts, interviews = selected.parts, selected.interviews
    squares = parts["weight2"].sum()
    views, big = int(interviews["answered"].sum()), int(interviews["holding"].sum())
    told = all(n == 0 or n >= LEAST_CELL for n in (big, views - big))
    people = parts["people"].sum()
    return {
        "mode": selected.mode,
        "waves": " ".join(selected.waves),
        "reworded": " ".join(selected.reworded),
        "respondents": rounded_number(people),
        "unsure": rounded_number(people - parts["answered"].sum()),
        "consulted": rounded_number(selected.consulted["people"].sum()),
        "interviewed": int(interviews["people"].sum()),
        "views": views if told else float("nan"),
        "big": big if told else float("nan"),
        "design_effect": round(parts["spread"].sum() / squares, 1) if squares else 1.0,
    }
