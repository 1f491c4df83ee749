"""What would have to be otherwise for a file that nothing recognised to be of use."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from data.build.recognise import GEO_ENDINGS, TABLE_ENDINGS
from data.contracts.registry import CONTRACTS
from data.file_kinds import (
    BEST_FIT,
    GROUND,
    GROUPINGS,
    LAYERS,
    LSOAS,
    OUTCOMES,
    OWN,
    POLICE,
    POSTCODES,
    STOP_AND_SEARCH,
    TABLES,
    VINTAGES,
    WARDS,
    PartnerSniff,
    Sniff,
)
from data.files.archive import Member
from data.load_report.report import name_of
from data.messages import InBoth, Message, to_json
from data.readers.header import MOST_TITLE_LINES
from data.readers.sniff_header import headers_of_layers, heads_of_table
from data.release.unrecognised_file import UnrecognisedFile

MOST_COLUMNS = 12
TITLES = {
    POLICE: Message("table.police"),
    OUTCOMES: Message("table.outcomes"),
    STOP_AND_SEARCH: Message("table.stop_and_search"),
    VINTAGES: Message("table.vintages"),
    BEST_FIT: Message("table.best_fit"),
    GROUPINGS: Message("table.groupings"),
    POSTCODES: Message("table.postcodes"),
    WARDS: Message("table.wards"),
    LSOAS: Message("table.lsoas"),
    GROUND: Message("table.ground"),
}
MARKS = ',;\t "'
NEARLY = 0.5
"""So much of what gives a kind away has to be there before its name is worth saying."""


def explain_unrecognised(members: Sequence[Member]) -> tuple[UnrecognisedFile, ...]:
    """Each of the files that nothing recognised, with what it lacks."""
    return tuple(UnrecognisedFile(file=name_of(m), why=to_json(why_left_alone(m))) for m in members)


def why_left_alone(member: Member) -> Message:
    """What would have to be otherwise for the file to be of use."""
    name, ending = member.name.lower(), PurePosixPath(member.name).suffix
    if not member.size:
        return Message("strange.empty")
    if name.endswith(GEO_ENDINGS):
        headers = [columns for columns in headers_of_layers(member) if columns]
        if not headers:
            return Message("strange.no_layer")
        return _nearly(headers[:1], LAYERS) or Message("strange.shapes", columns=_some(headers[0]))
    if not name.endswith(TABLE_ENDINGS):
        return Message("strange.ending", ending=ending) if ending else Message("strange.no_ending")
    heads = [head[: MOST_TITLE_LINES + 1] for head in heads_of_table(member) if head]
    rows = [row for head in heads for row in head if any(cell.strip(MARKS) for cell in row)]
    if not rows:
        return Message("strange.blank")
    widest = max(rows, key=lambda row: sum(map(bool, row)))
    return _nearly(rows, TABLES) or Message("strange.table", columns=_some(widest))


def _nearly(rows: Sequence[Sequence[str]], public: Sequence[Sniff]) -> Message | None:
    """The kind that most is there of, and the columns that it lacks."""
    every: list[Sniff | PartnerSniff] = [*public, *OWN]
    found = [(sniff.share(row), sniff, row) for sniff in every for row in rows]
    share, sniff, row = max(found, key=lambda one: one[0])
    lacks = tuple(sniff.missing(row))
    if share < NEARLY or not lacks:
        return None
    return Message("strange.nearly", kind=_title(sniff), columns=_some(row), lacks=lacks)


def _title(sniff: Sniff | PartnerSniff) -> str:
    if isinstance(sniff, PartnerSniff):
        contract = CONTRACTS[sniff.contract]
        return InBoth(en=contract.title_en, cy=contract.title_cy)
    return TITLES[sniff.kind]


def _some(columns: Sequence[str]) -> tuple[str, ...]:
    named = tuple(column for column in columns if column)
    return named[:MOST_COLUMNS] + (("…",) if named[MOST_COLUMNS:] else ())
