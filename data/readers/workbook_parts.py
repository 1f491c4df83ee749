"""Expands the parts of a workbook piece by piece, and refuses a part that is not what it says.

What is read here is what calamine and openpyxl will read: a part that goes on after its stated
size, or in another encoding, would be another text for each of them.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from data.errors import SourceError
from data.messages import Message

PIECE = 1 << 20
LOCAL_HEADER, NAME_AND_EXTRA_AT = 30, 26
# PLAIN: encodings in which a tag is written as in ASCII.
PLAIN = {b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")


def pieces(content: bytes, info: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Yield a part of a workbook in pieces that end before a tag.

    Parameters
    ----------
    content
        The workbook.
    info
        The part.
    name
        The workbook's name for messages.

    Yields
    ------
    bytes
        About a megabyte.

    Raises
    ------
    SourceError
        If it is damaged, larger than stated, or not in the encoding of all workbooks.

    Examples
    --------
    >>> list(pieces(content, opened.getinfo("content.xml"), "a.ods"))  # doctest: +SKIP
    """
    rest, first = b"", True
    for piece in _expanded(content, info, name):
        if first and not _is_plain(piece):
            raise _refused(name)
        first = False
        # A part with a document type could define names that stand for megabytes.
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
            raise _refused(name)
        block = rest + piece
        cut = block.rfind(b"<")
        rest = block[max(cut, 0) :]
        if cut > 0:
            yield block[:cut]
    if rest:
        yield rest


def _expanded(content: bytes, info: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    try:
        at = info.header_offset + NAME_AND_EXTRA_AT
        name_bytes, extra = struct.unpack_from("<HH", content, at)
    except struct.error as fault:  # The list of contents says that the part is behind the end.
        raise _refused(name) from fault
    start = info.header_offset + LOCAL_HEADER + name_bytes + extra
    packed = memoryview(content)[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        if info.compress_size != info.file_size:
            raise _refused(name)
        yield from (bytes(packed[at : at + PIECE]) for at in range(0, len(packed), PIECE))
        return
    unpacker, came = zlib.decompressobj(-15), 0
    try:
        piece = unpacker.decompress(packed, PIECE)
        while piece:
            came += len(piece)
            if came > info.file_size:
                raise SourceError(
                    file=name, expected=Message("zip.sized"), found=Message("zip.more_than_said")
                )
            yield piece
            piece = unpacker.decompress(unpacker.unconsumed_tail, PIECE)
    except zlib.error as fault:
        raise _refused(name) from fault


def _is_plain(start: bytes) -> bool:
    """Return whether a part's start is text as UTF-8 or one of its relatives."""
    declared = DECLARED.match(start.removeprefix(b"\xef\xbb\xbf").lstrip()[:200])
    return b"\0" not in start[:200] and (not declared or declared.group(1).lower() in PLAIN)


def _refused(name: str) -> SourceError:
    return SourceError(file=name, expected=Message("book.sound"), found=Message("book.unreadable"))
