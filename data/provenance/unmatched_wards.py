"""The ward names that were left out because no ward goes by them, or several do."""

import json

import pandas as pd

from data.load_report.reasons import Reason
from data.sources.validated_rows import DID_YOU_MEAN
from data.sources.ward_names import COLUMN, WARD_CODE

NAMES = (Reason.UNKNOWN_WARD, Reason.AMBIGUOUS_WARD)
COLUMNS = ["file", "name", "reason", "hint", "rows"]


def unmatched_names(left_out: pd.DataFrame) -> pd.DataFrame:
    """One row a name, with its files, how many rows gave it and what may have been meant."""
    rows = left_out[left_out["reason"].isin(NAMES)]
    records = [json.loads(record) for record in rows["record"]]
    found = pd.DataFrame(
        {
            "file": rows["file"].to_numpy(),
            "name": [_as_written(str(record.get(COLUMN, ""))) for record in records],
            "reason": rows["reason"].to_numpy(),
            "hint": [str(record.get(DID_YOU_MEAN, "")) for record in records],
        },
        columns=COLUMNS[:-1],
    )
    found = found[found["name"] != ""]
    each = found.groupby(["name", "reason", "hint"], sort=False)["file"]
    counted = each.agg(file=lambda files: ", ".join(files.unique()), rows="size").reset_index()
    counted = counted[COLUMNS]
    return counted.sort_values("rows", ascending=False, kind="stable", ignore_index=True)


def _as_written(name: str) -> str:
    """A code is the same in small letters."""
    return name.upper() if WARD_CODE.fullmatch(name) else name
