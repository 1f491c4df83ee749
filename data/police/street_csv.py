"""Columns of text of a police file, in Arrow arrays."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def numbers(column: pa.Array) -> np.ndarray:
    """Convert a column of texts to numbers.

    Parameters
    ----------
    column
        Texts.

    Returns
    -------
    numpy.ndarray
        Floats, NaN for a text that is no number.

    Examples
    --------
    >>> numbers(pa.array(["1.5", ""])).tolist()
    [1.5, nan]
    """
    blanked = null_if_empty(column)
    try:
        return np.asarray(pc.cast(blanked, pa.float64()), dtype=float)
    except pa.ArrowInvalid:
        values = pd.to_numeric(blanked.to_pandas(), errors="coerce")
        return np.asarray(values, dtype=float)


def null_if_empty(column: pa.StringArray) -> pa.StringArray:
    """Return the texts with null for empty ones, without copying.

    Parameters
    ----------
    column
        Texts.

    Returns
    -------
    pyarrow.StringArray
        Of the same length.

    Examples
    --------
    >>> null_if_empty(pa.array(["a", ""])).to_pylist()
    ['a', None]
    """
    _, offsets, texts = column.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    given = ends[1:] != ends[:-1]
    if given.all():
        return column
    bits = pa.py_buffer(np.packbits(given, bitorder="little"))
    return pa.StringArray.from_buffers(len(column), pa.py_buffer(ends), texts, bits)


def blank(column: pa.Array) -> np.ndarray:
    """Return which texts are empty or consist of spaces.

    Parameters
    ----------
    column
        Texts.

    Returns
    -------
    numpy.ndarray
        Booleans.

    Examples
    --------
    >>> blank(pa.array(["a", " "])).tolist()
    [False, True]
    """
    return np.asarray(pc.equal(pc.utf8_trim_whitespace(column), ""))


def words(column: pa.DictionaryArray) -> tuple[list[str], np.ndarray]:
    """Return the distinct texts of a column, and for each row the index of its text.

    Parameters
    ----------
    column
        A dictionary column.

    Returns
    -------
    tuple[list[str], numpy.ndarray]
        The texts, and one index into them per row.

    Examples
    --------
    >>> words(pa.array(["a", "a"]).dictionary_encode())[0]
    ['a']
    """
    return column.dictionary.to_pylist() or [""], column.indices.to_numpy(zero_copy_only=False)


def one_chunk(column: pa.ChunkedArray) -> pa.Array:
    """Return a column as one array.

    Parameters
    ----------
    column
        A chunked column, mostly of one chunk.

    Returns
    -------
    pyarrow.Array
        All rows.

    Examples
    --------
    >>> one_chunk(pa.chunked_array([["a"], ["b"]])).to_pylist()
    ['a', 'b']
    """
    if column.num_chunks == 1:
        return column.chunk(0)
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    return pa.concat_arrays(column.chunks or [pa.array([], column.type)])
