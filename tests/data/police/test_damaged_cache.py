"""A cache of parsed months that was damaged on the disk changes no figure and stops no build."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
from shapely import box

from data.build.pipeline import build_release, remove_what_was_interrupted
from data.build.prune_cache import prune_parse_cache
from data.executor import Serial
from data.files import digested_file
from data.files.archive import members_of
from data.geometry.points import Points, keys_of, place_points
from data.police.ingest import LOCATED_AGAIN, READ_AGAIN
from data.police.parsed_month import count_usable_rows, read_ids, read_rows, read_spots
from data.police.plan import parse_all
from data.release.manifest import Manifest
from data.settings import Settings
from tests.conftest import settings_in

FLIPS, CUTS = 60, 10


def flip(path: Path, position: int, bit: int = 0) -> None:
    """Change one bit of a file in place."""
    content = bytearray(path.read_bytes())
    content[position] ^= 1 << bit
    path.write_bytes(content)


def cut(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])


def damages(files: list[Path], seed: int) -> Iterator[tuple[Path, Callable[[], None]]]:
    """Yield each damaged file with a function that damages it: a bit flipped, or the end lost.

    Every file gets its share of the positions, small ones too.
    """
    rng = random.Random(seed)
    for number in range(FLIPS + CUTS):
        path = files[number % len(files)]
        position, bit = rng.randrange(path.stat().st_size), rng.randrange(8)
        if number < FLIPS:
            yield path, lambda path=path, p=position, b=bit: flip(path, p, b)
        else:
            yield path, lambda path=path, p=position: cut(path, p)


@pytest.fixture
def one_month(sample_sources: Path, tmp_path: Path) -> Path:
    """A short police file."""
    whole = next((sample_sources / "police" / "2026-09").glob("*-street.csv"))
    path = tmp_path / "police" / whole.name
    path.parent.mkdir()
    path.write_text("\n".join(whole.read_text("utf-8-sig").splitlines()[:120]) + "\n", "utf-8")
    return path


def content_of(source: Path, cache: Path) -> tuple[list[object], list[int]]:
    """Return all that the cache has of a file, and the numbers of files that were read again."""
    again: list[int] = []
    parsed = parse_all(
        list(members_of([source.parent])), cache, Serial(), lambda name: None, again=again.append
    )
    content: list[object] = []
    for parsing in parsed:
        path = parsing.file.cache_path
        facts = (parsing.file.read, parsing.file.usable, parsing.file.outcomes)
        content += [facts, dict(parsing.file.notes), count_usable_rows(path)]
        content += [read_rows(path).to_pydict(), read_spots(path).tolist()]
        content += [part.tolist() for part in read_ids(path)]
    return content, again


def test_every_damage_of_the_parsed_months_is_found_and_read_again(
    one_month: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "months"
    clean, again = content_of(one_month, cache)
    assert again == []
    files = sorted(path for path in cache.rglob("*") if path.is_file())
    assert [path.suffix for path in files] == [".json", ".month"]
    whole = {path: path.read_bytes() for path in files}
    for path, damage in damages(files, seed=5):
        damage()
        damaged = path.read_bytes()
        assert content_of(one_month, cache) == (clean, [1]), f"{path.name}: {damaged[:40]!r}"
        assert {path: path.read_bytes() for path in files} == whole, "the entry is whole again"
    assert content_of(one_month, cache) == (clean, []), "an undamaged cache is read"


def test_a_lost_entry_is_parsed_again(one_month: Path, tmp_path: Path) -> None:
    cache = tmp_path / "months"
    clean, _ = content_of(one_month, cache)
    next(cache.rglob("*.month")).unlink()
    assert content_of(one_month, cache) == (clean, [1])


@pytest.fixture
def squares() -> gpd.GeoDataFrame:
    shapes = [box(300_000 + 1_000 * n, 200_000, 301_000 + 1_000 * n, 201_000) for n in range(3)]
    return gpd.GeoDataFrame({"area_code": ["A", "B", "C"]}, geometry=shapes, crs=27700)


def test_every_damage_of_the_located_points_is_found_and_they_are_located_again(
    squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "points.npz"
    at = np.array([-3.45, -3.44, -3.43, -3.42])
    keys, again = np.sort(keys_of(at, np.full(4, 51.69))), list[str]()

    def placed() -> list[list[object]]:
        points: Points = place_points(
            keys, squares, squares, path, damaged=lambda: again.append(path.name)
        )
        return [getattr(points, name).tolist() for name in ("key", "x", "y", "lsoa", "ward")]

    clean = placed()
    assert placed() == clean and again == []
    whole = path.read_bytes()
    for _, damage in damages([path], seed=6):
        damage()
        assert placed() == clean
        assert path.read_bytes() == whole
    assert len(again) == FLIPS + CUTS


# Builds


def same_figures(one: Manifest, other: Manifest) -> bool:
    return (one.release, one.tables, one.arrays) == (other.release, other.tables, other.arrays)


@pytest.fixture
def built(bare_sources: Path, tmp_path: Path) -> tuple[Manifest, Settings, Path]:
    """A release, the settings of its home, and its sources."""
    settings = settings_in(tmp_path / "home")
    return build_release([bare_sources], settings), settings, bare_sources


def cache_files(settings: Settings) -> list[Path]:
    return sorted(path for path in settings.parse_cache.rglob("*") if path.is_file())


def test_a_build_from_a_damaged_cache_has_the_same_figures_and_says_what_was_read_again(
    built: tuple[Manifest, Settings, Path],
) -> None:
    manifest, settings, sources = built
    rng = random.Random(7)
    files = cache_files(settings)
    assert {path.suffix for path in files} == {".json", ".month", ".npz"}
    for path in files:
        flip(path, rng.randrange(path.stat().st_size), rng.randrange(8))
    said: list[str] = []
    again = build_release([sources], settings, notice=lambda words: said.append(words.key))
    assert same_figures(again, manifest)
    assert said == [READ_AGAIN, LOCATED_AGAIN]
    said.clear()
    build_release([sources], settings, notice=lambda words: said.append(words.key))
    assert said == []


def test_an_entry_is_on_the_disk_before_it_has_its_name(
    one_month: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without this a power failure can leave an empty file under the name of an entry."""
    events: list[tuple[str, object]] = []
    fsync, replace = digested_file.os.fsync, Path.replace

    def synced(handle: int) -> None:
        events.append(("fsync", digested_file.os.fstat(handle).st_ino))
        fsync(handle)

    def named(draft: Path, target: Path) -> Path:
        events.append((target.suffix, draft.stat().st_ino))
        return replace(draft, target)

    monkeypatch.setattr(digested_file.os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", named)
    content_of(one_month, tmp_path / "months")
    (_, month), (_, index) = events[1], events[3]
    assert events == [("fsync", month), (".month", month), ("fsync", index), (".json", index)]


# Pruning


def test_the_cache_has_only_what_a_release_on_the_disk_uses(
    built: tuple[Manifest, Settings, Path],
) -> None:
    first, settings, sources = built
    used = cache_files(settings)
    stray = settings.parse_cache / "months" / "v1" / "2020-01-ab.month"
    draft = used[0].with_name(f"{used[0].name}.1-2.draft")
    unused = used[0].with_name(f"2020-01-{'ab' * 32}.json")
    for path in (stray, draft, unused):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    (month,) = (sources / "police" / "2026-09").iterdir()
    month.write_text("\n".join(month.read_text("utf-8").splitlines()[:-1]) + "\n")
    second = build_release([sources], settings)
    now = cache_files(settings)
    assert set(used) < set(now) and len(now) == len(used) + 2, "both releases are on the disk"
    shutil.rmtree(settings.releases / first.release)
    prune_parse_cache(settings)
    of_second = {file.sha256 for file in second.files if file.kind == "police"}
    left = [path for path in cache_files(settings) if path.suffix != ".npz"]
    assert len(left) == len(used) - 1
    assert all(path.stem.split("-")[2] in of_second for path in left)
    assert len(cache_files(settings)) == len(used), "the points of the same boundaries stay"


def test_a_trial_on_the_disk_keeps_its_entries(built: tuple[Manifest, Settings, Path]) -> None:
    manifest, settings, _ = built
    before = cache_files(settings)
    trial = settings.home / "trials" / "1a2b" / manifest.release
    shutil.copytree(settings.releases / manifest.release, trial)
    shutil.rmtree(settings.releases / manifest.release)
    prune_parse_cache(settings)
    assert cache_files(settings) == before
    shutil.rmtree(trial)
    prune_parse_cache(settings)
    assert cache_files(settings) == []


def test_the_next_build_or_trial_deletes_the_drafts_of_one_that_was_killed(
    built: tuple[Manifest, Settings, Path],
) -> None:
    _, settings, _ = built
    entries = cache_files(settings)
    drafts = [path.with_name(f"{path.name}.1-2.draft") for path in entries]
    for draft in drafts:
        draft.write_bytes(b"half")
    remove_what_was_interrupted(settings)
    assert drafts and cache_files(settings) == entries
