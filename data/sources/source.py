"""What a row of the registry of sources says of one kind of source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import pandas as pd
import pandera.pandas as pa

from data.files.archive import Member
from data.load_report.report import LoadReport
from data.schema import LSOA
from data.sources.lsoa_vintages import LsoaChanges
from data.sources.sniffing import Sniff
from data.sources.ward_names import Wards

# OWN_LICENCE: the licence of the files that a partnership made itself.
OWN_LICENCE = "own"


@dataclass(frozen=True)
class Loading:
    """What a reader of a source may ask of the build that it is a part of."""

    areas: gpd.GeoDataFrame
    changes: LsoaChanges | None
    report: LoadReport

    @cached_property
    def wards(self) -> Wards:
        """The area's wards by code and by name."""
        return Wards.of(self.areas)

    @property
    def lsoas(self) -> pd.Series:
        """The codes of the area's LSOAs."""
        codes: pd.Series = self.areas.loc[self.areas["level"] == LSOA, "area_code"]
        return codes


@dataclass(frozen=True, kw_only=True)
class Entries:
    """By which day each entry of a list is judged.

    Parameters
    ----------
    day
        The column with the day. With an age limit it is the day of the last confirmation, without
        one the day on which the entry ends.
    only
        The value that the source's `types` column has in the entries that are judged; empty for
        all entries.
    """

    day: str
    only: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One kind of source, from the recognition of its files to its card on the data page.

    Parameters
    ----------
    name
        The name that the manifest, `source.json`, catalogues and its table have for it.
    files
        The kinds of file that it comes in, each with how it is recognised.
    load
        Reads its files into its table. None where the build itself reads them, as boundaries,
        towns, beats and police data are what everything else is placed in or counted by.
    every_file
        Whether every file is loaded; otherwise the last file replaces those before.
    turn
        In which round of the build it is loaded, which is its place in the load report.
    schema
        The contract of its table, unless `data.schema.TABLES` has it.
    contract
        The contract of a partnership's own file in `data.contracts`; empty for a public one.
    licence
        Key of the licence in the catalogue `licences`; "own" where the partnership decides itself.
    owners
        Keys of the owners' wording in the same catalogue.
    age_limit
        Months after which it is called old; None where it doesn't age.
    period
        The column of its table that says of which months or years it speaks.
    year_in_name
        Whether the names of its files say of which year it is.
    types
        The column of its table that says what its entries are.
    private_types
        Whether those types are shown to partners and analysts alone.
    entries
        How the entries of a list age; None for a source that ages as a whole.
    method_notes
        The method notes of the data page that its numbers pass through.
    """

    name: str
    files: tuple[Sniff, ...]
    load: Callable[[Sequence[Member], Loading], pd.DataFrame] | None = None
    every_file: bool = False
    turn: int = 0
    schema: pa.DataFrameSchema | None = None
    contract: str = ""
    licence: str = OWN_LICENCE
    owners: tuple[str, ...] = ("partnership",)
    age_limit: int | None = None
    period: str = ""
    year_in_name: bool = False
    types: str = ""
    private_types: bool = False
    entries: Entries | None = None
    method_notes: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its files."""
        return tuple(sniff.kind for sniff in self.files)
