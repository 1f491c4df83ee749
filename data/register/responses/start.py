"""Start a response together with the evidence that it was started from."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine

from data.access.permissions import require_edit
from data.access.viewer import Viewer
from data.register.database import writing
from data.register.editing.edits import write
from data.register.editing.saving import next_key
from data.register.records import CREATED, Record
from data.register.responses.kinds import EVIDENCE_OF, RESPONSE


def start_response(
    engine: Engine, viewer: Viewer, values: Mapping[str, Any], evidence: Mapping[str, Any]
) -> Record:
    """Save a new response and its first evidence, both or neither.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who starts it.
    values
        The fields of the response that aren't empty.
    evidence
        The fields of the evidence, without the response's number; empty for none.

    Returns
    -------
    Record
        The response, with the next number.

    Raises
    ------
    ReadOnly
        If the viewer may not edit records.

    Examples
    --------
    >>> start_response(engine, viewer, {"name_en": "Marshals"}, {}).key  # doctest: +SKIP
    'R001'
    """
    require_edit(viewer, what=RESPONSE.name)
    with writing(engine, viewer) as connection:
        key = next_key(connection, RESPONSE)
        started = write(connection, viewer.name, RESPONSE, key, None, values, action=CREATED)
        if evidence:
            own = {**evidence, "response": key}
            number = next_key(connection, EVIDENCE_OF)
            write(connection, viewer.name, EVIDENCE_OF, number, None, own, action=CREATED)
    return started
