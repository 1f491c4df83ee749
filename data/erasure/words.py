"""Looks for removed words in a file of any kind."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from data.erasure.removal import Removal
from data.erasure.table_files import Content
from data.errors import SourceError
from data.files.archive import DEFAULT_LIMITS, check_zip, open_zip
from data.readers.spreadsheet import ZIP_START

# MARK: a mark of XML or HTML. BEFORE: what can be before the first one.
MARK = re.compile(r"<[^<>]*>")
BEFORE = b"\xef\xbb\xbf \t\r\n"


def has_words(file: Content, removal: Removal) -> bool:
    """Return whether a file has the removed words anywhere, in any usual encoding.

    Parameters
    ----------
    file
        A file of any kind.
    removal
        What is removed.

    Returns
    -------
    bool
        What is compressed is searched in zips only; workbooks and documents are zips too.

    Examples
    --------
    >>> has_words(Content(name="notes.txt", content=b"Jane Doe"), removal)  # doctest: +SKIP
    True
    """
    return any(removal.redacted(words) != words for words in _texts(file.content))


def _texts(content: bytes) -> Iterator[str]:
    parts = [content]
    if content.startswith(ZIP_START):
        try:
            with open_zip(io.BytesIO(content), "") as opened:
                check_zip(opened, "", DEFAULT_LIMITS)
                parts = [opened.read(info) for info in opened.infolist()]
        except (SourceError, zipfile.BadZipFile, OSError):
            parts = [content]
    for part in parts:
        for encoding in ("utf-8", "utf-16-le", "windows-1252"):
            yield part.decode(encoding, "replace")
        if part.lstrip().startswith((b"{", b"[")):
            yield from _of_json(part)
        if part.lstrip(BEFORE).startswith(b"<"):
            # Of a document or a web page: without its marks, which can be inside a sentence.
            yield unescape(MARK.sub("", part.decode("utf-8", "replace")))


def _of_json(part: bytes) -> Iterator[str]:
    """Yield the text of a JSON whose letters are written as numbers."""
    try:
        yield json.dumps(json.loads(part), ensure_ascii=False)
    except ValueError:
        return
