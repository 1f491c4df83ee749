"""Load the tables of sources with a reader in the registry, and count unused files."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from data.build.recognise import Inputs
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.messages import Message
from data.readers.published_table import read_public
from data.readers.text.rows import odd_row_error
from data.sources.population.layouts import residents_in
from data.sources.registry import SOURCES, unused_kinds
from data.sources.source import Loading


def small_tables(
    inputs: Inputs, build: Loading, release: Path
) -> tuple[dict[str, pd.DataFrame], dict[str, int]]:
    """Load the table of every source that files were brought for.

    Files of a kind that is not used are counted in the load report.

    Parameters
    ----------
    inputs
        The recognised files.
    build
        The areas of the build, the changes of LSOAs and the load report.
    release
        The folder of the release, for tables that can be too large for memory.

    Returns
    -------
    tuple of two dict
        From the name of each source to its table, or to the number of rows of a table that is
        written already.

    Examples
    --------
    >>> build = Loading(areas, None, LoadReport())  # doctest: +SKIP
    >>> small_tables(recognise([groups_file]), build, Path("release"))  # doctest: +SKIP
    ({'groups': ...}, {})
    """
    tables, written = {}, {}
    for source in sorted(SOURCES.values(), key=lambda source: source.turn):
        files = inputs.all(source.name)
        if source.write is not None and files:
            written[source.name] = source.write(files, build, release)
        elif source.load is not None and files:
            tables[source.name] = source.load(files, build)
    for kind in unused_kinds():
        account_for_unused(inputs.all(kind), kind, build.report)
    return tables, written


def account_for_unused(members: Sequence[Member], kind: str, report: LoadReport) -> None:
    """Count the rows of files that aren't used. They aren't stored, as their source has them.

    Parameters
    ----------
    members
        The files.
    kind
        Their kind.
    report
        The load report.

    Examples
    --------
    >>> account_for_unused([outcomes_file], "outcomes", report)  # doctest: +SKIP
    >>> report.files[-1].left_out  # doctest: +SKIP
    {'not used yet': 1200}
    """
    for member in members:
        account = report.open_file(member, kind)
        account.read = rows_below_header(member)
        if account.read:
            account.left_out[Reason.NOT_USED_YET] = account.read


def rows_below_header(member: Member) -> int:
    """Return the number of rows of a table below its header.

    Parameters
    ----------
    member
        A CSV or spreadsheet file.

    Returns
    -------
    int
        The rows that aren't blank; a row of a CSV may be on several lines.

    Raises
    ------
    SourceError
        If the file can't be read.

    Examples
    --------
    >>> rows_below_header(outcomes_file)  # doctest: +SKIP
    1200
    """
    if member.name.lower().endswith((".xlsx", ".ods")):
        expected = Message("residents.columns")
        return len(read_public(member, lambda head: bool(residents_in(head)), expected).cells)
    with member.open() as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
        reader = csv.reader(text)
        try:
            return max(0, sum(1 for row in reader if any(row)) - 1)
        except csv.Error as fault:
            raise odd_row_error(member.path_shown, reader.line_num, fault) from fault
