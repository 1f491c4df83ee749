"""Explain why files weren't recognised."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from data.file_kinds import GEO_ENDINGS, PARQUET, TABLE_ENDINGS
from data.files.archive import Member
from data.load_report.report import name_of
from data.messages import Message, to_json
from data.readers.headers.header import MOST_TITLE_LINES
from data.readers.sniff_header import headers_of_layers, heads_of_table
from data.release.unrecognised_file import UnrecognisedFile
from data.sources.registry import sniffs
from data.sources.sniffing import LayerSniff, OwnSniff, TableSniff

MOST_COLUMNS = 12
SEPARATORS = ',;\t "'
# SIMILAR: the share of a kind's columns from which it is named as similar.
SIMILAR = 0.5


def explain_unrecognised(members: Sequence[Member]) -> tuple[UnrecognisedFile, ...]:
    """Return the files that weren't recognised, with the reason.

    Parameters
    ----------
    members
        The files.

    Returns
    -------
    tuple of UnrecognisedFile
        One for each file.

    Examples
    --------
    >>> explain_unrecognised([notes_file])[0].file  # doctest: +SKIP
    'notes.pdf'
    """
    return tuple(
        UnrecognisedFile(file=name_of(m), why=to_json(why_unrecognised(m))) for m in members
    )


def why_unrecognised(member: Member) -> Message:
    """Return why a file wasn't recognised.

    Parameters
    ----------
    member
        The file.

    Returns
    -------
    Message
        The missing columns of the most similar kind, or else what the file contains.

    Examples
    --------
    >>> from pathlib import Path
    >>> file = Member(name="a.csv", path_shown="a.csv", size=0, container=Path("."))
    >>> why_unrecognised(file).key
    'strange.empty'
    """
    name, ending = member.name.lower(), PurePosixPath(member.name).suffix
    if not member.size:
        return Message("strange.empty")
    if name.endswith(GEO_ENDINGS):
        headers = [columns for columns in headers_of_layers(member) if columns]
        if not headers:
            return Message("strange.no_layer")
        return _most_similar(headers[:1], sniffs(LayerSniff)) or Message(
            "strange.shapes", columns=_first_columns(headers[0])
        )
    if name.endswith(PARQUET):
        return Message("strange.parquet")
    if not name.endswith(TABLE_ENDINGS):
        return Message("strange.ending", ending=ending) if ending else Message("strange.no_ending")
    heads = [head[: MOST_TITLE_LINES + 1] for head in heads_of_table(member) if head]
    rows = [row for head in heads for row in head if any(cell.strip(SEPARATORS) for cell in row)]
    if not rows:
        return Message("strange.blank")
    widest = max(rows, key=lambda row: sum(map(bool, row)))
    return _most_similar(rows, sniffs(TableSniff)) or Message(
        "strange.table", columns=_first_columns(widest)
    )


def _most_similar(rows: Sequence[Sequence[str]], public: Sequence[TableSniff]) -> Message | None:
    """Return the most similar kind and the columns that are missing; None if none is similar."""
    every: list[TableSniff | OwnSniff] = [*public, *sniffs(OwnSniff)]
    candidates = [(sniff.share(row), sniff, row) for sniff in every for row in rows]
    share, sniff, row = max(candidates, key=lambda candidate: candidate[0])
    missing = tuple(sniff.missing(row))
    if share < SIMILAR or not missing:
        return None
    return Message("strange.nearly", kind=sniff.title, columns=_first_columns(row), lacks=missing)


def _first_columns(columns: Sequence[str]) -> tuple[str, ...]:
    named = tuple(column for column in columns if column)
    return named[:MOST_COLUMNS] + (("…",) if named[MOST_COLUMNS:] else ())
