"""Whether a release is there to the byte."""

import hashlib
from pathlib import Path

from data.errors import BrokenRelease
from data.messages import Message
from data.release.manifest import Manifest, read_manifest


def verify(folder: Path) -> Manifest:
    """The manifest of a release whose every file is there to the byte; else BrokenRelease."""
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
