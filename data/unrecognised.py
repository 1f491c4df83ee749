"""What would have to be otherwise for a file that nothing recognised to be of use."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from data.contracts.registry import CONTRACTS
from data.facts import Fact, InBoth, as_record
from data.inputs import GEO_ENDINGS, TABLE_ENDINGS
from data.kinds import (
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
    OwnSniff,
    Sniff,
)
from data.left_alone import LeftAlone
from data.sources.archive import Member
from data.sources.readers.header import MOST_TITLE_LINES
from data.sources.readers.heads import headers_of_layers, heads_of_table
from data.sources.report import name_of

MOST_COLUMNS = 12
TITLES = {
    POLICE: Fact("table.police"),
    OUTCOMES: Fact("table.outcomes"),
    STOP_AND_SEARCH: Fact("table.stop_and_search"),
    VINTAGES: Fact("table.vintages"),
    BEST_FIT: Fact("table.best_fit"),
    GROUPINGS: Fact("table.groupings"),
    POSTCODES: Fact("table.postcodes"),
    WARDS: Fact("table.wards"),
    LSOAS: Fact("table.lsoas"),
    GROUND: Fact("table.ground"),
}
MARKS = ',;\t "'
NEARLY = 0.5
"""So much of what gives a kind away has to be there before its name is worth saying."""


def left_alone(members: Sequence[Member]) -> tuple[LeftAlone, ...]:
    """Each of the files that nothing recognised, with what it lacks."""
    return tuple(LeftAlone(file=name_of(m), why=as_record(why_left_alone(m))) for m in members)


def why_left_alone(member: Member) -> Fact:
    """What would have to be otherwise for the file to be of use."""
    name, ending = member.name.lower(), PurePosixPath(member.name).suffix
    if not member.size:
        return Fact("strange.empty")
    if name.endswith(GEO_ENDINGS):
        headers = [columns for columns in headers_of_layers(member) if columns]
        if not headers:
            return Fact("strange.no_layer")
        return _nearly(headers[:1], LAYERS) or Fact("strange.shapes", columns=_some(headers[0]))
    if not name.endswith(TABLE_ENDINGS):
        return Fact("strange.ending", ending=ending) if ending else Fact("strange.no_ending")
    heads = [head[: MOST_TITLE_LINES + 1] for head in heads_of_table(member) if head]
    rows = [row for head in heads for row in head if any(cell.strip(MARKS) for cell in row)]
    if not rows:
        return Fact("strange.blank")
    widest = max(rows, key=lambda row: sum(map(bool, row)))
    return _nearly(rows, TABLES) or Fact("strange.table", columns=_some(widest))


def _nearly(rows: Sequence[Sequence[str]], public: Sequence[Sniff]) -> Fact | None:
    """The kind that most is there of, and the columns that it lacks."""
    every: list[Sniff | OwnSniff] = [*public, *OWN]
    found = [(sniff.share(row), sniff, row) for sniff in every for row in rows]
    share, sniff, row = max(found, key=lambda one: one[0])
    lacks = tuple(sniff.missing(row))
    if share < NEARLY or not lacks:
        return None
    return Fact("strange.nearly", kind=_title(sniff), columns=_some(row), lacks=lacks)


def _title(sniff: Sniff | OwnSniff) -> str:
    if isinstance(sniff, OwnSniff):
        contract = CONTRACTS[sniff.contract]
        return InBoth(en=contract.title_en, cy=contract.title_cy)
    return TITLES[sniff.kind]


def _some(columns: Sequence[str]) -> tuple[str, ...]:
    named = tuple(column for column in columns if column)
    return named[:MOST_COLUMNS] + (("…",) if named[MOST_COLUMNS:] else ())
