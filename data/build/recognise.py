"""What a heap of files is, by what is in them and never by what they are called.

Anything may be handed in: folders, zips of any depth of folders, single files. Each file is
recognised by its header or its properties; one that isn't recognised is named in the report.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import SourceError
from data.file_kinds import ABOUT, GEO_ENDINGS, OTHER, POLICE, TABLE_ENDINGS
from data.files.archive import Member, members_of
from data.messages import Message
from data.police.street_file import force_and_month
from data.readers.header import MOST_TITLE_LINES
from data.readers.sniff_header import headers_of_layers, heads_of_table
from data.sources.registry import needed_kinds, sniffs
from data.sources.sniffing import (
    LayerSniff,
    OwnSniff,
    TableSniff,
    TitledSniff,
    first_fit,
    titled_fit,
)

PARTS_OF_A_SHAPEFILE = (".dbf", ".shx", ".prj", ".cpg", ".qmd", ".sbn", ".sbx", ".xml")
MOST_NAMED = 5
NOTE_OF_A_DOWNLOAD = re.compile(r"\.part$|\.(zip|csv|ods|geojson|part)\.json$")
"""What a fetch keeps beside a file: where from and when, or a part that isn't whole yet."""


@dataclass(kw_only=True)
class Inputs:
    """The files by kind, in the order in which they were found."""

    found: dict[str, list[Member]] = field(default_factory=dict)

    def one(self, kind: str) -> Member | None:
        """The last file of a kind: what was named later replaces what was named before."""
        members = self.found.get(kind)
        return members[-1] if members else None

    def all(self, kind: str) -> list[Member]:
        """Every file of a kind."""
        return self.found.get(kind, [])

    def require(self) -> None:
        """Raise where a kind is missing that no release can do without."""
        missing = [words for kind, words in needed_kinds().items() if not self.all(kind)]
        if missing:
            found = sorted(kind for kind in self.found if kind != OTHER)
            came = ", ".join(found) or Message("needed.no_use")
            strange = tuple(member.name for member in self.all(OTHER))
            files, more = strange[:MOST_NAMED], len(strange) - MOST_NAMED
            if more > 0:
                came = Message("needed.strange_and_more", came=came, files=files, more=more)
            elif strange:
                came = Message("needed.strange", came=came, files=files)
            expected = Message("needed.also", what=tuple(missing))
            raise SourceError(file=Message("file.sources"), expected=expected, found=came)


def recognise(paths: Iterable[Path], faults: list[SourceError] | None = None) -> Inputs:
    """Open everything and sort it by kind, in the order in which it was named.

    A file that can't be opened is raised, or where `faults` are collected added to them.
    """
    inputs = Inputs()
    for path in paths:
        for member in members_of([path], faults=faults):
            try:
                kind = kind_of(member)
            except SourceError as fault:
                if faults is None:
                    raise
                faults.append(fault)
                continue
            if kind:
                inputs.found.setdefault(kind, []).append(member)
    return inputs


def kind_of(member: Member) -> str | None:
    """What a file is; None for the smaller parts of a shapefile."""
    name = member.name.lower()
    if not member.size and not name.endswith(PARTS_OF_A_SHAPEFILE):
        return OTHER
    if name.endswith(PARTS_OF_A_SHAPEFILE) or NOTE_OF_A_DOWNLOAD.search(name):
        return None
    if name.rsplit("/", 1)[-1] == "source.json":
        return ABOUT
    if force_and_month(name):
        return POLICE
    if name.endswith(GEO_ENDINGS):
        return _kind_of_layers(headers_of_layers(member))
    if name.endswith(TABLE_ENDINGS):
        return _kind_of_table(heads_of_table(member))
    return OTHER


def _kind_of_layers(headers: Sequence[Sequence[str]]) -> str:
    own = (first_fit(sniffs(OwnSniff), header) for header in headers)
    public = first_fit(sniffs(LayerSniff), headers[0]) if headers else None
    return public or next(filter(None, own), OTHER)


def _kind_of_table(heads: Sequence[Sequence[Sequence[str]]]) -> str:
    """Most public files begin with their header; others, and people's own, may have titles."""
    first = heads[0][0] if heads and heads[0] else []
    every_own, titled = sniffs(OwnSniff), sniffs(TitledSniff)
    own = (first_fit(every_own, row) for head in heads for row in head[: MOST_TITLE_LINES + 1])
    return (
        first_fit(sniffs(TableSniff), first)
        or next(filter(None, (titled_fit(titled, head) for head in heads)), None)
        or next(filter(None, own), OTHER)
    )
