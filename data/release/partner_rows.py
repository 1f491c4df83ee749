"""The rows of partners' own incidents that somebody may see, and what a manifest says of them."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from data.file_kinds import LOCAL_INCIDENTS
from data.load_report.report import FileReport
from data.release.manifest import Manifest
from data.schema import WARD


def rows_within(incidents: pd.DataFrame, seen: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Return the own incidents in wards that can be seen, with no code of any other area.

    Parameters
    ----------
    incidents
        The table `local_incidents`.
    seen
        For each level, by area code, whether the own incidents of all of the area can be seen.

    Returns
    -------
    DataFrame
        The rows. One in an area that is seen in part alone, such as a town across a boundary, is
        in no area of that level.

    Examples
    --------
    >>> rows_within(incidents, {"ward": seen})  # doctest: +SKIP
    """
    wards = seen[WARD]
    rows = incidents[incidents["ward_code"].isin(wards.index[wards])].reset_index(drop=True)
    hidden = {
        column: rows[column].where(rows[column].isin(areas.index[areas]), None)
        for level, areas in seen.items()
        if level != WARD and (column := f"{level}_code") in rows
    }
    return rows.assign(**hidden)


def with_rows_within(manifest: Manifest, rows: int | None) -> Manifest:
    """Return a manifest that tells nothing of own incidents but how many of them are seen.

    Parameters
    ----------
    manifest
        The manifest of the release.
    rows
        How many are seen; None to leave out their files, as of nobody's incidents.

    Returns
    -------
    Manifest
        The files of own incidents are one without a name, all of whose rows are used: the rows of
        all partnerships less one's own would be those of the others.

    Examples
    --------
    >>> with_rows_within(manifest, 120)  # doctest: +SKIP
    """
    own = [one for one in manifest.files if one.kind == LOCAL_INCIDENTS]
    others = [one for one in manifest.files if one.kind != LOCAL_INCIDENTS]
    if own and rows is not None:
        others.append(FileReport(file="", kind=LOCAL_INCIDENTS, sha256="", read=rows, used=rows))
    tables = dict(manifest.tables)
    if LOCAL_INCIDENTS in tables:
        tables[LOCAL_INCIDENTS] = {"rows": rows or 0}
    return replace(manifest, files=tuple(others), tables=tables)
