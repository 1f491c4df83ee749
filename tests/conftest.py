"""The sample county, written and built once for all tests, in a folder that goes away with them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from data.build.pipeline import build_release
from data.release.manifest import Manifest
from data.release.store import Store
from data.sample import write_sources
from data.settings import Settings, load_settings

# A law is no benchmark: a busy machine must not break it.
settings.register_profile("milltir", deadline=None)
settings.load_profile("milltir")

PROJECT = Path(__file__).resolve().parent.parent


def settings_in(home: Path) -> Settings:
    return load_settings({"MILLTIR_HOME": str(home)})


@pytest.fixture(scope="session")
def sample_sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    write_sources(folder)
    return folder


@pytest.fixture(scope="session")
def sample_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return settings_in(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def sample_manifest(sample_sources: Path, sample_settings: Settings) -> Manifest:
    return build_release([sample_sources], sample_settings)


@pytest.fixture(scope="session")
def sample_store(sample_manifest: Manifest, sample_settings: Settings) -> Store:
    return Store(sample_settings.releases / sample_manifest.release)


@pytest.fixture
def sample_home(
    sample_manifest: Manifest, sample_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The app under test serves the sample county."""
    monkeypatch.setenv("MILLTIR_HOME", str(sample_settings.home))
    yield sample_settings.home


@pytest.fixture
def copied(sample_manifest: Manifest, sample_settings: Settings, tmp_path: Path) -> Settings:
    """A home of one's own that serves the sample release, to be harmed."""
    home = tmp_path / "home"
    shutil.copytree(sample_settings.home, home)
    return settings_in(home)


@pytest.fixture
def small_sources(sample_sources: Path, tmp_path: Path) -> Path:
    """Two months of the county, without partners' incidents: quickly built."""
    folder = tmp_path / "small"
    shutil.copytree(sample_sources, folder, ignore=shutil.ignore_patterns("20*", "own"))
    for month in ("2026-08", "2026-09"):
        shutil.copytree(sample_sources / "police" / month, folder / "police" / month)
    return folder


@pytest.fixture(scope="session")
def real_data() -> Path:
    folder = os.environ.get("MILLTIR_REAL_DATA")
    if not folder:
        pytest.skip("MILLTIR_REAL_DATA names no folder of real open data on this machine")
    return Path(folder)
