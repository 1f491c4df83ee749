"""A build that would equal the current release is skipped."""

import shutil
from pathlib import Path

import pytest

from data.__main__ import main
from data.build.input_fingerprint import digest_of
from data.build.pipeline import PLAN, build_release
from data.errors import NothingChanged
from data.files.digested_json import read_json, write_json
from data.release.current import current_release
from data.release.manifest import MANIFEST
from data.settings import Settings
from tests.conftest import settings_in


def built_when(settings: Settings) -> int:
    return (settings.releases / current_release(settings) / MANIFEST).stat().st_mtime_ns


def test_repeated_build_leaves_the_release_unchanged(
    bare_sources: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = settings_in(tmp_path / "home")
    monkeypatch.setenv("MILLTIR_HOME", str(settings.home))
    arguments = ["build", str(bare_sources)]
    assert main(arguments) == 0
    first, release = built_when(settings), current_release(settings)
    capsys.readouterr()
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert f"Nothing has changed since release {release}" in said and "left out" not in said
    assert built_when(settings) == first
    assert main([*arguments, "--again"]) == 0
    assert "Nothing has changed" not in capsys.readouterr().out
    assert current_release(settings) == release and built_when(settings) > first


def test_any_difference_leads_to_a_build(bare_sources: Path, tmp_path: Path) -> None:
    home = settings_in(tmp_path / "home")

    def again() -> str:
        return build_release([bare_sources], home, again=False).release

    first = again()
    with pytest.raises(NothingChanged):
        again()
    month = next(bare_sources.rglob("*-street.csv"))
    month.write_text("\n".join(month.read_text("utf-8").splitlines()[:-1]) + "\n")
    second = again()
    assert second != first
    build_release([bare_sources], home, area="The Vale of Halwyn", again=False)
    with pytest.raises(NothingChanged):
        build_release([bare_sources], home, area="The Vale of Halwyn", again=False)
    plan = home.releases / second / PLAN
    write_json(plan, read_json(plan) | {"inputs": "of another program"})
    assert build_release([bare_sources], home, area="The Vale of Halwyn", again=False)


def test_broken_or_day_dependent_release_is_built_again(bare_sources: Path, tmp_path: Path) -> None:
    home = settings_in(tmp_path / "home")
    folder = bare_sources / "zz"
    folder.mkdir()
    (folder / "asb.csv").write_text("date,type,ward_code\n2099-06-01,noise,W05999003\n")
    release = build_release([bare_sources], home, again=False).release
    assert build_release([bare_sources], home, again=False).release == release
    shutil.rmtree(folder)
    release = build_release([bare_sources], home, again=False).release
    (home.releases / release / "areas.parquet").write_bytes(b"")
    assert build_release([bare_sources], home, again=False).release == release


def test_the_digest_is_of_names_bytes_and_plan(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1")
    first = digest_of([tmp_path], "", {})
    assert digest_of([tmp_path], "", {}) == first
    assert digest_of([tmp_path], "Newport", {}) != first
    (tmp_path / "a.csv").rename(tmp_path / "b.csv")
    assert digest_of([tmp_path], "", {}) != first
