"""Writes a release anew without the removed rows, under a name of its own."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from data.build.pipeline import BUILDING
from data.build.published_survey import published_survey, tables_of
from data.build.write_release import fingerprint, write_table
from data.disclosure.survey import PUBLISHED
from data.erasure.load_reports import adjusted_reports, redacted, redacted_files
from data.erasure.release_tables import RemovedRows, find_rows
from data.erasure.removal import Removal
from data.erasure.tables_without import write_without
from data.file_kinds import PERCEPTIONS, SURVEY_TOTALS
from data.files.durable import sync_files
from data.release.checksum import verify
from data.release.manifest import MANIFEST, Manifest, read_manifest

# STATED: what a partnership says of its files in `source.json` and in its plan.
STATED = ("title_en", "title_cy", "in_text_en", "in_text_cy", "rights", "sources", "groups")
SURVEYS = {PERCEPTIONS, SURVEY_TOTALS}
# LETTERS: the number of letters of the digest in a release's name.
LETTERS = 10


def find_in_release(
    folder: Path, removal: Removal, digests: Mapping[str, str]
) -> RemovedRows | None:
    """Return the rows of a release that are removed.

    Parameters
    ----------
    folder
        The folder of the release.
    removal
        What is removed.
    digests
        The digest of each uploaded file that is written anew, by its digest before.

    Returns
    -------
    RemovedRows or None
        None if neither its tables nor its manifest has anything that is removed, and if it wasn't
        built from any of the uploaded files.

    Raises
    ------
    BrokenRelease
        If it can't be read, and so not searched.

    Examples
    --------
    >>> find_in_release(Path("releases/2025-06-1a2b3c4d5e"), removal, {})  # doctest: +SKIP
    """
    manifest = verify(folder)
    removed = find_rows(folder, manifest, removal)
    changed = _without(manifest, removed, removal, digests).as_dict() != manifest.as_dict()
    return removed if removed or changed else None


def write_anew(
    folder: Path,
    removal: Removal,
    removed: RemovedRows,
    digests: Mapping[str, str],
) -> Path:
    """Write a release without the removed rows beside the old one, which stays as it is.

    Files that don't change are the same files on the disk.

    Parameters
    ----------
    folder
        The folder of the release.
    removal
        What is removed.
    removed
        The rows, as from `find_in_release`.
    digests
        The digest of each uploaded file that was written anew, by its digest before.

    Returns
    -------
    Path
        The folder of the new release, still under a name that isn't served; its manifest has the
        name that it is to get.

    Examples
    --------
    >>> write_anew(folder, removal, removed, {})  # doctest: +SKIP
    """
    beside = folder.parent / f"{BUILDING}{os.getpid()}-{folder.name}"
    shutil.rmtree(beside, ignore_errors=True)
    of_surveys = SURVEYS & set(removed.tables)
    made_anew = PUBLISHED if of_surveys else ()
    changed = {MANIFEST, *(f"{name}.parquet" for name in (*removed.tables, *made_anew))}
    shutil.copytree(
        folder,
        beside,
        copy_function=_link_or_copy,
        ignore=lambda of, names: changed & set(names) if Path(of) == folder else (),
    )
    manifest = read_manifest(folder)
    rows = write_without(folder, beside, manifest, removal, removed)
    if of_surveys:
        rows |= _publish_anew(beside)
    written = {
        name: {"rows": number, **fingerprint(beside / f"{name}.parquet")}
        for name, number in rows.items()
    }
    new = _without(manifest, removed, removal, digests)
    new = replace(new, tables=new.tables | written)
    new = replace(new, release=_name_of(new, manifest.release))
    new.write(beside)
    sync_files(beside)
    return beside


def _publish_anew(release: Path) -> dict[str, int]:
    """Write what is published of surveys from the answers that are left."""
    tables = published_survey(release, tables_of(release))
    return {name: write_table(release, name, table)["rows"] for name, table in tables.items()}


def _without(
    manifest: Manifest, removed: RemovedRows, removal: Removal, digests: Mapping[str, str]
) -> Manifest:
    """Return the manifest with the load report of the rows that are left, and redacted words."""
    files = adjusted_reports(manifest.files, removed, removal, digests)
    unrecognised = redacted_files(manifest.unrecognised, removal)
    new = replace(manifest, files=files, unrecognised=unrecognised)
    if not removal.everywhere:
        return new
    return replace(new, **{name: redacted(getattr(new, name), removal) for name in STATED})


def _name_of(manifest: Manifest, before: str) -> str:
    """Return a name that depends on the name before and on what the release has now."""
    content = json.dumps([before, {**manifest.as_dict(), "release": ""}], sort_keys=True)
    digest = hashlib.sha256(content.encode()).hexdigest()
    return f"{manifest.last_month}-{digest[:LETTERS]}"


def _link_or_copy(source: str, target: str) -> None:
    """Link a file, or copy it where the disk has no links; a release is never written to again."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
