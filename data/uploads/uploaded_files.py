"""Writes uploaded files to the folder of their upload, each under a name of its own."""

import math
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from data.errors import SourceError
from data.files.durable import make_private, sync_files
from data.messages import Message
from data.settings import Settings

MB = 1 << 20


def write_uploaded(files: Sequence[tuple[str, bytes]], folder: Path) -> None:
    """Write uploaded files to a folder that only its owner can read.

    The second file of a name goes to the folder `2` inside, the third to `3`.

    Parameters
    ----------
    files
        Name and content of each.
    folder
        The folder.

    Raises
    ------
    SourceError
        If there is no file, or one has no name.

    Examples
    --------
    >>> write_uploaded([("a.csv", b"..."), ("a.csv", b"...")], folder)  # doctest: +SKIP
    """
    if not files:
        raise _no_upload(Message("file_expected.one"), Message("found.none"))
    make_private(folder.parent)
    make_private(folder)
    for path, (_, content) in zip(_paths([name for name, _ in files]), files, strict=True):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    sync_files(folder)


def require_room(contents: Sequence[bytes], settings: Settings) -> None:
    """Refuse files with which more would wait on the disk for a decision than may.

    Parameters
    ----------
    contents
        The content of each new file.
    settings
        The installation's paths and limits.

    Raises
    ------
    SourceError
        If they are too much, with what waits already.

    Examples
    --------
    >>> require_room([b"..."], settings)  # doctest: +SKIP
    """
    waiting = sum(
        file.stat().st_size
        for trial in settings.trials.glob("[!.]*")
        for file in (settings.uploads / trial.name).rglob("*")
        if file.is_file()
    )
    new, most = sum(map(len, contents)), settings.upload_limits.waiting_mb
    if waiting + new > most * MB:
        megabytes = [math.ceil(size / MB) for size in (waiting, new)]
        found = Message("found.waiting", megabytes=megabytes[0], new=megabytes[1])
        raise _no_upload(Message("file_expected.waiting", most=most), found)


def _paths(names: Sequence[str]) -> list[Path]:
    """Return a path for each name; names that differ in capitals only count as the same."""
    seen: dict[str, int] = {}
    paths = []
    for name in map(_plain_name, names):
        number = seen[name.casefold()] = seen.get(name.casefold(), 0) + 1
        paths.append(Path(name) if number == 1 else Path(str(number), name))
    return paths


def _plain_name(name: str) -> str:
    """Return the last part of a name, because a browser may send a path; never a hidden file."""
    last = PurePosixPath(name.replace("\\", "/")).name.lstrip(".")
    if not last:
        raise _no_upload(Message("file_expected.named"), name)
    return last


def _no_upload(expected: Message, found: str) -> SourceError:
    return SourceError(file=Message("file.upload"), expected=expected, found=found)
