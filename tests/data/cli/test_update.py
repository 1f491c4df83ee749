"""The monthly update on the command line, against a service that misbehaves."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from data.cli import update as command
from data.errors import ProgramFailed
from data.fetch import Download, Form, Limits
from data.release.current import current_release
from data.settings import Settings, load_settings
from data.update import programs
from data.update import report as told
from data.update.storage import stored_reports
from tests.crash.acts import COUNTY, MONTHS
from tests.data.fetch.fetch_server import Fault, Service, running_service
from tests.truth.county import (
    put_boundaries,
    put_lists,
    put_lookups,
    put_police,
    put_residents,
)

AREA = "Newport"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a small county: what never changes, and archives of its months.

    A folder without the partners' lists is in `without lists`, as a build is twice as fast then.
    """
    folder = tmp_path_factory.mktemp("county")
    for put in (put_boundaries, put_lookups, put_residents):
        put(folder / "fixed", COUNTY)
        put(folder / "without lists" / "fixed", COUNTY)
    put_lists(folder / "fixed", COUNTY)
    put_police(folder, COUNTY, "Gwent", MONTHS)
    for number in (2, 3, 4):
        some = folder / f"some{number}"
        for month in MONTHS[:number]:
            shutil.copytree(folder / "police" / month, some / month)
        shutil.make_archive(str(folder / f"{number}"), "zip", some)
    return folder


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with running_service() as service:

        def wanted(area: str, *, months: Any, bases: Any) -> list[Download]:
            assert area == AREA
            address = f"{service.base}/police.zip"
            return [Download(name="police.zip", address=address, form=Form.ZIP, what="police")]

        monkeypatch.setattr(command, "downloads_for", wanted)
        limits = Limits(per_second=1e9, attempts=2, timeout=2.0, sleep=lambda seconds: None)
        fetch = command.download
        monkeypatch.setattr(command, "download", lambda *a, **b: fetch(*a, limits=limits, **b))
        yield service


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MILLTIR_TODAY", "2026-02-01")
    monkeypatch.setattr(command, "run_program", lambda *given, **more: "[]")
    monkeypatch.chdir(tmp_path)
    return load_settings()


def update(files: Path, *options: str) -> int:
    return main(["update", str(files / "fixed"), "--area", AREA, *options])


def publish(service: Service, files: Path, months: int) -> None:
    service.serve("/police.zip", (files / f"{months}.zip").read_bytes(), etag=f'"{months}"')


def test_each_month_is_fetched_built_and_reported(
    files: Path, service: Service, home: Settings
) -> None:
    publish(service, files, 2)
    assert update(files) == 0
    first = current_release(home)
    publish(service, files, 3)
    # The service breaks off and is busy once: the download goes on.
    service.add_faults(Fault(status=503), Fault(status=503), Fault(status=503))
    assert update(files) == 1
    assert (current_release(home), stored_reports(home)[0].outcome) == (first, told.STOPPED)
    assert update(files) == 0
    latest = stored_reports(home)[0]
    assert (latest.months_added, latest.outcome) == ((MONTHS[2],), told.UPDATED)
    assert latest.before and latest.before.release == first
    # Without options it is built from what the current release was built from.
    publish(service, files, 4)
    assert main(["update"]) == 0
    assert stored_reports(home)[0].months_added == (MONTHS[3],)
    assert main(["update", "--no-fetch"]) == 0
    assert stored_reports(home)[0].outcome == told.UNCHANGED


@pytest.mark.slow
def test_fewer_months_wait_for_a_person(files: Path, service: Service, home: Settings) -> None:
    publish(service, files, 3)
    assert update(files) == 0
    served = current_release(home)
    publish(service, files, 2)
    assert update(files) == 3
    assert current_release(home) == served
    assert update(files, "--yes") == 0
    assert current_release(home) != served


