"""Reads the national counts of a release: only the columns that a question is about."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.file_kinds import NATIONAL
from data.months import months_between
from data.release.national.layout import (
    PARTS,
    TEXTS,
    NationalFacts,
    count_column,
    facts_of,
    stated_in,
)
from data.release.store import Store
from data.schema import LSOA


class NationalCounts:
    """The national counts of one release."""

    def __init__(self, store: Store) -> None:
        self._files = store.files

    def _reading(self) -> AbstractContextManager[Path]:
        return self._files.reading(f"{NATIONAL}.parquet")

    @cached_property
    def facts(self) -> NationalFacts:
        """What the file says about itself."""
        with self._reading() as path:
            return facts_of(stated_in(pq.read_schema(path)))

    @cached_property
    def areas(self) -> pd.DataFrame:
        """All areas by code, without their counts: level, names, authority, force, parts."""
        with self._reading() as path:
            there = set(pq.read_schema(path).names)
            columns = [name for name in (*TEXTS, *PARTS) if name in there]
            table = pd.read_parquet(path, columns=columns)
        table = table.set_index("area_code").reindex(columns=[*TEXTS[:1], *TEXTS[2:], *PARTS])
        table["name_cy"] = table["name_cy"].fillna(table["name_en"])
        return table

    @cached_property
    def _rows(self) -> pd.Index:
        return self.areas.index

    def codes(self, level: str) -> pd.Index:
        """Return the codes of a level's areas."""
        return self._rows[(self.areas["level"] == level).to_numpy()]

    def months(self, level: str) -> list[str]:
        """Return the months of which areas of a level have counts."""
        first = self.facts.lsoas_from if level == LSOA else self.facts.first_month
        return list(months_between(first, self.facts.last_month))

    def by_month(
        self, codes: Iterable[str], categories: Sequence[str], months: Sequence[str]
    ) -> pd.DataFrame:
        """Return the incidents of each month (rows) and area, the categories added up.

        Missing where an area has no figures. Only these columns of the file are read.
        """
        wanted = pd.Index(list(codes))
        names = [count_column(category, month) for month in months for category in categories]
        taken = self._rows.get_indexer(wanted)
        with self._reading() as path:
            # Of many small columns, each read by itself is the fastest.
            with pq.ParquetFile(path, pre_buffer=False) as file:
                table = file.read(names, use_threads=False)
            columns = [pc.take(table[name], taken) for name in names]
        numbers = [column.to_numpy(zero_copy_only=False).astype(float) for column in columns]
        shape = len(months), len(categories), len(taken)
        counted = np.array(numbers, dtype=float).reshape(shape).sum(axis=1)
        return pd.DataFrame(counted, pd.Index(list(months), dtype="str"), wanted)


def national_of(store: Store) -> NationalCounts | None:
    """Return the national counts of a release; None if it was built without them.

    Parameters
    ----------
    store
        The release.

    Returns
    -------
    NationalCounts | None
        They are read when they are asked for.

    Examples
    --------
    >>> national_of(store).facts.last_month  # doctest: +SKIP
    '2024-12'
    """
    return NationalCounts(store) if NATIONAL in store.manifest.tables else None
