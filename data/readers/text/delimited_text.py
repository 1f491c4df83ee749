"""Reads delimited text, whichever its delimiter is."""

import csv
from collections.abc import Sequence
from itertools import islice

from data.readers.headers.cells import PartnerTable, table_under_header
from data.readers.headers.header import HEAD_LINES, Row, fit
from data.readers.text.encoding import decoded
from data.readers.text.rows import read_rows, rows_of

DELIMITERS = ",;\t"


def read_text(name: str, content: bytes, wants: Sequence[str]) -> PartnerTable:
    r"""Read a table with the delimiter under which its header has most of the wanted columns.

    Parameters
    ----------
    name
        The file's name for messages.
    content
        Its bytes.
    wants
        The columns to look for.

    Returns
    -------
    PartnerTable
        The cells under the header.

    Raises
    ------
    SourceError
        If encoding, quotation marks or header can't be read.

    Examples
    --------
    >>> read_text("a.csv", b"ward_code;name\nW1;Ward", ["ward_code", "name"]).cells["name"].tolist()
    ['Ward']
    """
    text, notes = decoded(name, content)
    rows = rows_of(name, text, delimiter_of(text, wants))
    return table_under_header(name, rows, wants, notes)


def delimiter_of(text: str, wants: Sequence[str]) -> str:
    """Return the delimiter under which a text's header has most of the wanted columns.

    Parameters
    ----------
    text
        The text, or its beginning.
    wants
        The columns to look for.

    Returns
    -------
    str
        One of `DELIMITERS`.

    Examples
    --------
    >>> delimiter_of("ward_code;name", ["ward_code", "name"])
    ';'
    """
    heads = {mark: head_of(text, mark) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: fit(heads[mark], wants))


def heads_of_text(start: bytes) -> list[list[Row]]:
    """Return the first rows under each delimiter.

    Parameters
    ----------
    start
        The first bytes of a file.

    Returns
    -------
    list[list[Row]]
        One list per delimiter in `DELIMITERS`.

    Examples
    --------
    >>> [head[0][1] for head in heads_of_text(b"a,b")]
    [['a', 'b'], ['a,b'], ['a,b']]
    """
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = start.decode("utf-16" if wide else "utf-8-sig", "replace")
    return [head_of(text, mark) for mark in DELIMITERS]


def head_of(text: str, delimiter: str) -> list[Row]:
    """Return the first rows, as far as they can be read with the delimiter.

    Parameters
    ----------
    text
        The text.
    delimiter
        One character.

    Returns
    -------
    list[Row]
        At most `HEAD_LINES` rows.

    Examples
    --------
    >>> head_of("a,b", ",")
    [(1, ['a', 'b'])]
    """
    head = []
    try:
        for row in islice(read_rows(text, delimiter), HEAD_LINES):
            head.append(row)
    except csv.Error:  # Another delimiter may fit; if none does, `rows_of` raises the error.
        pass
    return head
