"""The acts that change a home, each with the home that it begins with."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from data.backup.writing import back_up_home
from data.build.pipeline import build_release
from data.erasure.erase import erase
from data.erasure.groups import group_removal
from data.fetch import Download, Fetched, Form, Limits, fetch
from data.release.pending_trials import pending_trials
from data.release.switch import restore_previous
from data.settings import Settings, load_settings
from data.update.run import Made, Steps, run_update
from data.uploads.trials import accept, build_trial, discard
from tests.data.fetch.fetch_server import running_service
from tests.truth.county import (
    Authority,
    county_of,
    months_from,
    put_boundaries,
    put_lists,
    put_lookups,
    put_police,
    put_residents,
)

COUNTY = county_of(
    Authority(
        code="W06000022",
        name="Newport",
        force="Gwent",
        force_code="W15000002",
        wards=("Abbey", "Bridge", "Castle"),
    )
)
MONTHS = months_from("2025-09", "2025-12")
HOME, SOURCES = "home", "sources"


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act on a home, and the home's name in the folder of templates."""

    name: str
    begins_with: str
    run: Callable[[Settings, Path], object]
    # Whether it can make another release current.
    switches: bool = True
    # Whether it deletes a trial with its files.
    discards: bool = False


def settings_of(folder: Path) -> Settings:
    """Return the settings of the home in a folder of a case."""
    return load_settings({"MILLTIR_HOME": str(folder / HOME), "MILLTIR_TODAY": "2026-02-01"})


def _build(settings: Settings, folder: Path, months: Sequence[str] = MONTHS) -> object:
    return build_release(_files(folder, months), settings)


def _files(folder: Path, months: Sequence[str]) -> list[Path]:
    """Return what a build of these months reads."""
    sources = folder / SOURCES
    return [*sorted(sources.glob("fixed/*")), *(sources / "police" / month for month in months)]


def _try(settings: Settings, folder: Path) -> object:
    (file,) = (folder / SOURCES / "police" / MONTHS[-1]).iterdir()
    files = [(file.name, file.read_bytes())]
    return build_trial(files, settings, progress=lambda share, what: None)


def _accept(settings: Settings, folder: Path) -> object:
    return accept(pending_trials(settings)[-1], settings)


def _discard(settings: Settings, folder: Path) -> object:
    return discard(pending_trials(settings)[-1], settings)


def _undo(settings: Settings, folder: Path) -> object:
    return restore_previous(settings)


def _fetch(settings: Settings, folder: Path) -> Sequence[Fetched]:
    wanted = Download(
        name="police.zip",
        address=(folder / "address").read_text(encoding="utf-8"),
        form=Form.ZIP,
        what="police archive",
    )
    limits = Limits(per_second=1e9, attempts=2, timeout=5.0, sleep=lambda seconds: None)
    return fetch([wanted], settings.fetched, limits=limits)


def _update(settings: Settings, folder: Path) -> object:
    """Fetch every month and build from them, as `python -m data update` does."""
    sources = [*sorted((folder / SOURCES).glob("fixed/*")), settings.fetched]
    steps = Steps(
        fetch=lambda: _fetch(settings, folder),
        check=lambda: None,
        build=lambda confirm: build_release(sources, settings, confirm=confirm, again=False),
        make=lambda report: Made(),
    )
    return run_update(steps, settings)


def _back_up(settings: Settings, folder: Path) -> object:
    # A backup that is there already is not replaced.
    number = len([*folder.glob("backup*")])
    return back_up_home(settings, folder / f"backup-{number}.zip")


def _erase(settings: Settings, folder: Path) -> object:
    return erase(group_removal("Riverside Watch", settings), settings)


EMPTY, BUILT, TRIED = "empty", "built", "tried"
ACTS = {
    act.name: act
    for act in (
        Act(name="first build", begins_with=EMPTY, run=_build),
        Act(name="build", begins_with=BUILT, run=_build),
        Act(name="undo", begins_with=BUILT, run=_undo),
        Act(name="try", begins_with=BUILT, run=_try, switches=False),
        Act(name="accept", begins_with=TRIED, run=_accept),
        Act(name="discard", begins_with=TRIED, run=_discard, switches=False, discards=True),
        Act(name="erase", begins_with=TRIED, run=_erase, discards=True),
        Act(name="fetch", begins_with=BUILT, run=_fetch, switches=False),
        Act(name="update", begins_with=BUILT, run=_update),
        Act(name="back up", begins_with=TRIED, run=_back_up, switches=False),
    )
}


def make_templates(folder: Path, stack: ExitStack) -> None:
    """Write the homes that acts begin with: empty, with two releases, and with a trial as well."""
    empty = folder / EMPTY
    for put in (put_boundaries, put_lookups, put_residents, put_lists):
        put(empty / SOURCES / "fixed", COUNTY)
    put_police(empty / SOURCES, COUNTY, "Gwent", MONTHS)
    service = stack.enter_context(running_service())
    archive = shutil.make_archive(str(folder / "police"), "zip", empty / SOURCES / "police")
    address = service.serve("/police.zip", Path(archive).read_bytes())
    (empty / "address").write_text(address, encoding="utf-8")
    shutil.copytree(empty, folder / BUILT)
    for months in (MONTHS[:2], MONTHS[:3]):
        _build(settings_of(folder / BUILT), folder / BUILT, months)
    shutil.copytree(folder / BUILT, folder / TRIED)
    _try(settings_of(folder / TRIED), folder / TRIED)
