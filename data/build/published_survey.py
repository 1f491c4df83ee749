"""Makes the published tables of a release's surveys from the answers of its respondents."""

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.disclosure.residents import residents_by_ward
from data.disclosure.survey import SurveyAnswers, survey_tables
from data.file_kinds import PERCEPTIONS, SURVEY_TOTALS
from data.schema import TABLES, WARD, check

OF_RESIDENTS = ("population", "membership")


def published_survey(release: Path, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return what is published of the surveys of a release.

    Parameters
    ----------
    release
        The folder of the release, which has the answers of respondents already.
    tables
        `areas`, `population`, `membership` and `survey_totals`; the last three may be missing.

    Returns
    -------
    dict of DataFrame
        The tables `survey_places`, `survey_cells`, `survey_asked` and `survey_ages`; none without a
        survey.

    Examples
    --------
    >>> published = published_survey(folder, tables_of(folder))  # doctest: +SKIP
    >>> published["survey_asked"]["hidden"].sum()  # doctest: +SKIP
    2
    """
    answers = answers_in(release, tables)
    if answers is None:
        return {}
    return {name: check(name, table) for name, table in survey_tables(answers).items()}


def answers_in(release: Path, tables: Mapping[str, pd.DataFrame]) -> SurveyAnswers | None:
    """Return the answers in the folder of a release.

    Parameters
    ----------
    release
        The folder of the release.
    tables
        `areas`, `population`, `membership` and `survey_totals`; the last three may be missing.

    Returns
    -------
    SurveyAnswers or None
        The answers; None without a survey.

    Examples
    --------
    >>> answers_in(folder, tables_of(folder)).respondents  # doctest: +SKIP
    PosixPath('releases/2026-09-1a2b3c4d5e/perceptions.parquet')
    """
    path, totals = release / f"{PERCEPTIONS}.parquet", tables.get(SURVEY_TOTALS)
    respondents = path if path.exists() else None
    if respondents is None and totals is None:
        return None
    areas = tables["areas"]
    wards = gpd.GeoDataFrame(areas[areas["level"] == WARD].set_index("area_code"))
    none = pd.DataFrame(columns=[*TABLES[SURVEY_TOTALS].columns])
    known = "population" in tables and "membership" in tables
    return SurveyAnswers(
        respondents=respondents,
        totals=none if totals is None else totals,
        wards=wards,
        residents=residents_by_ward(tables["population"], tables["membership"]) if known else None,
    )


def tables_of(release: Path) -> dict[str, pd.DataFrame]:
    """Return the tables of a release that are needed beside the answers of its respondents.

    Parameters
    ----------
    release
        The folder of the release.

    Returns
    -------
    dict of DataFrame
        `areas`, and `population`, `membership` and `survey_totals` where the release has them.

    Examples
    --------
    >>> sorted(tables_of(folder))  # doctest: +SKIP
    ['areas', 'membership', 'population']
    """
    paths = {name: release / f"{name}.parquet" for name in (*OF_RESIDENTS, SURVEY_TOTALS)}
    found = {name: pd.read_parquet(path) for name, path in paths.items() if path.exists()}
    return {"areas": gpd.read_parquet(release / "areas.parquet"), **found}
