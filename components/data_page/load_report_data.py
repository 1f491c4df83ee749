"""The load report as data, for a CSV file."""

import pandas as pd

from components.data_page import load_report_tables
from components.page_context import PageContext
from components.text import survey_report
from data.access.permissions import may_bring_files, rows_left_out_visible
from data.provenance.freshness import rights_of
from data.sources.registry import source_of

LEFT_ALONE, OFF_SCALE = "left alone", "not on the scale"


def as_data(here: PageContext) -> pd.DataFrame:
    """Return the report as data: a row for each file and reason, with numeric cells."""
    rows = []
    values = rows_left_out_visible(here.viewer)
    for line in load_report_tables.lines(here):
        account = line.account
        common = {"file": account.file, "kind": account.kind, "sha256": account.sha256}
        common |= {"force": account.force, "month": account.month}
        common |= {"files": line.files}  # type: ignore[dict-item]
        rights = rights_of(here.manifest, source_of(account.kind))
        common |= {"retrieved": account.retrieved}
        common |= {f"file_{name}": rights[f"{name}_en"] for name in ("attribution", "licence")}
        common |= {"rows_read": account.read, "rows_used": account.used}  # type: ignore[dict-item]
        fates = [("left out", account.left_out), ("noted", account.notes)]
        found = [
            common | {"fate": fate, "reason": str(reason), "rows": count}
            for fate, counts in fates
            for reason, count in counts.items()
        ]
        rows += found or [common | {"fate": "", "reason": "", "rows": 0}]
        rows += [
            common
            | {"fate": OFF_SCALE, "column": one.column, "rows": one.rows}
            | {"value": one.value, "allowed": ", ".join(one.allowed)}
            for one in survey_report.entries([account], values=values)
        ]
    if may_bring_files(here.viewer):
        rows += [
            {"file": one.file, "files": 1, "fate": LEFT_ALONE, "reason": str(one.reason), "rows": 0}
            for one in here.manifest.unrecognised
        ]
    elif here.manifest.unrecognised:
        rows.append({"files": len(here.manifest.unrecognised), "fate": LEFT_ALONE, "rows": 0})
    return pd.DataFrame(rows)
