"""The contracts for what is there and what is done: groups, orders, responses."""

import pandas as pd

from data.contracts.model import (
    END,
    NAME_CY,
    NAME_EN,
    START,
    STATUS,
    WARD_CY,
    WARD_EN,
    Contract,
    Rule,
    end_before_start,
    field,
    place_fields,
)
from data.contracts.types import DATE, TEXT, WARD_CODE, YES_NO, one_of
from data.load_report.reasons import Reason
from data.schema import GROUP_KINDS, ORDER_STATUSES

RESPONSE_STATUSES = ("planned", "running", "ended")


def _ward_is_missing(table: pd.DataFrame) -> pd.Series:
    return table["covers"].eq("ward") & table["ward_code"].isna()


def _refuge_is_placed(table: pd.DataFrame) -> pd.Series:
    return table["kind"].eq("domestic_abuse_support") & table["x"].notna()


GROUPS = Contract(
    kind="groups",
    title_en="Community groups and support services",
    title_cy="Grwpiau cymunedol a gwasanaethau cymorth",
    key=("group_id",),
    fields=(
        field("group_id", TEXT, "Your own number for it", "Eich rhif eich hun ar ei gyfer",
               "G001", "G002", "G003", required=True),
        field("name_en", TEXT, *NAME_EN, "Aberhalwyn Market Neighbourhood Watch",
               "Porth Sarnen Youth Club", "Vale of Halwyn Domestic Abuse Helpline", required=True),
        field("name_cy", TEXT, *NAME_CY, "Gwarchod Cymdogaeth Marchnad Aberhalwyn",
               "Clwb Ieuenctid Porth Sarnen", "Llinell Gymorth Cam-drin Domestig Bro Halwyn",
               falls_back="name_en"),
        field("kind", one_of(*GROUP_KINDS), "Kind of group or service",
               "Math o grŵp neu wasanaeth", "neighbourhood_watch", "youth_provision",
               "domestic_abuse_support", required=True),
        field("offers_en", TEXT, "What it offers, in English", "Beth mae'n ei gynnig, yn Saesneg",
               "Neighbours who share warnings", "An evening club, twice a week",
               "Confidential advice by telephone"),
        field("offers_cy", TEXT, "What it offers, in Welsh", "Beth mae'n ei gynnig, yn Gymraeg",
               "Cymdogion sy'n rhannu rhybuddion", "Clwb gyda'r nos, ddwywaith yr wythnos",
               "Cyngor cyfrinachol dros y ffôn"),
        field("audience", TEXT, "Whom it is for, in English", "Ar gyfer pwy y mae, yn Saesneg",
               "Residents", "Ages 11 to 17", "Adults and children"),
        field("audience_cy", TEXT, "Whom it is for, in Welsh", "Ar gyfer pwy y mae, yn Gymraeg",
               "Trigolion", "11 i 17 oed", "Oedolion a phlant"),
        field("covers", one_of("ward", "county"), "Whether it serves one ward or all of the area",
               "A yw'n gwasanaethu un ward neu'r ardal gyfan", "ward", "ward", "county",
               required=True),
        field("ward_code", WARD_CODE, "ONS code of its ward; empty where it serves the area",
               "Cod SYG ei ward; gwag os yw'n gwasanaethu'r ardal", "W05999003", "W05999011", ""),
        *place_fields(("-4.591327", "52.349565", "", ""), ("", "", "229400", "269900"),
                       ("", "", "", "")),
        field("last_confirmed", DATE, "When its details were last confirmed",
               "Pryd y cadarnhawyd ei fanylion ddiwethaf",
               "2026-03-14", "02/09/2025", "2026-01-20"),
        field("public_contact", YES_NO, "Whether the public may be told its name and place",
               "A ellir rhoi ei enw a'i le i'r cyhoedd", "yes", "no", "yes"),
    ),
    rules=(
        Rule(column="ward_code", expected="a ward, as covers says “ward”", broken=_ward_is_missing,
             reason=Reason.UNKNOWN_WARD),
        Rule(column="kind", expected="no coordinates: where such help is given is never shown",
             broken=_refuge_is_placed, reason=Reason.REFUGE_PLACED),
    ),
)  # fmt: skip

