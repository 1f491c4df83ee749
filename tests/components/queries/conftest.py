"""The sample county's release under the cache key of each audience, and releases made from it."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from components.queries.cache import CacheKey
from data.build.published_survey import published_survey, tables_of
from data.build.write_release import write_table
from data.disclosure.survey import PUBLISHED
from data.files.digested_json import read_json, write_json
from data.release.manifest import MANIFEST, Manifest

Change = Callable[[pd.DataFrame], pd.DataFrame]


@pytest.fixture
def public(sample_home: Path, sample_manifest: Manifest) -> CacheKey:
    return CacheKey(sample_manifest.release, "public")


@pytest.fixture
def partner(sample_home: Path, sample_manifest: Manifest) -> CacheKey:
    return CacheKey(sample_manifest.release, "partner")


@pytest.fixture
def analyst(sample_home: Path, sample_manifest: Manifest) -> CacheKey:
    return CacheKey(sample_manifest.release, "analyst")


@pytest.fixture
def with_answers(
    sample_home: Path, sample_manifest: Manifest, request: pytest.FixtureRequest
) -> Iterator[Callable[[Change], CacheKey]]:
    """Return the key of a copy of the sample's release whose survey answers are changed."""
    name = f"changed-{request.node.name}"
    folder = sample_home / "releases" / name

    def serve(change: Change) -> CacheKey:
        shutil.copytree(sample_home / "releases" / sample_manifest.release, folder)
        path = folder / "perceptions.parquet"
        change(pd.read_parquet(path)).to_parquet(path)
        for table, rows in published_survey(folder, tables_of(folder)).items():
            write_table(folder, table, rows)
        manifest = read_json(folder / MANIFEST)
        for table in ("perceptions", *PUBLISHED):
            content = (folder / f"{table}.parquet").read_bytes()
            manifest["tables"][table]["sha256"] = hashlib.sha256(content).hexdigest()
        write_json(folder / MANIFEST, manifest)
        return CacheKey(name, "public")

    yield serve
    shutil.rmtree(folder, ignore_errors=True)
