"""Responses, their evidence and their actions as kinds of records, and the table of responses."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from data.register.fields import stored
from data.register.records import Record, RecordKind
from data.register.responses.tables import ACTIONS, EVIDENCE, RESPONSES
from data.schema import TABLES, WARD, check

RESPONSE = RecordKind(name="responses", table=RESPONSES, prefix="R")
EVIDENCE_OF = RecordKind(name="response_evidence", table=EVIDENCE, prefix="EV", only_added=True)
ACTION = RecordKind(name="response_actions", table=ACTIONS, prefix="RA")

OBJECTIVE, SCANNING, ANALYSIS = "objective", "scanning", "analysis"
RESPONDING, ASSESSMENT, CLOSED = "response", "assessment", "closed"
# STAGES: in the order in which a response goes through them.
STAGES = (OBJECTIVE, SCANNING, ANALYSIS, RESPONDING, ASSESSMENT, CLOSED)
# What is decided after the assessment.
KEEP, CHANGE, STOP = DECISIONS = ("keep", "change", "stop")
# From what a response was started.
ORIGINS = ("place", "priority", "hot_spot", "gap", "order")

PLANNED, RUNNING, ENDED = "planned", "running", "ended"
# The stage of a response of a file by its status; of a planned one nothing is written down yet.
STAGE_OF = {PLANNED: OBJECTIVE, RUNNING: RESPONDING, ENDED: CLOSED}
COLUMNS = [name for name in TABLES["responses"].columns if name != "response_id"]


def responses_table(records: Iterable[Record]) -> pd.DataFrame:
    """Return responses as a release has them.

    Parameters
    ----------
    records
        The responses of the register.

    Returns
    -------
    DataFrame
        One row per response. English and Welsh stand in for one another.

    Examples
    --------
    >>> responses_table(all_records(engine, RESPONSE))["status"].tolist()  # doctest: +SKIP
    ['running', 'planned']
    """
    rows = [
        {
            "response_id": one.key,
            **{name: one.values.get(name) for name in COLUMNS},
            "name_en": one.values["name_en"] or one.values["name_cy"],
            "name_cy": one.values["name_cy"] or one.values["name_en"],
            "kind": one.values["kind"] or "other",
            "status": status_of(one.values),
        }
        for one in records
    ]
    table = pd.DataFrame(rows, columns=["response_id", *COLUMNS])
    tidy = table.astype("str").where(table.notna(), None)
    return pd.DataFrame(check("responses", tidy))


def status_of(values: Any) -> str:
    """Return whether a response is planned, running or ended.

    Parameters
    ----------
    values
        The fields of the response.

    Returns
    -------
    str
        One that was assessed runs on if it is kept or changed. One that is being assessed has ended
        if it has a last day.

    Examples
    --------
    >>> status_of({"stage": "closed", "decision": "keep"})
    'running'
    """
    stage = values["stage"]
    if stage == CLOSED:
        return RUNNING if values.get("decision") in (KEEP, CHANGE) else ENDED
    if stage == ASSESSMENT and values.get("end"):
        return ENDED
    return RUNNING if stage in (RESPONDING, ASSESSMENT) else PLANNED


def fields_of(responses: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return the fields of the responses of a release, by number.

    Parameters
    ----------
    responses
        The table `responses`.

    Returns
    -------
    dict
        The fields; those that files don't have are empty.

    Examples
    --------
    >>> fields_of(store.table("responses"))["A1"]["stage"]  # doctest: +SKIP
    'response'
    """
    found = {}
    for row in responses.to_dict("records"):
        fields = {name: stored(row.get(name)) for name in RESPONSE.fields}
        fields |= {"stage": STAGE_OF[str(row["status"])], "place": fields["ward_code"]}
        fields["level"] = WARD if fields["place"] else None
        found[str(row["response_id"])] = fields
    return found
