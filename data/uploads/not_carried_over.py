"""Finds uploaded files that a new release no longer contains, because it was built without them."""

from collections.abc import Sequence
from pathlib import Path

from data.build.pipeline import plan_of
from data.build.recognise import recognise
from data.errors import MilltirError
from data.load_report.report import FileReport
from data.release.current import current_release
from data.release.manifest import Manifest, read_manifest
from data.settings import Settings


def uploads_in_release(settings: Settings) -> list[FileReport]:
    """Return the reports of uploaded files that the current release uses.

    Parameters
    ----------
    settings
        The installation's paths.

    Returns
    -------
    list[FileReport]
        Empty if the release can't be read.

    Examples
    --------
    >>> uploads_in_release(load_settings())  # doctest: +SKIP
    """
    try:
        release = current_release(settings)
        manifest = read_manifest(settings.releases / release)
        brought = _fingerprints(plan_of(release, settings).sources, settings)
    except MilltirError:  # Only a warning depends on it.
        return []
    return [account for account in manifest.files if account.used and account.sha256 in brought]


def uploads_not_in_release(brought: Sequence[FileReport], manifest: Manifest) -> list[FileReport]:
    """Return the uploaded files of which a release uses no row.

    Parameters
    ----------
    brought
        Reports of uploaded files.
    manifest
        Manifest of the release.

    Returns
    -------
    list[FileReport]
        Those that are not used.

    Examples
    --------
    >>> uploads_not_in_release(uploads_in_release(settings), manifest)  # doctest: +SKIP
    """
    used = {account.sha256 for account in manifest.files if account.used}
    return [account for account in brought if account.sha256 not in used]


def _fingerprints(sources: Sequence[Path], settings: Settings) -> set[str]:
    uploads = settings.uploads.resolve()
    folders = [path for path in sources if path.is_relative_to(uploads) and path.is_dir()]
    found = recognise(folders).found
    return {member.sha256() for members in found.values() for member in members}
