"""Saves the file of a pack: it is there whole, or not at all."""

import os
from pathlib import Path

from components.packs.model import File
from data.errors import PackNotSaved
from data.files.durable import DRAFT, sync_names


def save(folder: Path, file: File) -> Path:
    """Write the file beside its place, then put it there in one step; return where it is.

    Raises PackNotSaved if the folder can't be written to or the disk is full.
    """
    path, draft = folder / file.name, folder / f".{file.name}{DRAFT}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as stream:
            stream.write(file.content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
        sync_names(folder)
    except OSError as fault:
        _drop(draft)
        raise PackNotSaved(folder=folder, problem=fault.strerror or fault) from fault
    except BaseException:
        _drop(draft)
        raise
    return path


def _drop(draft: Path) -> None:
    try:
        draft.unlink(missing_ok=True)
    except OSError:
        # What can't be deleted was not written by us, or its folder is gone.
        return
