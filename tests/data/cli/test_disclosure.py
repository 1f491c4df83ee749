"""The command `check --disclosure`, on releases that are safe and on one that was tampered with."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from data.__main__ import main
from data.cli import disclosure
from data.cli.disclosure import report_of
from data.files.digested_json import read_json, write_json
from data.release.current import current_release
from data.release.manifest import MANIFEST
from data.settings import Settings

Capture = pytest.CaptureFixture[str]


def put_table(folder: Path, name: str, table: pd.DataFrame) -> None:
    """Replace a table of a release, with its digest."""
    path = folder / f"{name}.parquet"
    table.to_parquet(path)
    manifest = read_json(folder / MANIFEST)
    manifest["tables"][name]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    write_json(folder / MANIFEST, manifest)


def test_nothing_hidden_of_two_questions_can_be_worked_out(
    two_questions: Settings, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(two_questions.home))
    assert_nothing_worked_out(capsys)


@pytest.mark.slow
def test_nothing_hidden_of_the_sample_can_be_worked_out(sample_home: Path, capsys: Capture) -> None:
    assert_nothing_worked_out(capsys)


def assert_nothing_worked_out(capsys: Capture) -> None:
    assert main(["check", "--disclosure"]) == 0
    printed = capsys.readouterr().out
    assert "problem_asb: " in printed and "informed: " in printed
    assert "TOO NARROW" not in printed


@pytest.mark.slow
def test_a_figure_that_gives_a_hidden_one_back_fails_the_check(
    copied_questions: Settings, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hide one ward alone, as pages did, whose number is then the whole less the others."""
    monkeypatch.setenv("MILLTIR_HOME", str(copied_questions.home))
    folder = copied_questions.releases / current_release(copied_questions)
    cells = pd.read_parquet(folder / "survey_cells.parquet")
    asb = cells["question"] == "problem_asb"
    waves = asb & (cells["wave"] != "")
    cells = cells[~(waves & (cells["place"] != ""))]
    alone = (cells["question"] == "problem_asb") & (cells["place"] == "W05999005")
    cells.loc[alone, ["share", "base", "effective_base"]] = float("nan")
    cells.loc[alone, "status"] = "hidden"
    # Figures to a tenth of a percent and single people, as files had them.
    put_table(folder, "survey_cells", cells)
    report = report_of(folder)
    assert report is not None
    (number,) = [one for one in report.hidden if one.question == "problem_asb"]
    assert number.wards == ("W05999005",)
    # The solver takes long, and is asked once.
    monkeypatch.setattr(disclosure, "report_of", lambda folder: report)
    code = main(["check", "--disclosure"])
    printed = capsys.readouterr()
    assert (code == 1) == bool(report.failing)
    assert ("TOO NARROW" in printed.out) == bool(report.failing)
    assert "W05999005" not in printed.out, "wards are named"


def test_a_release_without_a_survey_has_nothing_to_hide(
    bare_sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "home"))
    assert main(["build", str(bare_sources)]) == 0
    assert "hidden" not in capsys.readouterr().out
    home = tmp_path / "home"
    for given in ([], [str(home)], [str(next((home / "releases").iterdir()))]):
        assert main(["check", "--disclosure", *given]) == 0
        assert "no survey" in capsys.readouterr().out


def test_tables_of_other_answers_are_refused(
    copied: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(copied.home))
    folder = copied.releases / current_release(copied)
    places = pd.read_parquet(folder / "survey_places.parquet")
    put_table(folder, "survey_places", places.assign(place="W05999001"))
    assert main(["check", "--disclosure"]) != 0
