"""Verifies the checksums of a release's files."""

import hashlib
from pathlib import Path

from data.errors import BrokenRelease
from data.messages import Message
from data.release.manifest import Manifest, read_manifest


def verify(folder: Path) -> Manifest:
    """Return the manifest of a release after verifying every file.

    Parameters
    ----------
    folder
        The release's folder.

    Returns
    -------
    Manifest
        Its manifest.

    Raises
    ------
    BrokenRelease
        If a file is missing or differs from its checksum.

    Examples
    --------
    >>> verify(Path("releases/2025-06-1a2b3c4d5e"))  # doctest: +SKIP
    """
    manifest = read_manifest(folder)
    files = {f"{name}.parquet": entry for name, entry in manifest.tables.items()}
    files |= {f"{name}.npy": entry for name, entry in manifest.arrays.items()}
    for name, entry in files.items():
        part = name.split(".")[0]
        try:
            with (folder / name).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as fault:
            problem = Message("release.part_missing", part=part)
            raise BrokenRelease(release=folder.name, problem=problem) from fault
        if digest != entry["sha256"]:
            problem = Message("release.part_damaged", part=part)
            raise BrokenRelease(release=folder.name, problem=problem)
    return manifest
