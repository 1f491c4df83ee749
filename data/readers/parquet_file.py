"""Opens Parquet files, also inside zips."""

import io

import pyarrow as pa
import pyarrow.parquet as pq

from data.files.archive import Member


def open_parquet(member: Member) -> pq.ParquetFile:
    """Open a Parquet file; its columns are read when they are asked for.

    Parameters
    ----------
    member
        The file.

    Returns
    -------
    pyarrow.parquet.ParquetFile
        The file; the caller closes it.

    Raises
    ------
    ArrowException, OSError
        If it can't be read as Parquet.

    Examples
    --------
    >>> open_parquet(national_file).metadata.num_rows  # doctest: +SKIP
    36300
    """
    stream = member.open()
    # A member of a zip can't be read from its end.
    source = stream if stream.seekable() else io.BytesIO(stream.read())
    return pq.ParquetFile(source, pre_buffer=False)


def parquet_schema(member: Member) -> pa.Schema | None:
    """Return the columns and the metadata of a Parquet file.

    Parameters
    ----------
    member
        The file.

    Returns
    -------
    pyarrow.Schema or None
        None if it can't be read as Parquet.

    Examples
    --------
    >>> parquet_schema(national_file).names[:2]  # doctest: +SKIP
    ['level', 'area_code']
    """
    try:
        with open_parquet(member) as file:
            return file.schema_arrow
    except (pa.ArrowException, OSError):
        return None
