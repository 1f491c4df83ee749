"""Answers of respondents are stored for a number of months after their wave, and then deleted."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from data.__main__ import main
from data.build.pipeline import build_release
from data.erasure.retention import apply_retention
from data.limits import Retention
from data.load_report.reasons import Reason
from data.release.current import current_release, open_store
from data.release.history_file import read_history
from data.settings import Settings, load_settings
from tests.cases import every_case
from tests.conftest import copied_home, copy_sources, settings_in
from tests.data.erasure.conftest import SURVEY, bring
from tests.data.erasure.holding import holding

OLD, YEARS = "RX-9044", 6


def sources_in(folder: Path, sample_sources: Path) -> Path:
    """Write two months and a survey into a folder, and return it."""
    copy_sources(sample_sources, folder, ["2026-08", "2026-09"])
    (folder / "survey.csv").write_text(SURVEY)
    return folder


@pytest.fixture
def sources(sample_sources: Path, tmp_path: Path) -> Path:
    return sources_in(tmp_path / "sources", sample_sources)


def with_rule(settings: Settings, months: int | None, days: int = 0) -> Settings:
    return replace(settings, retention=Retention(answers_months=months, uploads_days=days))


@pytest.fixture(scope="module")
def built(sample_sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was built from the same files without a limit; tests only read it."""
    place = tmp_path_factory.mktemp("for-ever")
    folder = sources_in(place / "sources", sample_sources)
    build_release([folder], with_rule(settings_in(place / "home"), None))
    return place / "home"


@pytest.fixture
def for_ever(built: Path, sources: Path, tmp_path: Path) -> Settings:
    """The settings of a copy of that home, beside the files of the test."""
    return with_rule(copied_home(built, tmp_path / "home"), None)


def respondents(settings: Settings) -> set[str]:
    return set(open_store(settings)[0].table("perceptions")["respondent"])


def test_a_build_counts_answers_that_are_too_old_and_stores_none(
    sources: Path, tmp_path: Path
) -> None:
    settings = with_rule(settings_in(tmp_path / "home"), YEARS * 12)
    manifest = build_release([sources], settings)
    assert OLD not in respondents(settings)
    (report,) = (report for report in manifest.files if report.kind == "perceptions")
    assert report.left_out[Reason.PAST_RETENTION] == 1 and report.reconciles
    assert holding(settings.home, [OLD]) == []


def test_a_survey_of_which_every_wave_is_too_old_is_no_error(sources: Path, tmp_path: Path) -> None:
    (sources / "survey.csv").write_text(SURVEY.replace("2026-06", "2016-06"))
    settings = with_rule(settings_in(tmp_path / "home"), YEARS * 12)
    manifest = build_release([sources], settings)
    assert manifest.tables["perceptions"]["rows"] == 0 and respondents(settings) == set()


def test_the_rule_is_applied_to_what_is_stored(for_ever: Settings) -> None:
    assert OLD in respondents(for_ever) and apply_retention(for_ever) is None
    upload = bring(for_ever, ("our survey.csv", SURVEY.replace("RX-", "RY-").encode()))
    assert OLD.replace("RX", "RY") in respondents(for_ever)
    assert apply_retention(with_rule(for_ever, 200)) is None
    names = {entry.release for entry in read_history(for_ever).entries}
    assert apply_retention(with_rule(for_ever, YEARS * 12))
    assert holding(for_ever.home, [OLD, OLD.replace("RX", "RY")]) == []
    assert not {entry.release for entry in read_history(for_ever).entries} & names
    written = (for_ever.uploads / upload / "our survey.csv").read_text()
    assert written.count("RY-") == 3 and "RY-9041" in respondents(for_ever)


def test_a_trial_and_its_files_stay_until_somebody_decides(for_ever: Settings) -> None:
    rows = SURVEY.replace("RX-", "RY-").encode()
    upload = bring(for_ever, ("our survey.csv", rows), accepted=False)
    ruled = with_rule(for_ever, YEARS * 12)
    assert apply_retention(ruled)
    assert (for_ever.uploads / upload / "our survey.csv").read_bytes() == rows
    (trial,) = for_ever.trials.glob("*/trial.json")
    assert current_release(for_ever) in trial.read_text()


def test_a_damaged_release_is_not_deleted_by_the_rule(for_ever: Settings, sources: Path) -> None:
    damaged = for_ever.releases / current_release(for_ever)
    (sources / "source.json").write_text('{"title_en": "Elsewhere"}')
    build_release([sources], for_ever)
    (damaged / "perceptions.parquet").write_bytes(b"PAR1")
    assert apply_retention(with_rule(for_ever, YEARS * 12))
    assert damaged.is_dir() and OLD not in respondents(for_ever)


