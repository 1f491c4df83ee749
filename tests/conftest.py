"""The sample county, written and built once for all tests in a temporary folder."""

import gc
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import cache, partial
from itertools import count
from pathlib import Path

import pandas as pd
import pytest
from filelock import FileLock
from hypothesis import settings

from components.packs.remembered import FILE as PACKS_MADE
from components.text import catalogue
from data.build import browser_files, ground, published_survey
from data.build.pipeline import build_release
from data.disclosure import survey
from data.files.digested_json import read_json, write_json
from data.geometry import browser_shapes, ward_membership
from data.geometry.coast import land_around
from data.register.migration import open_register
from data.register.seed import seed
from data.release.current import open_store
from data.release.manifest import Manifest
from data.release.prune import PLAN
from data.release.store import Store
from data.sample import write_sources
from data.settings import Settings, load_settings
from data.sources import boundaries
from tests.authorities import release_with_two_authorities
from tests.breaks import both_states, release_with_breaks
from tests.gaps import release_with_gaps
from tests.long_tests import is_long, turn
from tests.pieces import release_in_pieces
from tests.planted_month import release_with_exceptions
from tests.solved_once import (
    answered_once,
    name_of_layout,
    name_of_shapes,
    name_of_survey,
    name_of_tables,
)

# Without deadlines, as property tests must not fail on a busy machine.
settings.register_profile("milltir", deadline=None)
settings.load_profile("milltir")

PROJECT = Path(__file__).resolve().parent.parent
NEEDED = ("boundaries/LSOA_2021.geojson", "boundaries/Wards_2025.geojson", "population")
TWO_MONTHS = ("2026-08", "2026-09")
MODULES_SO_FAR = count()
REGISTER = "register.sqlite"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the long tests, and begin with the files that take longest; the others are by name."""
    for item in items:
        if is_long(item.nodeid):
            item.add_marker("long")
    items.sort(key=lambda item: turn(item.nodeid))


@pytest.fixture(scope="module", autouse=True)
def little_to_collect() -> None:
    """Leave what is in memory out of garbage collection while the tests of a module run.

    Streamlit collects garbage after each run of a page, which would look at all that the tests
    before it have loaded. `serve.py` does the same for the app. What is garbage by then is
    collected before every fortieth module, as that can take two seconds.
    """
    if next(MODULES_SO_FAR) % 40 == 0:
        gc.unfreeze()
        gc.collect()
    gc.freeze()


def settings_in(home: Path) -> Settings:
    return load_settings({"MILLTIR_HOME": str(home)})


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The temporary folder that all processes of the run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def made_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Return the folder after the first process has filled it; others wait for that."""
    finished = folder.with_suffix(".finished")
    with FileLock(folder.with_suffix(".lock")):
        if not finished.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            finished.touch()
    return folder


@pytest.fixture(scope="session", autouse=True)
def solving_once(shared_folder: Path) -> Iterator[None]:
    """Ask the disclosure solver once in the run for each question, and draw each geometry once."""
    folder = shared_folder / "solved"
    folder.mkdir(exist_ok=True)
    tables = answered_once(folder, survey.survey_tables, name_of_survey)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(survey, "publish", answered_once(folder, survey.publish, name_of_layout))
        patch.setattr(published_survey, "survey_tables", tables)
        for module, function in (
            (browser_files, browser_shapes.level_for_browser),
            (boundaries, ward_membership.membership),
        ):
            once = answered_once(folder, function, name_of_tables)
            patch.setattr(module, function.__name__, once)
        patch.setattr(ground, "land_around", answered_once(folder, land_around, name_of_shapes))
        yield


@pytest.fixture(scope="session", autouse=True)
def nothing_derived() -> Iterator[None]:
    """Start no further program after a build on the command line: the first question does it.

    tests/components/queries/test_derived.py starts it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.cli.derived.run_program", lambda *given, **more: "")
        yield


@pytest.fixture(scope="session", autouse=True)
def nothing_flushed() -> Iterator[None]:
    """Don't wait until files are on the disk: a build flushes a hundred of them.

    Tests that count or stop these calls replace `os.fsync` themselves.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda opened: None)
        yield


