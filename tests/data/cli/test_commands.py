"""The commands of the command line: their output and their errors."""

import json
import shutil
from pathlib import Path

import pytest

import data.cli.commands as commands
from data.__main__ import main
from data.build.pipeline import build_release
from data.cli.precheck import WITHOUT_RESIDENTS
from data.fetch.model import Download, Fetched, Form, Outcome
from data.months import months_between
from data.release.current import current_release
from data.settings import Settings
from tests.conftest import settings_in

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "home"))
    return settings_in(tmp_path / "home")


def test_a_build_reports_rows_left_out_and_then_that_nothing_changed(
    bare_sources: Path, home: Settings, capsys: Capture
) -> None:
    (bare_sources / "minutes.txt").write_text("Minutes of the meeting\n")
    assert main(["build", str(bare_sources)]) == 0
    printed = capsys.readouterr().out
    assert f"release {current_release(home)}: Vale of Halwyn, 2026-08 to 2026-09" in printed
    assert "left out" in printed and "of police:" in printed
    assert "left alone 1 file:\n  minutes.txt: " in printed
    assert main(["build", str(bare_sources)]) == 0
    assert "Nothing has changed since" in capsys.readouterr().out
    assert main(["build", "--again", str(bare_sources)]) == 0
    assert "release " in capsys.readouterr().out


def test_check_and_build_say_what_a_release_without_residents_lacks(
    bare_sources: Path, home: Settings, capsys: Capture
) -> None:
    assert main(["build", str(bare_sources)]) == 0
    assert WITHOUT_RESIDENTS not in capsys.readouterr().out
    shutil.rmtree(bare_sources / "population")
    assert main(["check", str(bare_sources)]) == 0
    assert WITHOUT_RESIDENTS in capsys.readouterr().out
    assert main(["build", str(bare_sources)]) == 0
    assert WITHOUT_RESIDENTS in capsys.readouterr().out


def test_residents_of_other_areas_only_are_no_residents(
    bare_sources: Path, home: Settings, capsys: Capture
) -> None:
    shutil.rmtree(bare_sources / "population")
    (bare_sources / "people.csv").write_text("LSOA 2021 Code,Population\nE01000001,1500\n")
    assert main(["build", str(bare_sources)]) == 0
    assert WITHOUT_RESIDENTS in capsys.readouterr().out


def test_a_build_reads_milltir_toml(
    bare_sources: Path, home: Settings, tmp_path: Path, capsys: Capture
) -> None:
    plan = tmp_path / "milltir.toml"
    plan.write_text(f'[sources]\nall = "{bare_sources.name}"\n', encoding="utf-8")
    assert main(["build", "--config", str(plan)]) == 0
    assert "Vale of Halwyn" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "expected a milltir.toml, but found nothing there"),
        ("area = ", "expected TOML"),
        ('region = "Newport"\n', "found region as well"),
        ('area = "Newport"\n', "expected files under [sources], but found none"),
        ("[sources]\nall = 3\n", "[sources]: expected a path or a list of paths, but found 3"),
    ],
)
def test_a_wrong_plan_is_refused_with_what_was_expected(
    home: Settings, tmp_path: Path, capsys: Capture, content: str | None, expected: str
) -> None:
    plan = tmp_path / "milltir.toml"
    if content is not None:
        plan.write_text(content, encoding="utf-8")
    assert main(["build", "--config", str(plan)]) == 1
    error = capsys.readouterr().err
    assert "milltir.toml" in error and expected in error


def test_a_build_warns_of_sources_that_the_release_before_had(
    small_sources: Path, home: Settings, capsys: Capture
) -> None:
    build_release([small_sources], home)
    for file in small_sources.rglob("*groups*.csv"):
        file.unlink()
    assert main(["build", str(small_sources)]) == 0
    error = capsys.readouterr().err
    assert "the release before had, and this one hasn't: groups" in error
    assert main(["undo"]) == 0
    printed = capsys.readouterr().out
    assert "is current again: Vale of Halwyn" in printed and "sources gained: groups" in printed


def test_check_lists_what_a_build_would_read_refuse_and_miss(
    small_sources: Path, home: Settings, tmp_path: Path, capsys: Capture
) -> None:
    assert main(["check", str(small_sources)]) == 0
    printed = capsys.readouterr().out
    assert (
        "recognised, would be read: halwyn, 2 months, 2026-08 to 2026-09; none missing" in printed
    )
    assert "rows would be used" in printed
    folder = tmp_path / "wrong"
    month = folder / "2026-09" / "2026-09-halwyn-street.csv"
    month.parent.mkdir(parents=True)
    head = next(small_sources.rglob("2026-09-halwyn-street.csv")).read_text("utf-8").split("\n")[0]
    month.write_text(head + "\n", encoding="utf-8")
    assert main(["check", str(folder)]) == 1
    captured = capsys.readouterr()
    assert "can't be used" in captured.out and "missing: " in captured.out
    assert "a build would stop at 1 file" in captured.err


def test_check_names_the_months_that_are_missing(
    sample_sources: Path, home: Settings, capsys: Capture
) -> None:
    every = sorted(file.parent for file in sample_sources.rglob("*-street.csv"))
    months = [folder.name for folder in every]
    assert main(["check", str(every[0]), str(every[-1])]) == 0
    between = months_between(months[0], months[-1])
    assert f"missing {', '.join(list(between)[1:-1])}" in capsys.readouterr().out


def test_show_prints_the_release_and_its_manifest(
    sample_home: Path, sample_settings: Settings, capsys: Capture
) -> None:
    assert main(["show", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["release"] == current_release(sample_settings)


def test_template_writes_its_files_into_the_folder(tmp_path: Path, capsys: Capture) -> None:
    assert main(["template", "groups", str(tmp_path)]) == 0
    named = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert named and all(path.parent == tmp_path and path.stat().st_size for path in named)


def test_fetch_asks_for_the_months_and_prints_each_file(
    home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    asked: list[list[str]] = []
    archive = Download(name="archive.zip", what="police.uk archive", address="", form=Form.ZIP)

    def wanted(area: str, *, months: list[str], bases: object) -> list[Download]:
        del area, bases
        asked.append(months)
        return [archive]

    def downloaded(downloads: list[Download], folder: Path, **_: object) -> list[Fetched]:
        return [
            Fetched(
                download=one, path=folder / one.name, outcome=Outcome.UNCHANGED, bytes=0, sha256=""
            )
            for one in downloads
        ]

    monkeypatch.setattr(commands, "downloads_for", wanted)
    monkeypatch.setattr(commands, "download", downloaded)
    arguments = ["fetch", "--area", "Newport", "--into", str(tmp_path)]
    assert main([*arguments, "--months", "2026-08..2026-09"]) == 0
    printed = capsys.readouterr().out
    assert "archive.zip  police.uk archive" in printed
    assert f"Build with: python -m data build --area 'Newport' {tmp_path}" in printed
    assert main(arguments) == 0
    assert asked == [["2026-08", "2026-09"], []]
    assert main([*arguments, "--months", "August"]) == 1
    assert "expected months such as 2024-01..2025-06, but found August" in capsys.readouterr().err


def test_a_bug_and_an_interruption_are_reported_without_a_traceback(
    home: Settings, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    for fault, code, words in (
        (RuntimeError("no such thing"), 2, "a fault of Milltir's own (RuntimeError)"),
        (KeyboardInterrupt(), 130, "what was served before still is"),
    ):

        def fail(*_: object, fault: BaseException = fault) -> None:
            raise fault

        monkeypatch.setattr(commands, "read_config", fail)
        assert main(["build"]) == code
        assert words in capsys.readouterr().err
