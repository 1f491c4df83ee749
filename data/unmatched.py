"""The ward names that were left out because no ward goes by them, or several do."""

import json

import pandas as pd

from data.sources.checked import DID_YOU_MEAN
from data.sources.reasons import Reason
from data.sources.wardnames import COLUMN

NAMES = (Reason.UNKNOWN_WARD, Reason.AMBIGUOUS_WARD)
COLUMNS = ["file", "name", "reason", "hint", "rows"]


def unmatched_names(left_out: pd.DataFrame) -> pd.DataFrame:
    """One row a file and name, with how many rows gave it and what may have been meant."""
    rows = left_out[left_out["reason"].isin(NAMES)]
    records = [json.loads(record) for record in rows["record"]]
    found = pd.DataFrame(
        {
            "file": rows["file"].to_numpy(),
            "name": [str(record.get(COLUMN, "")) for record in records],
            "reason": rows["reason"].to_numpy(),
            "hint": [str(record.get(DID_YOU_MEAN, "")) for record in records],
        },
        columns=COLUMNS[:-1],
    )
    found = found[found["name"] != ""]
    counted = found.groupby(COLUMNS[:-1], sort=False).size().rename("rows").reset_index()
    return counted.sort_values("rows", ascending=False, kind="stable", ignore_index=True)
