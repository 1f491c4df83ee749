"""The model of an entry in the registry of sources."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pandera.pandas as pa

from data.files.archive import Member
from data.load_report.report import LoadReport
from data.readers.postcode_file import read_postcodes
from data.schema import LSOA
from data.sources.lsoa_vintages import LsoaChanges
from data.sources.sniffing import Sniff
from data.sources.ward_names import Wards

# OWN_LICENCE: the licence of the files that a partnership made itself.
OWN_LICENCE = "own"


@dataclass(frozen=True)
class Loading:
    """The parts of a build that readers of sources use."""

    areas: gpd.GeoDataFrame
    changes: LsoaChanges | None
    report: LoadReport
    postcode_files: Sequence[Member] = ()

    @cached_property
    def wards(self) -> Wards:
        """The area's wards by code and by name."""
        return Wards.of(self.areas)

    @cached_property
    def postcodes(self) -> pd.DataFrame | None:
        """The area's postcodes with their location; None without a postcode file."""
        if not self.postcode_files:
            return None
        return read_postcodes(self.postcode_files, self.wards.codes, self.report)

    @property
    def postcode_table(self) -> pd.DataFrame:
        """The table `postcodes` of the release."""
        assert self.postcodes is not None
        return self.postcodes[["postcode", "ward_code", "lsoa_code", "x", "y"]]

    @property
    def lsoas(self) -> pd.Series:
        """The codes of the area's LSOAs."""
        codes: pd.Series = self.areas.loc[self.areas["level"] == LSOA, "area_code"]
        return codes


@dataclass(frozen=True, kw_only=True)
class Entries:
    """The day that decides the age of each entry of a list.

    Parameters
    ----------
    day
        The column with the day: of the last confirmation if the source has an age limit, else
        of the entry's end.
    only
        Only entries with this value in the source's `types` column count; empty for all entries.
    """

    day: str
    only: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One kind of source, from the recognition of its files to its card on the data page.

    Parameters
    ----------
    name
        Its name in the manifest, `source.json` and the catalogues, and the name of its table.
    files
        Its kinds of file, each with how it is recognised.
    load
        Reads its files into its table. None for boundaries, towns, beats and police data, which
        the build itself reads as other sources depend on them.
    write
        Writes its table into the folder of a release part by part and returns the number of rows,
        for a table that can be too large for memory. A build uses it instead of `load`.
    every_file
        Whether every file is loaded; otherwise the last file replaces those before.
    turn
        The order in which sources are loaded, and so their order in the load report.
    schema
        The schema of its table, unless `data.schema.TABLES` has it.
    contract
        The contract of a partnership's own file in `data.contracts`; empty for a public one.
    licence
        Key of the licence in the catalogue `licences`; "own" if the partnership decides it.
    owners
        Keys of the owners' attribution in the same catalogue.
    age_limit
        Months after which it is out of date; None if it doesn't age.
    period
        The column of its table with the month or year of each row.
    year_in_name
        Whether the names of its files state its year.
    types
        The column of its table with the type of each entry.
    private_types
        Whether those types are shown only to partners and analysts.
    entries
        How the entries of a list age; None for a source that ages as a whole.
    method_notes
        The method notes of the data page that apply to its numbers.
    """

    name: str
    files: tuple[Sniff, ...]
    load: Callable[[Sequence[Member], Loading], pd.DataFrame] | None = None
    write: Callable[[Sequence[Member], Loading, Path], int] | None = None
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
