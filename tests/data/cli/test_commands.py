"""The commands of the command line: their output and their errors."""

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import data.cli.building as building
import data.cli.commands as commands
from data.__main__ import BROKEN_PIPE, main
from data.build.pipeline import build_release
from data.cli.precheck import WITHOUT_RESIDENTS
from data.fetch.model import Download, Fetched, Form, Outcome
from data.months import months_between
from data.release.current import current_release, open_store
from data.settings import Settings
from tests.cases import every_case
from tests.conftest import PROJECT, copy_sources, settings_in

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
    assert main(["build", str(bare_sources), "--yes"]) == 0
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


@every_case(
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


def test_a_release_with_less_than_before_needs_a_yes(
    bare_sources: Path,
    sample_sources: Path,
    home: Settings,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    groups = Path(shutil.copy(sample_sources / "places" / "groups.csv", bare_sources))
    build_release([bare_sources], home)
    before = current_release(home)
    groups.unlink()
    # Without a terminal nobody can be asked: refused, with an exit code of its own.
    assert main(["build", str(bare_sources)]) == 3
    error = capsys.readouterr().err
    assert "nothing of the source groups any more" in error and "--yes" in error
    assert current_release(home) == before
    assert [path.name for path in home.releases.iterdir()] == [before]
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    assert main(["build", str(bare_sources)]) == 3 and current_release(home) == before
    assert "Serve it all the same? [y/N]" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    assert main(["build", str(bare_sources)]) == 0 and current_release(home) != before
    assert main(["undo"]) == 0
    printed = capsys.readouterr().out
    assert "is current again: Vale of Halwyn" in printed and "sources gained: groups" in printed
    assert "it has less" not in printed
    assert main(["undo"]) == 0
    printed = capsys.readouterr().out
    assert (
        "it has less than release" in printed and "nothing of the source groups any more" in printed
    )
    assert main(["undo"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(["build", "--yes", str(bare_sources)]) == 0 and current_release(home) != before
    error = capsys.readouterr().err
    assert "nothing of the source groups any more" in error and "data undo" in error


def test_an_undo_says_which_months_there_are_less_of(
    bare_sources: Path, home: Settings, tmp_path: Path, capsys: Capture
) -> None:
    fewer = copy_sources(bare_sources, tmp_path / "fewer", ["2026-08"], "source.json")
    build_release([fewer], home)
    build_release([bare_sources], home)
    assert main(["undo"]) == 0
    printed = capsys.readouterr().out
    assert "complete months: 2 before, 1 now" in printed
    assert "latest month: 2026-09 before, 2026-08 now" in printed


class Terminal(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


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


def test_check_names_the_area_that_the_files_do_not_have(
    small_sources: Path, home: Settings, capsys: Capture
) -> None:
    assert main(["check", "--area", "Newport", str(small_sources)]) == 1
    printed = capsys.readouterr().out
    assert "can't be used: --area, the name of the area" in printed
    assert "Vale of Halwyn" in printed and "but found Newport" in printed


def test_check_names_the_months_that_are_missing(
    sample_sources: Path, home: Settings, capsys: Capture
) -> None:
    every = sorted(file.parent for file in sample_sources.rglob("*-street.csv"))
    months = [folder.name for folder in every]
    assert main(["check", str(every[0]), str(every[-1])]) == 0
    between = months_between(months[0], months[-1])
    assert f"not among the files: {', '.join(list(between)[1:-1])}" in capsys.readouterr().out


def test_show_prints_the_release_and_its_manifest(
    sample_home: Path, sample_settings: Settings, capsys: Capture
) -> None:
    assert main(["show", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["release"] == current_release(sample_settings)


def test_template_writes_its_files_into_the_folder_and_says_so(
    tmp_path: Path, capsys: Capture
) -> None:
    assert main(["template", "groups", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    named = [Path(line.removeprefix("wrote ")) for line in lines if line.startswith("wrote ")]
    assert sorted(named) == sorted(tmp_path.iterdir()) and named
    assert all(path.stat().st_size for path in named)
    assert any("must not say where a refuge is" in line for line in lines)
    guide = (tmp_path / "groups-contract.md").read_text("utf-8")
    assert "must not say where a refuge is" in guide and "lloches" in guide


def test_template_overwrites_nothing_silently(tmp_path: Path, capsys: Capture) -> None:
    assert main(["template", "groups", str(tmp_path)]) == 0
    # The same content again is nothing lost.
    assert main(["template", "groups", str(tmp_path)]) == 0
    filled = tmp_path / "groups-template.csv"
    filled.write_text("our own list\n")
    capsys.readouterr()
    assert main(["template", "groups", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert "groups-template.csv" in captured.err and "--overwrite" in captured.err
    assert filled.read_text() == "our own list\n" and "wrote" not in captured.out
    assert main(["template", "--overwrite", "groups", str(tmp_path)]) == 0
    assert filled.read_text("utf-8-sig").startswith("group_id,")


def test_template_asks_for_a_folder(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", Terminal("new folder\n"))
    assert main(["template", "orders"]) == 0
    assert (tmp_path / "new folder" / "orders-template.csv").exists()
    for nothing in (Terminal("\n"), io.StringIO("folder\n")):
        monkeypatch.setattr("sys.stdin", nothing)
        capsys.readouterr()
        assert main(["template", "orders"]) == 1
        assert "python -m data template orders FOLDER" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["new folder"]


def test_a_build_names_the_postcodes_that_it_cannot_find(
    small_sources: Path, home: Settings, capsys: Capture
) -> None:
    (groups,) = small_sources.rglob("groups.csv")
    head, *rows = groups.read_text("utf-8-sig").splitlines()
    columns = head.split(",")
    (postcodes,) = small_sources.rglob("postcodes.csv")
    known = postcodes.read_text("utf-8").splitlines()[1].split(",")[0]
    added = []
    for number, postcode in (("Z1", known), ("Z2", "QV9 9ZZ")):
        cells = {"group_id": number, "name_en": number, "kind": "victim_support"}
        cells |= {"covers": "county", "public_contact": "yes", "postcode": postcode}
        added.append(",".join(cells.get(column, "") for column in [*columns, "postcode"]))
    table = [f"{head},postcode", *(f"{row}," for row in rows), *added]
    groups.write_text("\n".join(table) + "\n", "utf-8")
    assert main(["build", str(small_sources)]) == 0
    printed = capsys.readouterr().out
    assert f"groups.csv, row {len(table)}: no such postcode in this area: QV9 9ZZ" in printed
    assert known not in printed
    listed = open_store(home)[0].groups().set_index("group_id").geometry
    assert listed["Z2"] is None and abs(listed["Z1"].x - 226_000) < 20_000


def test_check_and_build_refuse_example_rows_unless_the_county_is_fictional(
    small_sources: Path, home: Settings, capsys: Capture
) -> None:
    # The towns and beats of the fictional county are those of the examples.
    for name in ("groups.csv", "towns.geojson", "beats.csv"):
        (small_sources / "places" / name).unlink()
    assert main(["template", "groups", str(small_sources / "own")]) == 0
    for name in ("example.geojson", "template.geojson", "template.csv"):
        (small_sources / "own" / f"groups-{name}").unlink()
    assert main(["check", str(small_sources)]) == 0
    (about,) = small_sources.glob("source.json")
    about.unlink()
    assert main(["check", str(small_sources)]) == 1
    printed = capsys.readouterr().out
    assert "groups-example.csv, row 2: expected your own rows" in printed
    assert main(["build", str(small_sources)]) == 1
    assert "groups-example.csv, row 2: expected your own rows" in capsys.readouterr().err
    assert not home.current.exists()


@every_case("arguments", [["show", "--json"], ["--help"]])
def test_a_reader_that_ends_early_leaves_no_traceback(
    sample_home: Path, arguments: list[str]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    # Buffered, as it is by default: then what is left is written at the end.
    buffered = os.environ | {"PYTHONUNBUFFERED": ""}
    ended = subprocess.run(
        [sys.executable, "-m", "data", *arguments], stdout=writer, stderr=subprocess.PIPE,
        cwd=PROJECT, env=buffered, check=False, text=True,
    )  # fmt: skip
    os.close(writer)
    assert ended.stderr == "" and ended.returncode == BROKEN_PIPE


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
    assert "https://osdatahub.os.uk/downloads/open/OpenZoomstack" in printed
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

        def fail(*_: object, fault: BaseException = fault, **__: object) -> None:
            raise fault

        monkeypatch.setattr(building, "read_config", fail)
        assert main(["build"]) == code
        assert words in capsys.readouterr().err