ORDERS = Contract(
    kind="orders",
    title_en="Public spaces protection orders, with their areas",
    title_cy="Gorchmynion diogelu mannau cyhoeddus, gyda'u hardaloedd",
    key=("order_id",),
    polygons=True,
    fields=(
        field("order_id", TEXT, "Your own number for it", "Eich rhif eich hun ar ei gyfer",
               "PSPO-01", "PSPO-02", "PSPO-03", required=True),
        field("name_en", TEXT, *NAME_EN, "Market Square", "Promenade", "Dunes Nature Reserve",
               required=True),
        field("name_cy", TEXT, *NAME_CY, "Sgwâr y Farchnad", "Y Promenâd",
               "Gwarchodfa Natur y Twyni", falls_back="name_en"),
        field("prohibitions_en", TEXT, "What it prohibits, in English",
               "Beth mae'n ei wahardd, yn Saesneg", "No drinking alcohol after being asked to stop",
               "Dogs must be kept on a lead", "No fires or barbecues", required=True),
        field("prohibitions_cy", TEXT, "What it prohibits, in Welsh; the English where left empty",
               "Beth mae'n ei wahardd, yn Gymraeg; y Saesneg os yw'n wag",
               "Dim yfed alcohol ar ôl cais i stopio", "Rhaid cadw cŵn ar dennyn",
               "Dim tanau na barbeciws", falls_back="prohibitions_en"),
        field("start", DATE, *START, "2025-01-01", "2024-04-01", ""),
        field("expiry", DATE, *END, "2027-12-31", "2027-03-31", ""),
        field("status", one_of(*ORDER_STATUSES), *STATUS, "in force", "in force", "consultation",
               required=True),
    ),
    rules=(
        Rule(column="expiry", expected="a day that is not before the start",
             broken=end_before_start("start", "expiry"), reason=Reason.ENDS_FIRST),
    ),
)  # fmt: skip

RESPONSES = Contract(
    kind="responses",
    title_en="Responses: what was done about a place",
    title_cy="Ymatebion: beth a wnaed am le",
    key=("response_id",),
    fields=(
        field("response_id", TEXT, "Your own number for it", "Eich rhif eich hun ar ei gyfer",
               "A1", "A2", "A3", required=True),
        field("name_en", TEXT, *NAME_EN, "Market Square order", "Summer beach wardens",
               "Street lighting repairs", required=True),
        field("name_cy", TEXT, *NAME_CY, "Gorchymyn Sgwâr y Farchnad", "Wardeniaid traeth yr haf",
               "Trwsio goleuadau stryd", falls_back="name_en"),
        field("kind", TEXT, "Kind of response, such as order, patrol, engagement, environment",
               "Math o ymateb, megis gorchymyn, patrôl, ymgysylltu, amgylchedd",
               "order", "patrol", "environment", required=True),
        field("ward_code", WARD_CODE, WARD_EN, WARD_CY, "W05999003", "W05999011", "W05999015"),
        field("order_id", TEXT, "The order that it belongs to", "Y gorchymyn y mae'n perthyn iddo",
               "PSPO-01", "", ""),
        field("start", DATE, *START, "2025-01-01", "2026-06-01", ""),
        field("end", DATE, *END, "", "2026-08-31", ""),
        field("status", one_of(*RESPONSE_STATUSES), *STATUS, "running", "ended", "planned",
               required=True),
    ),
    rules=(
        Rule(column="end", expected="a day that is not before the start",
             broken=end_before_start("start", "end"), reason=Reason.ENDS_FIRST),
    ),
)  # fmt: skip