def test_the_command_says_what_it_deletes(
    for_ever: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(for_ever.home))
    monkeypatch.setenv("MILLTIR_KEEP_ANSWERS", "forever")
    assert main(["retention"]) == 0 and OLD in respondents(for_ever)
    monkeypatch.setenv("MILLTIR_KEEP_ANSWERS", "72")
    assert main(["retention", "--dry-run"]) == 0 and OLD in respondents(for_ever)
    said = capsys.readouterr().out
    assert "for 72 months" in said and "perceptions" in said and "dry run" in said
    assert main(["retention"]) == 0 and OLD not in respondents(for_ever)
    assert main(["retention"]) == 0
    assert "nothing has been stored longer" in capsys.readouterr().out


def test_a_build_on_the_command_line_applies_it_to_earlier_releases(
    for_ever: Settings, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(for_ever.home))
    monkeypatch.setenv("MILLTIR_KEEP_ANSWERS", "72")
    assert main(["build", str(sources)]) == 0
    assert OLD not in respondents(for_ever), "although no file has changed"
    (report,) = (r for r in open_store(for_ever)[0].manifest.files if r.kind == "perceptions")
    assert report.left_out[Reason.PAST_RETENTION] == 1 and report.reconciles and report.read == 4
    (sources / "source.json").write_text('{"title_en": "Elsewhere"}')
    assert main(["build", str(sources), "--yes"]) == 0
    assert len(list(for_ever.releases.iterdir())) == 2
    assert holding(for_ever.home, [OLD]) == []


def test_the_fictional_county_has_no_respondents_to_protect(copied: Settings) -> None:
    later = replace(copied, today=dt.date(2060, 1, 1))
    assert apply_retention(later) is None


@pytest.mark.slow
def test_accepted_files_that_nothing_uses_are_deleted_after_their_days(
    for_ever: Settings,
) -> None:
    for days, left in ((30, True), (0, False)):
        settings = with_rule(for_ever, None, days)
        upload = bring(settings, ("source.json", f'{{"title_en": "{days}"}}'.encode()))
        build_release([Path(for_ever.home.parent / "sources")], settings)
        for number in range(3):
            about = for_ever.home.parent / "sources" / "source.json"
            about.write_text(f'{{"title_en": "{days} {number}"}}')
            build_release([about.parent], settings)
        assert (for_ever.uploads / upload).is_dir() is left


@every_case(
    ("given", "months"), [("", 72), ("36", 36), ("Forever", None), ("six years", 72), ("-1", 72)]
)
def test_the_rule_is_read_from_the_environment(given: str, months: int | None) -> None:
    rule = load_settings({"MILLTIR_KEEP_ANSWERS": given, "MILLTIR_KEEP_UPLOADS": "14"}).retention
    assert rule == Retention(answers_months=months, uploads_days=14)
    incidents = load_settings({"MILLTIR_KEEP_INCIDENTS": given}).retention.incidents_months
    assert incidents == (36 if months == 72 else months)


INCIDENTS = """incident_id,date,type,ward_code
I1,04/07/2019 23:40,zebra noise,W05999003
I2,2019-08-01,zebra noise,no such ward
I3,2026-07-03,noise,W05999003
"""


def with_incidents(settings: Settings, months: int | None) -> Settings:
    rule = Retention(answers_months=None, incidents_months=months)
    return replace(settings, retention=rule, today=dt.date(2026, 11, 30))


def test_own_incidents_that_are_too_old_are_counted_and_not_stored(
    sources: Path, tmp_path: Path
) -> None:
    (sources / "incidents.csv").write_text(INCIDENTS)
    settings = with_incidents(settings_in(tmp_path / "home"), 36)
    manifest = build_release([sources], settings)
    (report,) = (report for report in manifest.files if report.kind == "local_incidents")
    assert report.left_out == {Reason.PAST_RETENTION: 2} and report.reconciles
    assert (report.read, report.used) == (3, 1)
    assert holding(settings.home, ["zebra"]) == []
    (sources / "incidents.csv").write_text("\n".join(INCIDENTS.splitlines()[:2]))
    manifest = build_release([sources], settings)
    assert manifest.tables["local_incidents"]["rows"] == 0, "all of them are too old"


def test_the_rule_for_own_incidents_is_applied_to_what_is_stored(
    sources: Path, tmp_path: Path
) -> None:
    (sources / "incidents.csv").write_text(INCIDENTS)
    for_ever = with_incidents(settings_in(tmp_path / "home"), None)
    build_release([sources], for_ever)
    bring(for_ever, ("our incidents.csv", INCIDENTS.replace("I", "J").encode()))
    assert (
        apply_retention(for_ever) is None and apply_retention(with_incidents(for_ever, 200)) is None
    )
    assert holding(for_ever.home, ["zebra"])
    assert apply_retention(with_incidents(for_ever, 36))
    assert holding(for_ever.home, ["zebra"]) == []
    store, broken = open_store(for_ever)
    assert broken is None and set(store.table("local_incidents")["date"]) == {"2026-07-03"}
    assert all(report.reconciles for report in store.manifest.files)
    assert OLD in respondents(for_ever), "answers have a rule of their own"
