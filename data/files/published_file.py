"""A file that browsers fetch: its name has a digest of its content, and it is compressed."""

import gzip
import hashlib
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

# PACKED: the ending of the compressed file on the disk.
PACKED = ".gz"
# LEVEL: higher levels take three times as long for half a percent.
LEVEL = 6
# LETTERS: the number of letters of the digest in a file's name.
LETTERS = 12


@dataclass(frozen=True, kw_only=True)
class PublishedFile:
    """A file whose name never stands for another content, so that browsers cache it for ever."""

    name: str
    packed: bytes

    @property
    def content(self) -> bytes:
        return gzip.decompress(self.packed)


def publish(name: str, ending: str, content: bytes) -> PublishedFile:
    """Return a file with its digest in its name.

    Parameters
    ----------
    name
        What the file is, such as "ward-areas".
    ending
        The ending of its name, without a dot.
    content
        The content.

    Returns
    -------
    PublishedFile
        The file.

    Examples
    --------
    >>> publish("ward-areas", "geojson", b"{}").name
    'ward-areas-44136fa355b3.geojson'
    """
    digest = hashlib.sha256(content).hexdigest()[:LETTERS]
    return PublishedFile(name=f"{name}-{digest}.{ending}", packed=pack(content))


def pack(content: bytes) -> bytes:
    """Return a content as gzip, the same bytes each time.

    Parameters
    ----------
    content
        The content.

    Returns
    -------
    bytes
        The compressed content.

    Examples
    --------
    >>> gzip.decompress(pack(b"{}"))
    b'{}'
    """
    return gzip.compress(content, LEVEL, mtime=0)


def write_published(file: PublishedFile, folder: Path) -> None:
    """Write a file, completely or not at all.

    Parameters
    ----------
    file
        The file.
    folder
        The folder that it is written into.

    Examples
    --------
    >>> write_published(publish("ground", "geojson", b"{}"), Path("browser"))  # doctest: +SKIP
    """
    draft = folder / f".{file.name}.{os.getpid()}"
    draft.write_bytes(file.packed)
    draft.replace(folder / f"{file.name}{PACKED}")


def read_published(folder: Path, name: str) -> PublishedFile | None:
    """Read a file and compare its content with the digest in its name.

    Parameters
    ----------
    folder
        The folder that it was written into.
    name
        Its name.

    Returns
    -------
    PublishedFile or None
        None if there is no such file, or if it is damaged.

    Examples
    --------
    >>> read_published(Path("no-such-folder"), "ground-44136fa355b3.geojson") is None
    True
    """
    try:
        file = PublishedFile(name=name, packed=(folder / f"{name}{PACKED}").read_bytes())
        digest = hashlib.sha256(file.content).hexdigest()[:LETTERS]
    except (OSError, EOFError, zlib.error):
        return None
    return file if name.rpartition(".")[0].endswith(f"-{digest}") else None
