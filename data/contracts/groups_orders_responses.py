"""The contracts of community groups, public spaces protection orders and responses."""

import pandas as pd

from data.contracts.model import Contract, Rule, end_before_start, field, place_fields
from data.contracts.types import DATE, TEXT, WARD_CODE, YES_NO, one_of
from data.load_report.reasons import Reason
from data.schema import GROUP_KINDS, ORDER_STATUSES, REFUGES

RESPONSE_STATUSES = ("planned", "running", "ended")


def _ward_is_missing(table: pd.DataFrame) -> pd.Series:
    return table["covers"].eq("ward") & table["ward_code"].isna()


def _refuge_has_a_place(table: pd.DataFrame) -> pd.Series:
    return table["kind"].isin(REFUGES) & (table["x"].notna() | table["postcode"].notna())


GROUPS = Contract(
    kind="groups",
    guidance=("refuges", "postcodes"),
    key=("group_id",),
    fields=(
        field("group_id", TEXT, "G001", "G002", "G003", required=True, means="own_number"),
        field(
            "name_en",
            TEXT,
            "Aberhalwyn Market Neighbourhood Watch",
            "Porth Sarnen Youth Club",
            "Vale of Halwyn Domestic Abuse Helpline",
            required=True,
        ),
        field(
            "name_cy",
            TEXT,
            "Gwarchod Cymdogaeth Marchnad Aberhalwyn",
            "Clwb Ieuenctid Porth Sarnen",
            "Llinell Gymorth Cam-drin Domestig Bro Halwyn",
            falls_back="name_en",
        ),
        field(
            "kind",
            one_of(*GROUP_KINDS),
            "neighbourhood_watch",
            "youth_provision",
            "domestic_abuse_support",
            required=True,
        ),
        field(
            "offers_en",
            TEXT,
            "Neighbours who share warnings",
            "An evening club, twice a week",
            "Confidential advice by telephone",
        ),
        field(
            "offers_cy",
            TEXT,
            "Cymdogion sy'n rhannu rhybuddion",
            "Clwb gyda'r nos, ddwywaith yr wythnos",
            "Cyngor cyfrinachol dros y ffôn",
        ),
        field("audience", TEXT, "Residents", "Ages 11 to 17", "Adults and children"),
        field("audience_cy", TEXT, "Trigolion", "11 i 17 oed", "Oedolion a phlant"),
        field("covers", one_of("ward", "county"), "ward", "ward", "county", required=True),
        field("ward_code", WARD_CODE, "W05999003", "W05999011", ""),
        *place_fields(
            ("-4.591327", "52.349565", "", ""), ("", "", "229400", "269900"), ("", "", "", "")
        ),
        field("postcode", TEXT, "", "QV2 4AB", ""),
        field("last_confirmed", DATE, "2026-03-14", "02/09/2025", "2026-01-20"),
        field("public_contact", YES_NO, "yes", "no", "yes"),
    ),
    rules=(
        Rule(
            column="ward_code",
            expected="a ward, as covers says “ward”",
            broken=_ward_is_missing,
            reason=Reason.UNKNOWN_WARD,
        ),
        Rule(
            column="kind",
            expected="no coordinates and no postcode: where such help is given is never shown",
            broken=_refuge_has_a_place,
            reason=Reason.REFUGE_PLACED,
        ),
    ),
)

ORDERS = Contract(
    kind="orders",
    key=("order_id",),
    polygons=True,
    fields=(
        field("order_id", TEXT, "PSPO-01", "PSPO-02", "PSPO-03", required=True, means="own_number"),
        field("name_en", TEXT, "Market Square", "Promenade", "Dunes Nature Reserve", required=True),
        field(
            "name_cy",
            TEXT,
            "Sgwâr y Farchnad",
            "Y Promenâd",
            "Gwarchodfa Natur y Twyni",
            falls_back="name_en",
        ),
        field(
            "prohibitions_en",
            TEXT,
            "No drinking alcohol after being asked to stop",
            "Dogs must be kept on a lead",
            "No fires or barbecues",
            required=True,
        ),
        field(
            "prohibitions_cy",
            TEXT,
            "Dim yfed alcohol ar ôl cais i stopio",
            "Rhaid cadw cŵn ar dennyn",
            "Dim tanau na barbeciws",
            falls_back="prohibitions_en",
        ),
        field("start", DATE, "2025-01-01", "2024-04-01", ""),
        field("expiry", DATE, "2027-12-31", "2027-03-31", "", means="end"),
        field(
            "status", one_of(*ORDER_STATUSES), "in force", "in force", "consultation", required=True
        ),
    ),
    rules=(
        Rule(
            column="expiry",
            expected="a day that is not before the start",
            broken=end_before_start("start", "expiry"),
            reason=Reason.ENDS_FIRST,
        ),
    ),
)

RESPONSES = Contract(
    kind="responses",
    key=("response_id",),
    fields=(
        field("response_id", TEXT, "A1", "A2", "A3", required=True, means="own_number"),
        field(
            "name_en",
            TEXT,
            "Market Square order",
            "Summer beach wardens",
            "Street lighting repairs",
            required=True,
        ),
        field(
            "name_cy",
            TEXT,
            "Gorchymyn Sgwâr y Farchnad",
            "Wardeniaid traeth yr haf",
            "Trwsio goleuadau stryd",
            falls_back="name_en",
        ),
        field("kind", TEXT, "order", "patrol", "environment", required=True),
        field("ward_code", WARD_CODE, "W05999003", "W05999011", "W05999015"),
        field("order_id", TEXT, "PSPO-01", "", ""),
        field("start", DATE, "2025-01-01", "2026-06-01", ""),
        field("end", DATE, "", "2026-08-31", ""),
        field("status", one_of(*RESPONSE_STATUSES), "running", "ended", "planned", required=True),
    ),
    rules=(
        Rule(
            column="end",
            expected="a day that is not before the start",
            broken=end_before_start("start", "end"),
            reason=Reason.ENDS_FIRST,
        ),
    ),
)
