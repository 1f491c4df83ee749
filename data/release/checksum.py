"""The files of a release, verified by their checksums once and by their stamps from then on.

A file's stamp is its times, size and number on the disk. While it is the same, so is the content;
if it differs, the checksum is computed again.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from data.errors import BrokenRelease
from data.messages import Message
from data.release.manifest import MANIFEST, Manifest, read_manifest

# The times of the last change of content and of attributes, the size, and the number on the disk.
Stamp = tuple[int, int, int, int]


class ReleaseFiles:
    """The files that a manifest lists, with their stamps; `verify` compares their checksums."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Before it is read: what is written later has another stamp.
        stamp = stamp_of(folder / MANIFEST)
        self.manifest = read_manifest(folder)
        self._checksums = _checksums(self.manifest)
        self.stamps = {name: stamp_of(folder / name) for name in self._checksums}
        self.stamps[MANIFEST] = stamp

    def verify(self) -> None:
        """Raise BrokenRelease if a file is missing or differs from its checksum."""
        for name in self._checksums:
            self._verify(name)

    def check(self, name: str) -> None:
        """Raise BrokenRelease if a file is no longer the one that was verified."""
        if stamp_of(self.folder / name) != self.stamps[name]:
            self._verify(name)

    @contextmanager
    def reading(self, name: str) -> Iterator[Path]:
        """Yield the path of a file that is as verified, before it is read and afterwards.

        An error in the block that is the file's becomes BrokenRelease.
        """
        self.check(name)
        try:
            yield self.folder / name
        except (OSError, ValueError, pa.ArrowException) as fault:
            raise self._broken("release.part_damaged", name) from fault
        except Exception:
            self.check(name)
            raise
        self.check(name)

    def _verify(self, name: str) -> None:
        """Compare a file with its checksum, and take the stamp that it has before."""
        try:
            with (self.folder / name).open("rb") as file:
                stamp = _stamp(os.fstat(file.fileno()))
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except (FileNotFoundError, NotADirectoryError) as fault:
            raise self._broken("release.part_missing", name) from fault
        except OSError as fault:
            raise self._broken("release.part_unreadable", name) from fault
        if digest != self._checksums[name]:
            raise self._broken("release.part_damaged", name)
        self.stamps[name] = stamp

    def _broken(self, problem: str, name: str) -> BrokenRelease:
        part = name.split(".")[0]
        return BrokenRelease(release=self.folder.name, problem=Message(problem, part=part))


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
    files = ReleaseFiles(folder)
    files.verify()
    return files.manifest


def stamp_of(path: Path | str) -> Stamp | None:
    """Return the stamp of a file.

    Parameters
    ----------
    path
        The file; for many files text takes half the time.

    Returns
    -------
    tuple of int or None
        None if it is missing, or in a folder that can't be read.

    Examples
    --------
    >>> stamp_of(Path("no-such-file")) is None
    True
    """
    try:
        return _stamp(os.stat(path))  # noqa: PTH116 - text is no Path.
    except OSError:
        return None


def _checksums(manifest: Manifest) -> dict[str, str]:
    """Return the checksum of every file of a release, by name."""
    files = {f"{name}.parquet": entry for name, entry in manifest.tables.items()}
    files |= {f"{name}.npy": entry for name, entry in manifest.arrays.items()}
    return {name: str(entry["sha256"]) for name, entry in files.items()}


def _stamp(of: os.stat_result) -> Stamp:
    return of.st_mtime_ns, of.st_ctime_ns, of.st_size, of.st_ino
