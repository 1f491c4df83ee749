"""Reads parts of the large tables of a release: a column, answers to some questions, ages."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

# MOST_ROWS: the rows that are in memory at a time. FEW_ROWS: those that are read at a time.
MOST_ROWS, FEW_ROWS = 1_000_000, 65_536
GROUP = ["wave", "mode", "age_band"]
# WORDS: the columns of few different texts, which are read as codes.
WORDS = ("wave", "mode", "area_code", "age_band", "question", "answer", "wording")


def tally(path: Path, column: str) -> dict[str, int]:
    """Return how many rows have each value of a column, the most frequent first.

    Parameters
    ----------
    path
        A Parquet file.
    column
        A column of text; missing values aren't counted.

    Returns
    -------
    dict of int
        The number of rows by value.

    Examples
    --------
    >>> tally(Path("perceptions.parquet"), "question")  # doctest: +SKIP
    {'safe_day': 812, 'problem_asb': 790}
    """
    counts = Counter[str]()
    with pq.ParquetFile(path, read_dictionary=[column]) as file:
        for batch in file.iter_batches(columns=[column]):
            for entry in pc.value_counts(batch.column(0)).to_pylist():
                counts[entry["values"]] += entry["counts"]
    counts.pop(None, None)  # type: ignore[call-overload]
    return dict(counts.most_common())


def answers_to(path: Path, questions: Collection[str], columns: Sequence[str]) -> pd.DataFrame:
    """Return the answers to some questions, read one group of rows after another.

    Parameters
    ----------
    path
        The Parquet file of the table `perceptions`.
    questions
        The questions.
    columns
        The columns, `question` among them.

    Returns
    -------
    DataFrame
        One row per answer.

    Examples
    --------
    >>> path = Path("perceptions.parquet")
    >>> answers_to(path, ["safe_day"], ["question", "answer"])  # doctest: +SKIP
    """
    table = pa.concat_tables(_batches(path, questions, columns, most=MOST_ROWS))
    texts = {name: table[name].cast(pa.large_string()) for name in columns if name in WORDS}
    answers: pd.DataFrame = pa.table(
        {name: texts.get(name, table[name]) for name in columns}
    ).to_pandas()
    return answers.astype(dict.fromkeys(texts, "str"))


def batches_of_answers(
    path: Path, questions: Collection[str], columns: Sequence[str], *, most: int = MOST_ROWS
) -> Iterator[pd.DataFrame]:
    """Yield the answers to some questions in batches, so that memory never holds all of them.

    Parameters
    ----------
    path
        The Parquet file of the table `perceptions`.
    questions
        The questions.
    columns
        The columns, `question` among them.
    most
        The number of answers from which a batch is complete.

    Yields
    ------
    DataFrame
        One row per answer, with words as categories; at least one batch.

    Examples
    --------
    >>> path = Path("perceptions.parquet")
    >>> [len(x) for x in batches_of_answers(path, ["safe_day"], ["question"])]  # doctest: +SKIP
    [1000410, 87231]
    """
    for table in _batches(path, questions, columns, most=most):
        yield table.unify_dictionaries().to_pandas()


def _batches(
    path: Path, questions: Collection[str], columns: Sequence[str], *, most: int
) -> Iterator[pa.Table]:
    wanted = pa.array(questions, pa.string())
    with pq.ParquetFile(path, read_dictionary=[*WORDS]) as file:
        parts = [file.schema_arrow.empty_table().select(columns)]
        for batch in file.iter_batches(min(most, FEW_ROWS), columns=list(columns)):
            own = batch.filter(pc.is_in(batch["question"], wanted))
            parts.append(pa.Table.from_batches([own]))
            if sum(map(len, parts)) >= most:
                yield pa.concat_tables(parts)
                parts = parts[:1]
    yield pa.concat_tables(parts)


def waves_with_ages(path: Path) -> pd.DataFrame:
    """Return the waves and modes in which the age of somebody is known.

    Parameters
    ----------
    path
        The Parquet file of the table `perceptions`.

    Returns
    -------
    DataFrame
        `wave` and `mode`, each pair once.

    Examples
    --------
    >>> waves_with_ages(Path("perceptions.parquet"))["wave"].max()  # doctest: +SKIP
    '2026-06'
    """
    found: set[tuple[str, str]] = set()
    with pq.ParquetFile(path, read_dictionary=GROUP) as file:
        for batch in file.iter_batches(columns=GROUP):
            aged = pa.table(batch.filter(pc.is_valid(batch["age_band"])).select(["wave", "mode"]))
            pairs = aged.group_by(["wave", "mode"]).aggregate([]).to_pylist()
            found |= {(pair["wave"], pair["mode"]) for pair in pairs}
    return pd.DataFrame(sorted(found), columns=["wave", "mode"])


def respondents_by_age(path: Path, waves: Collection[str] | None = None) -> pd.DataFrame:
    """Return how many people answered, each once, by wave, mode and age band.

    Parameters
    ----------
    path
        The Parquet file of the table `perceptions`.
    waves
        The waves; all by default.

    Returns
    -------
    DataFrame
        `wave`, `mode`, `age_band` and `people`; without those whose age isn't known.

    Examples
    --------
    >>> respondents_by_age(Path("perceptions.parquet"))["people"].sum()  # doctest: +SKIP
    812
    """
    groups: dict[tuple[str, ...], int] = {}
    people = pa.table({"respondent": pa.array([], pa.uint64()), "group": pa.array([], pa.int64())})
    waiting, wanted = [], None if waves is None else pa.array(waves, pa.string())
    with pq.ParquetFile(path, read_dictionary=GROUP) as file:
        for batch in file.iter_batches(columns=["respondent", *GROUP]):
            asked = pc.is_valid(batch["age_band"])
            if wanted is not None:
                asked = pc.and_(asked, pc.is_in(batch["wave"], wanted))
            if len(some := batch.filter(asked)):
                waiting.append(_grouped(some, groups))
            if sum(map(len, waiting)) > MOST_ROWS:
                people, waiting = _each_once([people, *waiting]), []
    counts = _each_once([people, *waiting])["group"].to_pandas().value_counts()
    rows = [(*group, int(counts.get(number, 0))) for group, number in groups.items()]
    return pd.DataFrame(rows, columns=[*GROUP, "people"]).sort_values(GROUP, ignore_index=True)


def _grouped(people: pa.RecordBatch, groups: dict[tuple[str, ...], int]) -> pa.Table:
    """Return a hash of each respondent and the number of their group; new groups are added."""
    codes = [people[name].indices.to_numpy() for name in GROUP]
    words = [people[name].dictionary.to_pylist() for name in GROUP]
    sizes = [max(1, len(names)) for names in words]
    together = np.ravel_multi_index(codes, sizes)
    distinct, place = np.unique(together, return_inverse=True)
    numbers = np.zeros(len(distinct), dtype=np.int64)
    for at, parts in enumerate(zip(*np.unravel_index(distinct, sizes), strict=True)):
        group = tuple(names[part] for names, part in zip(words, parts, strict=True))
        numbers[at] = groups.setdefault(group, len(groups))
    once = _each_once(
        [pa.table({"respondent": people["respondent"], "group": pa.array(numbers[place])})]
    )
    names = once["respondent"].to_numpy()
    hashes = pd.util.hash_array(names.astype(object), categorize=False)
    return pa.table({"respondent": pa.array(hashes, pa.uint64()), "group": once["group"]})


def _each_once(parts: Sequence[pa.Table]) -> pa.Table:
    """Return each respondent of some tables once, as everyone has a row for every question."""
    return (
        pa.concat_tables(parts).group_by(["respondent", "group"], use_threads=False).aggregate([])
    )