@pytest.fixture(scope="session")
def sample_sources(shared_folder: Path) -> Path:
    """The source files of the sample county; tests only read them."""
    return made_once(shared_folder / "sample-sources", write_sources)


@pytest.fixture(scope="session")
def sample_settings(sample_sources: Path, shared_folder: Path) -> Settings:
    """The settings of a home with the sample county as its release; tests only read it."""

    def make(folder: Path) -> None:
        build_release([sample_sources], settings_in(folder))
        seed(open_register(settings_in(folder).register_address))

    return settings_in(made_once(shared_folder / "sample-home", make))


@pytest.fixture(scope="session")
def sample_manifest(sample_settings: Settings) -> Manifest:
    store, broken = open_store(sample_settings)
    assert broken is None
    return store.manifest


@pytest.fixture(scope="session")
def sample_store(sample_manifest: Manifest, sample_settings: Settings) -> Store:
    return Store(sample_settings.releases / sample_manifest.release)


@pytest.fixture
def sample_home(
    sample_manifest: Manifest, sample_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Set MILLTIR_HOME to the home of the sample county, for the app under test."""
    monkeypatch.setenv("MILLTIR_HOME", str(sample_settings.home))
    yield sample_settings.home


@pytest.fixture(scope="session")
def two_releases(sample_sources: Path, shared_folder: Path) -> Path:
    """A home with the sample county as its current release, and one with a month less before it."""

    def build(home: Path) -> None:
        sources = home.with_name("sources-with-a-month-less")
        shutil.copytree(sample_sources, sources, ignore=shutil.ignore_patterns("2026-09"))
        for files in (sources, sample_sources):
            build_release([files], settings_in(home))

    return made_once(shared_folder / "two-releases", build)


@pytest.fixture
def copied(sample_manifest: Manifest, sample_settings: Settings, tmp_path: Path) -> Settings:
    """A copy of the home of the sample county, which the test may change."""
    home = tmp_path / "home"
    # Other processes read the register meanwhile, and make releases of their own beside the others.
    ignored = shutil.ignore_patterns("changed-*", f"{REGISTER}*")
    shutil.copytree(sample_settings.home, home, ignore=ignored)
    with (
        closing(sqlite3.connect(sample_settings.home / REGISTER)) as register,
        closing(sqlite3.connect(home / REGISTER)) as copy,
    ):
        register.backup(copy)
    return settings_in(home)


def of_two_questions(file: Path) -> pd.DataFrame:
    """Return the sample's survey with two of its questions."""
    answers = pd.read_csv(file, dtype=str, keep_default_na=False)
    questions = list(answers.columns[answers.columns.get_loc("design_effect") + 1 :])
    kept = {"informed", "problem_asb"}
    return answers.drop(columns=[one for one in questions if one not in kept])


@pytest.fixture(scope="session")
def two_questions(sample_sources: Path, shared_folder: Path) -> Settings:
    """A home with one month and a survey of two questions; tests only read it.

    It takes the solver a fifth of the time of the sample's survey.
    """

    def make(home: Path) -> None:
        folder = home.with_name("sources-with-two-questions")
        copy_sources(sample_sources, folder, ["2026-09"], "source.json", "perceptions")
        (file,) = (folder / "perceptions").iterdir()
        of_two_questions(file).to_csv(file, index=False)
        build_release([folder], settings_in(home))

    return settings_in(made_once(shared_folder / "two-questions", make))


@pytest.fixture
def copied_questions(two_questions: Settings, tmp_path: Path) -> Settings:
    """A copy of that home, which the test may change."""
    shutil.copytree(two_questions.home, tmp_path / "home")
    return settings_in(tmp_path / "home")


def copied_home(home: Path, to: Path) -> Settings:
    """Copy a home with uploads, and return the settings of the copy.

    The plans of its releases name the uploads of the copy instead of those of the home.
    """
    shutil.copytree(home, to)
    for plan in to.rglob(PLAN):
        words = json.dumps(read_json(plan)).replace(str(home), str(to))
        write_json(plan, json.loads(words))
    return settings_in(to)


def _copy_release(name: str, home: Path, to: Path) -> None:
    """Copy one release of a home into another home."""
    shutil.copytree(home / "releases" / name, to / "releases" / name)


@pytest.fixture(scope="session")
def gaps_settings(
    sample_manifest: Manifest, sample_settings: Settings, shared_folder: Path
) -> Settings:
    """A home whose release has gaps in some wards (`tests.gaps`); tests only read it."""

    def make(home: Path) -> None:
        _copy_release(sample_manifest.release, sample_settings.home, home)
        release_with_gaps(home, "2026-09-with-gaps")

    return settings_in(made_once(shared_folder / "gaps-home", make))


@pytest.fixture(scope="session")
def breaks_settings(
    sample_store: Store, sample_settings: Settings, shared_folder: Path
) -> Settings:
    """A home whose release has recording breaks (`tests.breaks`); tests only read it."""

    def make(home: Path) -> None:
        _copy_release(sample_store.manifest.release, sample_settings.home, home)
        release_with_breaks(home, "2026-09-with-breaks", both_states(sample_store))

    return settings_in(made_once(shared_folder / "breaks-home", make))


@pytest.fixture(scope="session")
def planted_settings(
    sample_manifest: Manifest, sample_settings: Settings, shared_folder: Path
) -> Settings:
    """A home in whose latest month some counts stand out (`tests.planted_month`)."""

    def make(home: Path) -> None:
        _copy_release(sample_manifest.release, sample_settings.home, home)
        release_with_exceptions(home, "2026-09-with-exceptions")

    return settings_in(made_once(shared_folder / "home-with-exceptions", make))


@pytest.fixture
def planted_home(planted_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set MILLTIR_HOME to the home in whose latest month some counts stand out."""
    monkeypatch.setenv("MILLTIR_HOME", str(planted_settings.home))
    return planted_settings.home


@pytest.fixture
def own_packs_home(sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the sample's releases, in which the test may remember packs."""
    folder = tmp_path / "home"
    folder.mkdir()
    for path in sample_home.iterdir():
        if path.name != PACKS_MADE:
            (folder / path.name).symlink_to(path)
    monkeypatch.setenv("MILLTIR_HOME", str(folder))
    return folder


@pytest.fixture
def breaks_home(breaks_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set MILLTIR_HOME to the home whose release has recording breaks."""
    monkeypatch.setenv("MILLTIR_HOME", str(breaks_settings.home))
    return breaks_settings.home


@pytest.fixture(scope="session")
def breaks_store(breaks_settings: Settings) -> Store:
    return open_store(breaks_settings)[0]


@pytest.fixture(scope="session")
def two_authorities(
    sample_manifest: Manifest, sample_settings: Settings, shared_folder: Path
) -> Settings:
    """A home whose release has two authorities (`tests.authorities`); tests only read it."""
    made = partial(_two_authorities, sample_settings.home / "releases" / sample_manifest.release)
    return settings_in(made_once(shared_folder / "two-authorities", made))


@pytest.fixture(scope="session")
def two_authorities_alike(
    sample_manifest: Manifest, sample_settings: Settings, shared_folder: Path
) -> Settings:
    """The same without the many incidents that one of the authorities has there."""
    made = partial(_two_authorities, sample_settings.home / "releases" / sample_manifest.release)
    folder = shared_folder / "two-authorities-alike"
    return settings_in(made_once(folder, partial(made, many=False)))


@pytest.fixture(scope="session")
def authorities_settings(sample_sources: Path, shared_folder: Path) -> Settings:
    """A home whose release has four authorities as a level (`tests.halwyn_authorities`)."""
    from tests.halwyn_authorities import NORTH, write_authorities

    def make(home: Path) -> None:
        months = sorted(one.name for one in (sample_sources / "police").iterdir())[-27:]
        sources = write_authorities(sample_sources, home / "sources", months)
        addresses = {NORTH: "https://north.example/milltir"}
        build_release([sources], settings_in(home), area="Wales", addresses=addresses)
        shutil.rmtree(home / "sources")

    return settings_in(made_once(shared_folder / "authorities-as-level", make))


@pytest.fixture(scope="session")
def authorities_store(authorities_settings: Settings) -> Store:
    return open_store(authorities_settings)[0]


@pytest.fixture
def authorities_home(authorities_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set MILLTIR_HOME to the home whose release has four authorities as a level."""
    monkeypatch.setenv("MILLTIR_HOME", str(authorities_settings.home))
    return authorities_settings.home


def _two_authorities(release: Path, home: Path, *, many: bool = True) -> None:
    shutil.copytree(release, home / "releases" / release.name)
    release_with_two_authorities(home, "2026-09-of-two-authorities", many=many)
    seed(open_register(settings_in(home).register_address))


@pytest.fixture(scope="session")
def pieces_settings(
    sample_manifest: Manifest, sample_settings: Settings, shared_folder: Path
) -> Settings:
    """A home whose release is sent to browsers in pieces (`tests.pieces`); tests only read it."""
    release = sample_settings.home / "releases" / sample_manifest.release

    def make(home: Path) -> None:
        shutil.copytree(release, home / "releases" / release.name)
        release_in_pieces(home)
        seed(open_register(settings_in(home).register_address))

    return settings_in(made_once(shared_folder / "in-pieces", make))


@pytest.fixture
def pieces_home(pieces_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set MILLTIR_HOME to the home whose release is sent in pieces."""
    monkeypatch.setenv("MILLTIR_HOME", str(pieces_settings.home))
    return pieces_settings.home


@pytest.fixture
def gaps_home(gaps_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set MILLTIR_HOME to the home whose release has gaps in some wards."""
    monkeypatch.setenv("MILLTIR_HOME", str(gaps_settings.home))
    return gaps_settings.home


@pytest.fixture(scope="session")
def gaps_store(gaps_settings: Settings) -> Store:
    return open_store(gaps_settings)[0]


def copy_sources(sources: Path, folder: Path, months: Iterable[str], *optional: str) -> Path:
    """Copy the files that every build needs, the months and the given optional files."""
    police = [f"police/{month}" for month in months]
    for name in (*NEEDED, *police, *optional):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (sources / name).is_dir() else shutil.copy
        copy(sources / name, folder / name)
    return folder


@pytest.fixture
def small_sources(sample_sources: Path, tmp_path: Path) -> Path:
    """A copy of two months of the sources without partners' incidents."""
    folder = tmp_path / "small"
    shutil.copytree(sample_sources, folder, ignore=shutil.ignore_patterns("20*", "own"))
    for month in TWO_MONTHS:
        shutil.copytree(sample_sources / "police" / month, folder / "police" / month)
    return folder


@pytest.fixture
def bare_sources(sample_sources: Path, tmp_path: Path) -> Path:
    """A copy of two months of the sources without any optional file, which builds fastest."""
    return copy_sources(sample_sources, tmp_path / "bare", TWO_MONTHS, "source.json")


@pytest.fixture(scope="session", autouse=True)
def catalogues_read_once() -> Iterator[None]:
    """Compile the catalogues of a language once, and not for each `Text` that a test makes.

    The app's own `Text` objects are cached by `components.queries`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "_catalogue", cache(catalogue._catalogue))
        yield


@pytest.fixture(scope="session")
def components_scanned_once() -> Iterator[None]:
    """Let AppTest scan the installed packages for components once instead of for each app."""
    # Imported here, because most tests don't need Streamlit.
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(scope="session")
def real_data() -> Path:
    folder = os.environ.get("MILLTIR_REAL_DATA")
    if not folder:
        pytest.skip("MILLTIR_REAL_DATA names no folder of real open data on this machine")
    return Path(folder)


def real_sources(real_data: Path) -> list[Path]:
    """The folders of real open data that a release of an area in Gwent is built from."""
    kinds = ("police", "boundaries", "population", "deprivation", "lookups")
    return [real_data / kind for kind in kinds]