def test_a_dry_run_and_bad_options_change_nothing(
    files: Path, service: Service, home: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(service, files, 2)
    assert update(files, "--dry-run") == 0
    said = capsys.readouterr().out
    assert "would be downloaded  police.zip" in said and "missing:" in said
    assert not list(home.home.glob("*/*"))
    assert update(files) == 0
    before = sorted(home.home.rglob("*"))
    assert update(files, "--dry-run") == 0
    assert "asked again, from 20" in capsys.readouterr().out
    assert main(["update", str(files / "fixed")]) == 1
    assert "--area" in capsys.readouterr().err
    assert main(["update", "--config", "no.toml"]) == 1
    assert "no.toml" in capsys.readouterr().err
    assert sorted(home.home.rglob("*")) == before


def test_a_file_that_cant_be_used_stops_it_before_the_build(
    files: Path, service: Service, home: Settings, tmp_path: Path
) -> None:
    publish(service, files, 2)
    assert update(files) == 0
    served = current_release(home)
    publish(service, files, 3)
    assert update(files, "--boundaries", str(tmp_path / "no-such-file.geojson")) == 1
    assert current_release(home) == served
    assert stored_reports(home)[0].steps[-1].step == told.CHECK


def test_the_stated_packs_are_made_and_what_changed_is_asked(
    files: Path,
    service: Service,
    home: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked: list[tuple[str, ...]] = []

    def run(module: str, arguments: Sequence[str], *given: object, **more: object) -> str:
        asked.append((module, *arguments))
        if module == "components.packs.changes":
            return '[{"en": "Less.", "cy": "Llai."}]'
        return "a.zip\n" if module == "components.packs" else ""

    monkeypatch.setattr(command, "run_program", run)
    fixed = files / "without lists"
    plan = f'area = "{AREA}"\nsources.fixed = "{fixed / "fixed"}"\n[[packs]]\ntemplate = "ward"\n'
    plan += 'places = ["all"]\nlanguages = ["en", "cy"]\nformats = "pdf"\nslides_on = "o.pptx"\n'
    Path("milltir.toml").write_text(plan)
    for months in (2, 3):
        publish(service, files, months)
        assert main(["update"]) == 0
    first, second = (report for report in reversed(stored_reports(home)))
    assert (first.changes, second.changes) == ((), ({"en": "Less.", "cy": "Llai."},))
    assert second.packs == ("a.zip",)
    assert first.release
    changed = ("--release", first.release.release, "--month", MONTHS[1])
    assert ("components.packs.changes", *changed) in asked
    (pack, _) = (one for one in asked if one[0] == "components.packs")
    options = ("--place", "all", "--language", "both", "--format", "pdf", "--slides-on", "o.pptx")
    assert pack == ("components.packs", "ward", *options, "--out", "packs")
    # Files beside --config take the place of its sources only.
    publish(service, files, 4)
    assert update(fixed, "--config", "milltir.toml", "--dry-run") == 0
    assert f"would be made  {' '.join(pack[1:])}" in capsys.readouterr().out
    asked.clear()
    assert update(fixed, "--config", "milltir.toml") == 0
    assert [one for one in asked if one[0] == "components.packs"] == [pack]
    Path("milltir.toml").write_text(plan + "colour = 1\n")
    assert main(["update"]) == 1


# CRASHES: what the update calls in each step, and whether the new release is served by then.
CRASHES = (
    ("data.cli.update.download", False),
    ("data.cli.update.check_files", False),
    ("data.build.pipeline.write_release", False),
    ("data.build.pipeline._serve", False),
    ("data.update.run.with_comparison", False),
    ("data.update.run.late_sources", True),
    ("data.cli.update._make", True),
    ("data.update.run.store_report", True),
)


def test_a_crash_in_any_step_serves_the_old_figures_or_the_new_and_the_next_run_goes_on(
    files: Path, service: Service, home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The service is busy and breaks off, and the program is stopped in each step in turn."""
    fixed = files / "without lists"
    publish(service, files, 2)
    assert update(fixed) == 0
    for number, (place, served) in enumerate(CRASHES):
        before, reports = current_release(home), len(stored_reports(home))
        publish(service, files, 3 + number % 2)
        service.add_faults(Fault(status=503))
        with monkeypatch.context() as patch:
            patch.setattr(place, stopped)
            assert update(fixed, "--yes") == 130, place
        assert len(stored_reports(home)) == reports, place
        assert (current_release(home) != before) == served, place
        assert update(fixed, "--yes") == 0, place
        assert stored_reports(home)[0].outcome == told.UPDATED, place
        assert stored_reports(home)[0].before.release == before, place
        assert current_release(home) != before, place


def stopped(*given: object, **more: object) -> None:
    raise KeyboardInterrupt


def test_a_program_that_fails_says_so(home: Settings) -> None:
    with pytest.raises(ProgramFailed) as failed:
        programs.run_program("components.news", ["write"], home)
    assert "no update has been run yet" in str(failed.value)
    assert failed.value.facts["code"] == "1"
