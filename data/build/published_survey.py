"""Makes the published tables of a release's surveys from the answers of its respondents."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.disclosure.survey import SurveyAnswers, survey_tables
from data.file_kinds import PERCEPTIONS, SURVEY_TOTALS
from data.schema import TABLES, WARD, check


def published_survey(
    release: Path, areas: gpd.GeoDataFrame, totals: pd.DataFrame | None
) -> dict[str, pd.DataFrame]:
    """Return what is published of the surveys of a release.

    Parameters
    ----------
    release
        The folder of the release, which has the answers of respondents already.
    areas
        The table `areas`.
    totals
        The table `survey_totals`, or None.

    Returns
    -------
    dict of DataFrame
        The tables `survey_places`, `survey_cells`, `survey_asked` and `survey_ages`; none without a
        survey.

    Examples
    --------
    >>> published_survey(folder, areas, None)["survey_asked"]["hidden"].sum()  # doctest: +SKIP
    2
    """
    answers = answers_in(release, areas, totals)
    if answers is None:
        return {}
    return {name: check(name, table) for name, table in survey_tables(answers).items()}


def answers_in(
    release: Path, areas: gpd.GeoDataFrame, totals: pd.DataFrame | None
) -> SurveyAnswers | None:
    """Return the answers in the folder of a release.

    Parameters
    ----------
    release
        The folder of the release.
    areas
        The table `areas`.
    totals
        The table `survey_totals`, or None.

    Returns
    -------
    SurveyAnswers or None
        The answers; None without a survey.

    Examples
    --------
    >>> answers_in(folder, areas, None).respondents  # doctest: +SKIP
    PosixPath('releases/2026-09-1a2b3c4d5e/perceptions.parquet')
    """
    path = release / f"{PERCEPTIONS}.parquet"
    respondents = path if path.exists() else None
    if respondents is None and totals is None:
        return None
    none = pd.DataFrame(columns=[*TABLES[SURVEY_TOTALS].columns])
    wards = areas[areas["level"] == WARD].set_index("area_code")
    return SurveyAnswers(
        respondents=respondents, totals=none if totals is None else totals, wards=wards
    )
