"""Decodes text from any usual encoding."""

import re

from data.errors import SourceError
from data.load_report.reasons import Reason
from data.messages import Message

LINE_END = re.compile(rb"\r\n|\r|\n")
UTF8_BOM = b"\xef\xbb\xbf"
# UTF8_LETTER: a letter that was in UTF-8, in a text decoded with "surrogateescape".
UTF8_LETTER = re.compile("[^\0-\x7f\udc80-\udcff\ufeff]")


def decoded(name: str, content: bytes) -> tuple[str, dict[str, int]]:
    r"""Decode a text from UTF-8, UTF-16 or Windows-1252, without guessing between two encodings.

    Parameters
    ----------
    name
        The file's name for messages.
    content
        Its bytes.

    Returns
    -------
    tuple[str, dict[str, int]]
        The text, and a note with the number of lines if it isn't UTF-8.

    Raises
    ------
    SourceError
        If two encodings are mixed, or it is no text.

    Examples
    --------
    >>> decoded("a.csv", b"Heol y M\xf4r")[0]
    'Heol y Môr'
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), {Reason.READ_AS_UTF16: 1}
    if b"\0" in content:
        raise SourceError(file=name, expected=Message("reads"), found=Message("reads.no_text"))
    marked = content.startswith(UTF8_BOM)
    try:
        return content.decode("utf-8-sig"), {}
    except UnicodeDecodeError:
        lenient = content.decode("utf-8", "surrogateescape")
    odd = re.search("[\udc80-\udcff]", lenient)
    assert odd is not None
    first_odd = len(lenient[: odd.start()].encode())
    utf8 = UTF8_LETTER.search(lenient)
    if marked or utf8:
        byte = f"0x{content[first_odd]:02X}"
        found = Message("text.marked", byte=byte)
        if utf8:
            line = _line_of(lenient, utf8.start())
            found = Message("text.mixed", byte=byte, line=line, letter=utf8[0])
        raise SourceError(
            file=name,
            where=_where(lenient, odd.start(), first_odd),
            expected=Message("text.one_encoding"),
            found=found,
        )
    try:
        text = content.decode("windows-1252")
    except UnicodeDecodeError as fault:
        raise SourceError(
            file=name,
            where=_where(lenient, fault.start, fault.start),
            expected=Message("text.utf8_or_windows"),
            found=Message("text.neither", byte=f"0x{content[fault.start]:02X}"),
        ) from fault
    lines = sum(not line.isascii() for line in LINE_END.split(content))
    return text, {Reason.READ_AS_WINDOWS_1252: lines}


def _where(text: str, position: int, byte: int) -> Message:
    return Message("where.line_byte", line=_line_of(text, position), byte=byte + 1)


def _line_of(text: str, position: int) -> int:
    return len(re.findall("\r\n|\r|\n", text[:position])) + 1
