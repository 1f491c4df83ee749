"""Makes the file of national counts from a release of a country."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.errors import SourceError
from data.files.durable import storage_errors
from data.messages import Message
from data.national.lsoa_parts import lsoa_parts
from data.release.national.layout import (
    KEY,
    LSOA_MONTHS,
    MONTHS,
    PARTS,
    TEXTS,
    NationalFacts,
    count_column,
)
from data.release.store import Store
from data.schema import AUTHORITY, CATEGORIES, LSOA, WARD

# LEAST_AUTHORITIES: an authority is compared with three others at least.
LEAST_AUTHORITIES = 4
# COMPRESSION: of a file that is written seldom and copied often.
COMPRESSION = {"compression": "zstd", "compression_level": 12}


def write_national(store: Store, file: Path, *, made: str) -> NationalFacts:
    """Write the authorities and LSOAs of a release as a file of national counts.

    Parameters
    ----------
    store
        The release.
    file
        The file; one that is there is replaced when the new one is whole.
    made
        The day.

    Returns
    -------
    NationalFacts
        What the file says about itself.

    Raises
    ------
    SourceError
        If the release has too few authorities.

    Examples
    --------
    >>> write_national(store, Path("national.parquet"), made="2026-11-30")  # doctest: +SKIP
    """
    authorities = _authorities(store)
    if len(authorities) < LEAST_AUTHORITIES:
        raise SourceError(
            file=Message("national.release", release=store.manifest.release),
            expected=Message("national.authorities", n=LEAST_AUTHORITIES),
            found=Message("national.has", n=len(authorities), name=store.manifest.title_en),
        )
    facts = facts_from(store, made)
    parts = [_authority_rows(store, authorities, facts), _lsoa_rows(store, facts)]
    table = pa.concat_tables(parts).replace_schema_metadata({KEY: facts.written()})
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with storage_errors(file.parent):
        try:
            pq.write_table(table, draft, row_group_size=len(table), **COMPRESSION)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
    return facts


def facts_from(store: Store, made: str) -> NationalFacts:
    """Return what a file that is made from a release says about itself.

    Parameters
    ----------
    store
        The release.
    made
        The day.

    Returns
    -------
    NationalFacts
        The months end with the latest one that is whole somewhere.

    Examples
    --------
    >>> facts_from(store, "2026-11-30").last_month  # doctest: +SKIP
    '2026-09'
    """
    manifest, last = store.manifest, store.complete_months()[-1]
    months = store.months()
    months = months[: months.index(last) + 1][-MONTHS:]
    gaps: dict[str, list[str]] = {}
    for gap in manifest.gaps:
        if gap.month in months and not gap.authority:
            gaps.setdefault(gap.force, []).append(gap.month)
    for one in manifest.authorities:
        if one.force and not one.has_files:
            gaps[one.force] = list(months)
    return NationalFacts(
        release=manifest.release,
        made=made,
        title_en=manifest.title_en,
        title_cy=manifest.title_cy,
        first_month=months[0],
        last_month=last,
        lsoas_from=months[-LSOA_MONTHS:][0],
        boundaries=manifest.boundaries,
        editions=tuple(sorted(store.tally("deprivation", "edition"))),
        gaps={force: sorted(set(gone)) for force, gone in sorted(gaps.items())},
        fictional=manifest.fictional,
    )


def _authorities(store: Store) -> pd.DataFrame:
    """Return the names and the force of the authorities that have wards, by code."""
    there = set(store.area_names(WARD)["authority_code"].dropna())
    rows = [
        {"area_code": one.authority, "name_en": one.name_en, "name_cy": one.name_cy}
        | {"force": one.force}
        for one in store.manifest.authorities
        if one.authority in there
    ]
    columns = ["area_code", "name_en", "name_cy", "force"]
    return pd.DataFrame(rows, columns=columns).set_index("area_code").sort_index()


def _authority_rows(store: Store, authorities: pd.DataFrame, facts: NationalFacts) -> pa.Table:
    """Return a row for each authority: its wards added up, missing where one has no figures."""
    wards = store.area_names(WARD)["authority_code"]
    codes = store.codes(WARD)
    of = pd.Index(authorities.index).get_indexer(pd.Index(wards.reindex(codes)))
    counts = {}
    for category, months, monthly in _comparable(store, WARD, facts, MONTHS):
        sums = np.zeros((len(months), len(authorities) + 1))
        np.add.at(sums.T, of, monthly.T)
        for month, row in zip(months, sums, strict=True):
            counts[count_column(category, month)] = row[: len(authorities)]
    names = authorities.assign(level=AUTHORITY, authority_code=authorities.index)
    return _arrow(names, pd.DataFrame(np.nan, authorities.index, list(PARTS)), counts)


def _lsoa_rows(store: Store, facts: NationalFacts) -> pa.Table:
    """Return a row for each LSOA, with counts for the latest year."""
    names = store.area_names(LSOA)
    wards = store.area_names(WARD)["authority_code"]
    rows = names[["name_en", "name_cy"]].assign(
        level=LSOA, authority_code=names["parent_code"].map(wards), force=None
    )
    codes = store.codes(LSOA)
    counts = {
        count_column(category, month): row
        for category, months, monthly in _comparable(store, LSOA, facts, LSOA_MONTHS)
        for month, row in zip(months, monthly, strict=True)
    }
    earlier = [
        count_column(category, month)
        for category in CATEGORIES
        for month in _months(store, facts)[:-LSOA_MONTHS]
    ]
    counts |= dict.fromkeys(earlier, np.full(len(codes), np.nan))
    return _arrow(rows.reindex(codes), lsoa_parts(store).reindex(codes), counts)


def _months(store: Store, facts: NationalFacts) -> list[str]:
    every = store.months()
    return every[every.index(facts.first_month) : every.index(facts.last_month) + 1]


def _comparable(
    store: Store, level: str, facts: NationalFacts, most: int
) -> Iterator[tuple[str, list[str], np.ndarray]]:
    """Yield each category with its latest months and the counts of months (rows) and areas.

    Missing where an area has no figures, or recorded the category otherwise than in its latest
    month.
    """
    months = _months(store, facts)[-most:]
    for category in CATEGORIES:
        monthly = store.by_month(level, (category,)).loc[months]
        if store.breaks((category,)):
            recordings = store.recordings(level, (category,))
            latest = recordings.where(recordings > 0).ffill().iloc[-1].fillna(0)
            monthly = monthly.where(recordings.eq(latest).loc[months])
        yield category, months, monthly.to_numpy(dtype=float)


def _arrow(names: pd.DataFrame, parts: pd.DataFrame, counts: dict[str, np.ndarray]) -> pa.Table:
    """Return rows as Arrow; a Welsh name that is the English one is left out."""
    table = names.assign(area_code=names.index)
    table["name_cy"] = table["name_cy"].where(table["name_cy"] != table["name_en"])
    columns = {name: pa.array(table[name], pa.string(), from_pandas=True) for name in TEXTS}
    columns |= {name: pa.array(parts[name], pa.float64(), from_pandas=True) for name in PARTS}
    for name in sorted(counts):
        known = np.isfinite(counts[name])
        whole = np.where(known, counts[name], 0).astype(np.int32)
        columns[name] = pa.array(whole, mask=~known)
    return pa.table(columns)
