"""The contract of incidents that a partner recorded."""

from data.contracts.model import IN_DEGREES, IN_METRES, Contract, field, place_fields
from data.contracts.types import LSOA_CODE, MOMENT, OFFENCE_CODE, TEXT, TIME, WARD_CODE
from data.load_report.reasons import Reason

INCIDENTS = Contract(
    kind="incidents",
    places=(IN_DEGREES, IN_METRES, ("lsoa_code",), ("ward_code",)),
    key=("incident_id",),
    twice=Reason.INCIDENT_TWICE,
    fields=(
        field("incident_id", TEXT, "C-1041", "C-1042", "C-1043"),
        field("date", MOMENT, "2026-07-03", "04/07/2026", "2026-07-05 23:40", required=True),
        field("time", TIME, "21:15", "18:05", ""),
        field("end_date", MOMENT, "", "05/07/2026", "", costs_the_row=False),
        field("end_time", TIME, "", "07:30", "", costs_the_row=False),
        field("type", TEXT, "noise", "deliberate fire", "litter and drugs waste", required=True),
        field("offence_code", OFFENCE_CODE, "", "56B", "", costs_the_row=False),
        *place_fields(
            ("-4.591327", "52.349565", "", ""), ("", "", "229400", "269900"), ("", "", "", "")
        ),
        field("lsoa_code", LSOA_CODE, "", "", "W01999007"),
        field("ward_code", WARD_CODE, "", "", "W05999003"),
    ),
)
