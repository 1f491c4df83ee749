"""The command line: one map, one for every ward, and errors for invalid values."""

import subprocess
import sys
from pathlib import Path

import pytest

from components.snapshot import cli
from components.snapshot.cli import main
from components.snapshot.model import Picture
from tests.cases import every_case

PROJECT = Path(__file__).resolve().parents[3]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_map(sample_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["map", "--measure", "count", "--category", "burglary", "--level", "ward"]
    period = ["--period", "2025-01_2025-12", "--preset", "slide", "--format", "pdf"]
    assert main([*asked, *period, "--out", str(tmp_path)]) == 0
    name = "fictional-sample_map_count_burglary_ward_vale-of-halwyn_2025-01_2025-12_slide.pdf"
    assert files(tmp_path) == [name]
    assert capsys.readouterr().out.strip() == str(tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(b"%PDF")


def test_options_override_the_fields_of_an_address(sample_home: Path, tmp_path: Path) -> None:
    link = "http://localhost:8501/map?lang=cy&measure=count&category=drugs"
    options = ["--place", "y tir halen", "--format", "svg", "--out", str(tmp_path)]
    assert main(["map", "--view", link, *options]) == 0
    (name,) = files(tmp_path)
    assert name.startswith("fictional-sample_map_count_drugs_ward_bro-halwyn_y-tir-halen_")


def test_a_picture_for_every_ward_with_the_time_that_is_left(
    sample_home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each file has only the title of its picture, because drawing all pictures is slow."""

    def title(picture: Picture, **_: str) -> bytes:
        return picture.spec.subtitle.encode()

    monkeypatch.setattr(cli, "picture_bytes", title)
    options = ["--level", "lsoa", "--each-ward", "--format", "svg", "--out", str(tmp_path)]
    assert main(["map", *options]) == 0
    assert len(files(tmp_path)) == 24
    assert len({name for name in files(tmp_path) if "saltings" in name}) == 1
    assert len({path.read_text("utf-8") for path in tmp_path.iterdir()}) == 24
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 24
    assert "s left" in said.err and "100%" in said.err


@every_case(
    ("asked", "expected"),
    [
        (["--measure", "rat"], "--measure: expected rate or count"),
        (["--period", "2019-01_2019-12"], "months from 2022-10 to 2026-09, but found 2019-01"),
        (["--place", "Nowhere"], "of a ward, LSOA, town or beat, but found Nowhere"),
        (["--level", "street"], "--level: expected ward or lsoa"),
        (["--view", "colour=red"], "but found colour"),
    ],
)
def test_an_invalid_value_is_answered_with_the_valid_ones(
    sample_home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    asked: list[str],
    expected: str,
) -> None:
    assert main(["map", *asked, "--out", str(tmp_path / "new")]) == 1
    assert expected in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_an_output_folder_that_is_a_file_is_an_error(
    sample_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert main(["map", "--out", str(tmp_path / "taken")]) == 1
    assert "can't be written to" in capsys.readouterr().err


def test_without_a_release_the_message_says_how_to_build_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "none"))
    assert main(["map", "--out", str(tmp_path)]) == 1
    assert "python -m data sample" in capsys.readouterr().err


@pytest.mark.slow
def test_the_module_runs_as_a_program_without_a_warning(sample_home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "components.snapshot", "map", "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_page_loads_matplotlib_only_when_a_picture_is_asked_for() -> None:
    asks = "import sys, components.snapshot.dialog; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asks], cwd=PROJECT, check=False).returncode == 0
