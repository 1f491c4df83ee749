"""Deletes from the cache of parsed months and located points what no release on the disk uses."""

import shutil
from contextlib import suppress
from pathlib import Path

from data.errors import BrokenRelease
from data.executor.fitness import MARK
from data.file_kinds import POLICE
from data.files.digested_file import DRAFT
from data.files.digested_json import read_json
from data.geometry.points import POINTS_FORMAT
from data.police.parsed_month import PARSE_FORMAT
from data.police.plan import source_digest
from data.release.manifest import MANIFEST, read_manifest
from data.release.prune import PLAN
from data.settings import Settings

# POINTS: the entry of a plan that names the cache of located points.
POINTS = "points"


def prune_parse_cache(settings: Settings) -> None:
    """Delete the entries that a build of no release or trial on the disk would read.

    A release uses the entries of the police files in its manifest, and the points that its plan
    names. Entries of other versions of the program go, too, and so do drafts of interrupted builds.

    Parameters
    ----------
    settings
        The installation's paths. No build may be running.

    Examples
    --------
    >>> prune_parse_cache(load_settings())  # doctest: +SKIP
    """
    remove_drafts(settings)
    releases = _releases(settings)
    parsed = {digest for folder in releases for digest in _police_files(folder)}
    located = {_points_named(folder) for folder in releases}
    for path in _entries(settings.parse_cache / "months", f"v{PARSE_FORMAT}"):
        if source_digest(path.name) not in parsed:
            _delete(path)
    for path in _entries(settings.parse_cache / "points", f"v{POINTS_FORMAT}"):
        if path.stem not in located:
            _delete(path)


def remove_drafts(settings: Settings) -> None:
    """Delete what a build or trial that was interrupted has left in the cache: drafts and marks.

    Parameters
    ----------
    settings
        The installation's paths. No build may be running.

    Examples
    --------
    >>> remove_drafts(load_settings())  # doctest: +SKIP
    """
    for pattern in (f"*/v*/*{DRAFT}", f"*/{MARK}*"):
        for left in settings.parse_cache.glob(pattern):
            _delete(left)


def _releases(settings: Settings) -> list[Path]:
    """Return every release and trial; trials first, because one may be accepted meanwhile."""
    tried = list(settings.trials.glob(f"*/*/{MANIFEST}"))
    served = settings.releases.glob(f"*/{MANIFEST}")
    return [path.parent for path in (*tried, *served)]


def _police_files(release: Path) -> set[str]:
    """Return the digests of a release's police files; none if its manifest can't be read."""
    try:
        return {file.sha256 for file in read_manifest(release).files if file.kind == POLICE}
    except BrokenRelease:
        return set()


def _points_named(release: Path) -> str:
    try:
        return str(read_json(release / PLAN).get(POINTS, ""))
    except (OSError, ValueError):
        return ""


def _entries(folder: Path, version: str) -> list[Path]:
    """Return the files of this version; folders of other versions are deleted."""
    for other in folder.glob("v*"):
        if other.name != version:
            shutil.rmtree(other, ignore_errors=True)
    return list((folder / version).glob("*"))


def _delete(path: Path) -> None:
    """Delete a file. One that can't be deleted takes room, and is no reason for a build to fail."""
    with suppress(OSError):
        path.unlink()
