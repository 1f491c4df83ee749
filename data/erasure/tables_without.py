"""Writes the tables of a release without the removed rows."""

from collections.abc import Callable, Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from data.build.write_release import write_table
from data.erasure.release_tables import (
    LEFT_OUT,
    RemovedRows,
    batches,
    kinds_by_file,
    rows_left_out,
)
from data.erasure.removal import Removal
from data.file_kinds import PERCEPTIONS
from data.files.parquet_writer import SCHEMAS, WORD, TableWriter
from data.release.manifest import Manifest
from data.schema import TABLES


def write_without(
    folder: Path,
    beside: Path,
    manifest: Manifest,
    removal: Removal,
    removed: RemovedRows,
) -> dict[str, int]:
    """Write the tables that lose rows into the folder of a new release.

    Parameters
    ----------
    folder
        The folder of the release.
    beside
        The folder of the new release, which has none of these tables yet.
    manifest
        The manifest of the release.
    removal
        What is removed.
    removed
        The rows, as from `find_rows`.

    Returns
    -------
    dict of int
        The number of rows of each table that was written.

    Examples
    --------
    >>> write_without(folder, beside, manifest, removal, removed)  # doctest: +SKIP
    {'groups': 59}
    """
    rows, kinds = {}, kinds_by_file(manifest)
    for name in removed.tables:
        source = folder / f"{name}.parquet"
        if name == LEFT_OUT:
            rows[name] = _stream(
                source,
                beside,
                name,
                lambda part: _left_out_mask(part, kinds, removal, removed.respondents),
                {file: removal.redacted(file) for file in kinds},
            )
        elif name == PERCEPTIONS:
            rows[name] = _stream(
                source, beside, name, lambda part: part["respondent"].isin(removed.respondents)
            )
        else:
            read = gpd.read_parquet if "geometry" in TABLES[name].columns else pd.read_parquet
            table = read(source)
            kept = table[~removal.rows(name, table)].reset_index(drop=True)
            rows[name] = write_table(beside, name, kept)["rows"]
    return rows


def _stream(
    source: Path,
    beside: Path,
    name: str,
    unwanted: Callable[[pd.DataFrame], pd.Series],
    files: Mapping[str, str] | None = None,
) -> int:
    """Write a table without the unwanted rows, in memory that doesn't grow with it.

    `files` has the name that each file gets.
    """
    with TableWriter(beside, name) as table:
        for batch in batches(source):
            keep = pa.array(~unwanted(batch.to_pandas()).to_numpy(dtype=bool))
            kept = batch.filter(keep)
            # Encoded again, because a dictionary would keep the words of rows that are gone.
            columns = {
                one.name: kept[one.name].cast(pa.string()).dictionary_encode()
                if one.type == WORD
                else kept[one.name]
                for one in SCHEMAS[name]
            }
            if files:
                names = [files.get(file, file) for file in kept["file"].to_pylist()]
                columns["file"] = pa.array(names, pa.string()).dictionary_encode()
            table.write(columns)
    return table.rows


def _left_out_mask(
    rows: pd.DataFrame, kinds: dict[str, set[str]], removal: Removal, respondents: set[str]
) -> pd.Series:
    gone = [row.name for row, _ in rows_left_out(rows, kinds, removal, respondents)]
    return pd.Series(rows.index.isin(gone), rows.index)
