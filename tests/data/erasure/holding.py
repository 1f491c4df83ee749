"""Which files under a folder hold a record: every byte is read, also of what is compressed."""

import gzip
import io
import json
import struct
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ENCODINGS = ("utf-8", "utf-16-le", "windows-1252")
# KEPT: the number of files of which the words are kept.
KEPT = 400


def holding(folder: Path, needles: Sequence[str | tuple[float, float]]) -> list[str]:
    """Return the files that have any of these texts or points (metres), by their path."""
    texts = [needle.casefold() for needle in needles if isinstance(needle, str)]
    points = [struct.pack("<dd", *needle) for needle in needles if not isinstance(needle, str)]
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(folder).as_posix().encode()
        parts = [(name, _words(name)), *_parts(path.read_bytes())]
        if any(_has(*part, texts, points) for part in parts):
            found.append(path.relative_to(folder).as_posix())
    return found


def _has(content: bytes, words: list[str], texts: list[str], points: list[bytes]) -> bool:
    return any(text in spelt for text in texts for spelt in words) or any(
        point in content for point in points
    )


@lru_cache(KEPT)
def _parts(content: bytes) -> list[tuple[bytes, list[str]]]:
    """Return the bytes of a file and of what is compressed in it, each with its words.

    They are kept for the next search, as most files of a home are the same in each test.
    """
    return [(part, _words(part)) for part in _contents(content)]


def _words(content: bytes) -> list[str]:
    """Return what bytes are in each encoding and as JSON, without the case of letters."""
    words = [content.decode(encoding, "replace").casefold() for encoding in ENCODINGS]
    for line in content.splitlines() if content.startswith((b"{", b"[")) else ():
        with suppress(ValueError):
            words.append(json.dumps(json.loads(line), ensure_ascii=False).casefold())
    with suppress(ValueError):
        words.append(json.dumps(json.loads(content), ensure_ascii=False).casefold())
    return words


def _contents(content: bytes) -> Iterator[bytes]:
    """Yield the bytes of a file, and of everything that is compressed in it."""
    yield content
    if content.startswith(b"PAR1"):
        yield from _of_parquet(content)
    elif content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                yield info.filename.encode()
                yield from _contents(archive.read(info))


def _of_parquet(content: bytes) -> Iterator[bytes]:
    table = pq.read_table(io.BytesIO(content))
    yield from (table.schema.metadata or {}).values()
    for column in table.columns:
        for chunk in column.chunks:
            plain = chunk.dictionary_decode() if pa.types.is_dictionary(chunk.type) else chunk
            for buffer in plain.buffers():
                yield buffer.to_pybytes() if buffer else b""
    # The dictionaries of the file may hold words that no row has any more.
    words = [
        name for name in table.column_names if pa.types.is_string(table.schema.field(name).type)
    ]
    encoded = pq.read_table(io.BytesIO(content), read_dictionary=words)
    for name in words:
        for chunk in encoded[name].chunks:
            yield "\n".join(str(word) for word in chunk.dictionary.to_pylist()).encode()
