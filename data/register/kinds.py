"""The kinds of records of the register, and how each comes from a release and becomes a table."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from data.register import groups, orders
from data.register.meetings import kinds as meetings
from data.register.plan import kinds as plan
from data.register.records import Record, RecordKind
from data.register.responses import kinds as responses
from data.release.tables import ReleaseTables


@dataclass(frozen=True, kw_only=True)
class RegisteredTable:
    """A table of releases whose rows are records of the register."""

    kind: RecordKind
    # Returns the table of a release.
    of_release: Callable[[ReleaseTables], gpd.GeoDataFrame | pd.DataFrame]
    # Returns the fields of the release's rows by number.
    fields_of: Callable[[Any], dict[str, dict[str, Any]]]
    # Returns the records as a release has them.
    table: Callable[[Iterable[Record]], gpd.GeoDataFrame | pd.DataFrame]


# TABLES: the registered tables by name, which is that of the table in a release too.
TABLES: Mapping[str, RegisteredTable] = {
    "groups": RegisteredTable(
        kind=groups.GROUP,
        of_release=ReleaseTables.groups,
        fields_of=groups.fields_of,
        table=groups.groups_table,
    ),
    "orders": RegisteredTable(
        kind=orders.ORDER,
        of_release=ReleaseTables.orders,
        fields_of=orders.fields_of,
        table=orders.orders_table,
    ),
    "responses": RegisteredTable(
        kind=responses.RESPONSE,
        of_release=ReleaseTables.responses,
        fields_of=responses.fields_of,
        table=responses.responses_table,
    ),
}
# KINDS: the kinds of records by name.
KINDS: Mapping[str, RecordKind] = {
    **{name: one.kind for name, one in TABLES.items()},
    orders.EVENT.name: orders.EVENT,
    responses.EVIDENCE_OF.name: responses.EVIDENCE_OF,
    responses.ACTION.name: responses.ACTION,
    **{kind.name: kind for kind in (*plan.PLAN_KINDS, *meetings.MEETING_KINDS)},
}
# PARTS: the kinds of the records that belong to one, and the field in which they name it.
PARTS: Mapping[str, tuple[tuple[RecordKind, str], ...]] = {
    orders.ORDER.name: ((orders.EVENT, "order_number"),),
    responses.RESPONSE.name: (
        (responses.ACTION, "response"),
        (responses.EVIDENCE_OF, "response"),
    ),
    plan.PRIORITY.name: ((plan.OBJECTIVE, "priority"), (plan.ACTION, "priority")),
    plan.OBJECTIVE.name: ((plan.ACTION, "objective"),),
    plan.ACTION.name: ((plan.INDICATOR, "action"),),
    plan.INDICATOR.name: ((plan.VALUE, "indicator"),),
    meetings.MEETING.name: (
        (meetings.ITEM, "meeting"),
        (meetings.SHOWN_ITEM, "meeting"),
        (meetings.DECISION, "meeting"),
    ),
}
