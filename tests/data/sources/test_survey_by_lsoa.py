"""A respondent with an LSOA counts in the ward to which the release assigns the LSOA."""

from pathlib import Path

import pandas as pd
import pytest

from data.files.archive import members_of
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.release.store import Store
from data.schema import LSOA
from data.sources.surveys.answers import load_perceptions
from data.sources.ward_names import Wards

HEAD = "respondent_id,wave,mode,weight,safe_day"
ANSWER = "2026-06,random sample,1,very safe"


@pytest.fixture
def loaded(sample_store: Store, tmp_path: Path):  # type: ignore[no-untyped-def]
    """A function that loads a survey file and returns its answers and the load report."""
    areas = pd.concat([sample_store.areas("ward"), sample_store.areas("lsoa")]).reset_index()

    def load(text: str) -> tuple[pd.DataFrame, LoadReport]:
        path, report = tmp_path / "survey.csv", LoadReport()
        path.write_text(text)
        (member,) = members_of([path])
        return load_perceptions(member, Wards.of(areas), report), report

    return load


def lsoa_and_ward(store: Store) -> tuple[str, str]:
    first = store.areas(LSOA).iloc[0]
    return str(first.name), str(first["parent_code"])


def test_a_respondent_with_only_an_lsoa_counts_in_its_ward(loaded, sample_store: Store) -> None:  # type: ignore[no-untyped-def]
    lsoa, ward = lsoa_and_ward(sample_store)
    answers, report = loaded(
        f"{HEAD},lsoa_code\nR1,{ANSWER},{lsoa}\nR2,{ANSWER},{lsoa.lower()}\n"
        f"R3,{ANSWER},W01888888\nR4,{ANSWER},\n"
    )
    assert answers["area_code"].tolist() == [ward, ward]
    (account,) = report.files
    assert account.reconciles and account.used == 2
    assert account.notes == {Reason.WARD_BY_LSOA: 2}
    assert account.left_out == {Reason.UNKNOWN_LSOA: 1, Reason.UNKNOWN_WARD: 1}
    rows = report.rows_left_out()
    assert "W01888888" in rows.loc[rows["reason"] == Reason.UNKNOWN_LSOA, "record"].iloc[0]


def test_a_stated_ward_is_used_instead_of_that_of_the_lsoa(loaded, sample_store: Store) -> None:  # type: ignore[no-untyped-def]
    lsoa, ward = lsoa_and_ward(sample_store)
    other = next(code for code in sample_store.areas("ward").index if code != ward)
    answers, report = loaded(
        f"{HEAD},ward_code,lsoa_code\nR1,{ANSWER},{other},{lsoa}\n"
        f"R2,{ANSWER},{other},nonsense\nR3,{ANSWER},,{lsoa}\n"
    )
    assert answers["area_code"].tolist() == [other, other, ward]
    assert report.files[0].notes == {Reason.BAD_AREA_CODE: 1, Reason.WARD_BY_LSOA: 1}
