"""The ward names in partners' files that match no ward, or several."""

import json

import pandas as pd

from data.load_report.reasons import Reason
from data.sources.validated_rows import DID_YOU_MEAN
from data.sources.ward_names import COLUMN, WARD_CODE

NAMES = (Reason.UNKNOWN_WARD, Reason.AMBIGUOUS_WARD)
COLUMNS = ["file", "name", "reason", "hint", "rows"]


def unmatched_names(left_out: pd.DataFrame) -> pd.DataFrame:
    """Return the ward names of rows that were left out because the name isn't unique or known.

    Parameters
    ----------
    left_out
        The rows left out of a release.

    Returns
    -------
    DataFrame
        One row per name: `file` (all files with it), `name`, `reason`, `hint` (similar names) and
        `rows`, sorted by the number of rows.

    Examples
    --------
    >>> record = json.dumps({"ward_code": "Caera"})
    >>> row = {"file": "groups.csv", "reason": Reason.UNKNOWN_WARD, "record": record}
    >>> unmatched_names(pd.DataFrame([row]))[["name", "rows"]].values.tolist()
    [['Caera', 1]]
    """
    rows = left_out[left_out["reason"].isin(NAMES)]
    records = [json.loads(record) for record in rows["record"]]
    names = pd.DataFrame(
        {
            "file": rows["file"].to_numpy(),
            "name": [_as_written(str(record.get(COLUMN, ""))) for record in records],
            "reason": rows["reason"].to_numpy(),
            "hint": [str(record.get(DID_YOU_MEAN, "")) for record in records],
        },
        columns=COLUMNS[:-1],
    )
    names = names[names["name"] != ""]
    by_name = names.groupby(["name", "reason", "hint"], sort=False)["file"]
    counted = by_name.agg(file=lambda files: ", ".join(files.unique()), rows="size").reset_index()
    counted = counted[COLUMNS]
    return counted.sort_values("rows", ascending=False, kind="stable", ignore_index=True)


def _as_written(name: str) -> str:
    """Return a name unchanged, and a code in upper case."""
    return name.upper() if WARD_CODE.fullmatch(name) else name
