"""What would have to be otherwise for a file that nothing recognised to be of use."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from data.file_kinds import GEO_ENDINGS, TABLE_ENDINGS
from data.files.archive import Member
from data.load_report.report import name_of
from data.messages import Message, to_json
from data.readers.header import MOST_TITLE_LINES
from data.readers.sniff_header import headers_of_layers, heads_of_table
from data.release.unrecognised_file import UnrecognisedFile
from data.sources.registry import sniffs
from data.sources.sniffing import LayerSniff, OwnSniff, TableSniff

MOST_COLUMNS = 12
MARKS = ',;\t "'
NEARLY = 0.5
"""So much of what gives a kind away has to be there before its name is worth saying."""


def explain_unrecognised(members: Sequence[Member]) -> tuple[UnrecognisedFile, ...]:
    """Each of the files that nothing recognised, with what it lacks."""
    return tuple(
        UnrecognisedFile(file=name_of(m), why=to_json(why_unrecognised(m))) for m in members
    )


def why_unrecognised(member: Member) -> Message:
    """What would have to be otherwise for the file to be of use."""
    name, ending = member.name.lower(), PurePosixPath(member.name).suffix
    if not member.size:
        return Message("strange.empty")
    if name.endswith(GEO_ENDINGS):
        headers = [columns for columns in headers_of_layers(member) if columns]
        if not headers:
            return Message("strange.no_layer")
        return _nearly(headers[:1], sniffs(LayerSniff)) or Message(
            "strange.shapes", columns=_some(headers[0])
        )
    if not name.endswith(TABLE_ENDINGS):
        return Message("strange.ending", ending=ending) if ending else Message("strange.no_ending")
    heads = [head[: MOST_TITLE_LINES + 1] for head in heads_of_table(member) if head]
    rows = [row for head in heads for row in head if any(cell.strip(MARKS) for cell in row)]
    if not rows:
        return Message("strange.blank")
    widest = max(rows, key=lambda row: sum(map(bool, row)))
    return _nearly(rows, sniffs(TableSniff)) or Message("strange.table", columns=_some(widest))


def _nearly(rows: Sequence[Sequence[str]], public: Sequence[TableSniff]) -> Message | None:
    """The kind that most is there of, and the columns that it lacks."""
    every: list[TableSniff | OwnSniff] = [*public, *sniffs(OwnSniff)]
    found = [(sniff.share(row), sniff, row) for sniff in every for row in rows]
    share, sniff, row = max(found, key=lambda one: one[0])
    lacks = tuple(sniff.missing(row))
    if share < NEARLY or not lacks:
        return None
    return Message("strange.nearly", kind=sniff.title, columns=_some(row), lacks=lacks)


def _some(columns: Sequence[str]) -> tuple[str, ...]:
    named = tuple(column for column in columns if column)
    return named[:MOST_COLUMNS] + (("…",) if named[MOST_COLUMNS:] else ())
