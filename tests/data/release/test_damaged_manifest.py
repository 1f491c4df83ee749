"""A changed bit in the manifest or the plan of a release is found."""

import json
import random
import shutil
from pathlib import Path

import pytest

from data.build.pipeline import PLAN, plan_of
from data.errors import BrokenRelease
from data.release.checksum import verify
from data.release.manifest import MANIFEST, Manifest, read_manifest
from data.settings import Settings
from tests.conftest import settings_in

FLIPS = 300


def flips(path: Path, seed: int) -> list[tuple[int, int]]:
    rng = random.Random(seed)
    size = path.stat().st_size
    return [(rng.randrange(size), rng.randrange(8)) for _ in range(FLIPS)]


@pytest.fixture
def manifest_alone(sample_manifest: Manifest, sample_settings: Settings, tmp_path: Path) -> Path:
    """A folder with a copy of the manifest of the sample county."""
    folder = tmp_path / "releases" / sample_manifest.release
    folder.mkdir(parents=True)
    for name in (MANIFEST, PLAN):
        shutil.copy(sample_settings.releases / folder.name / name, folder / name)
    return folder


def test_every_flipped_bit_of_a_manifest_is_found(
    manifest_alone: Path, sample_manifest: Manifest
) -> None:
    path = manifest_alone / MANIFEST
    whole = path.read_bytes()
    for position, bit in flips(path, seed=13):
        damaged = bytearray(whole)
        damaged[position] ^= 1 << bit
        path.write_bytes(damaged)
        with pytest.raises(BrokenRelease, match="manifest"):
            read_manifest(manifest_alone)
    path.write_bytes(whole)
    assert read_manifest(manifest_alone) == sample_manifest


def test_every_flipped_bit_of_a_plan_is_found(manifest_alone: Path) -> None:
    settings = settings_in(manifest_alone.parent.parent)
    path = manifest_alone / PLAN
    whole = path.read_bytes()
    plan = plan_of(manifest_alone.name, settings)
    found = 0
    for position, bit in flips(path, seed=14):
        damaged = bytearray(whole)
        damaged[position] ^= 1 << bit
        path.write_bytes(damaged)
        try:
            # In the word "digest" itself a flipped bit changes nothing of the plan.
            assert plan_of(manifest_alone.name, settings) == plan
        except BrokenRelease as broken:
            assert "built from" in str(broken)
            found += 1
    assert found > FLIPS * 0.9
    path.write_bytes(whole)
    assert plan_of(manifest_alone.name, settings) == plan


def test_a_release_that_was_built_before_without_digests_is_read(
    copied: Settings, sample_manifest: Manifest
) -> None:
    folder = copied.releases / sample_manifest.release
    plan = plan_of(folder.name, copied)
    for name in (MANIFEST, PLAN):
        content = json.loads((folder / name).read_text(encoding="utf-8"))
        assert content.pop("digest")
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    assert verify(folder) == sample_manifest
    assert plan_of(folder.name, copied) == plan
