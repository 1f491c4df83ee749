"""The tables of the sources that have a reader in the registry."""

import pandas as pd

from data.build.recognise import Inputs
from data.sources.registry import SOURCES, unused_kinds
from data.sources.source import Loading
from data.sources.unused_rows import account_for_unused


def small_tables(inputs: Inputs, build: Loading) -> dict[str, pd.DataFrame]:
    """Load the table of every source that files were brought for.

    Files of a kind that is not used are counted in the load report.

    Parameters
    ----------
    inputs
        The recognised files.
    build
        What the readers ask of the build: its areas, the changes of LSOAs and the load report.

    Returns
    -------
    dict of DataFrame
        From the name of each source to its table.

    Example
    -------
    >>> small_tables(recognise([groups_file]), Loading(areas, None, LoadReport()))  # doctest: +SKIP
    {'groups': ...}
    """
    tables = {}
    for source in sorted(SOURCES.values(), key=lambda source: source.turn):
        files = inputs.all(source.name)
        if source.load is not None and files:
            tables[source.name] = source.load(files, build)
    for kind in unused_kinds():
        account_for_unused(inputs.all(kind), kind, build.report)
    return tables
