"""What is published of a survey is made anew from the answers that an erasure leaves."""

from pathlib import Path

import pandas as pd
import pytest

from data.__main__ import main
from data.build.published_survey import answers_in, tables_of
from data.cli.disclosure import report_of
from data.disclosure.survey import PUBLISHED, survey_tables
from data.release.current import current_release
from data.settings import Settings


def tables_in(folder: Path) -> dict[str, pd.DataFrame]:
    return {name: pd.read_parquet(folder / f"{name}.parquet") for name in PUBLISHED}


def test_an_erased_respondent_is_in_no_published_figure(
    copied_questions: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = copied_questions
    monkeypatch.setenv("MILLTIR_HOME", str(copied.home))
    before = copied.releases / current_release(copied)
    answers = pd.read_parquet(before / "perceptions.parquet")
    erased = answers.loc[answers["area_code"] == "W05999005", "respondent"].unique()[:1]
    for respondent in erased:
        assert main(["erase", "respondent", str(respondent), "--yes"]) == 0
    after = copied.releases / current_release(copied)
    left = pd.read_parquet(after / "perceptions.parquet")
    assert not set(left["respondent"]) & set(erased)
    found = answers_in(after, tables_of(after))
    assert found is not None
    for name, table in survey_tables(found).items():
        assert tables_in(after)[name].equals(table.astype(tables_in(after)[name].dtypes)), name
    report = report_of(after)
    assert report is not None and not report.failing
