"""The contract for incidents that a partner recorded itself."""

from data.contracts.model import IN_DEGREES, IN_METRES, Contract, field, place_fields
from data.contracts.types import LSOA_CODE, MOMENT, TEXT, TIME, WARD_CODE
from data.load_report.reasons import Reason

INCIDENTS = Contract(
    kind="incidents",
    title_en="Incidents with date and time: council ASB, deliberate fires, ambulance",
    title_cy="Digwyddiadau â dyddiad ac amser: YGG y cyngor, tanau bwriadol, ambiwlans",
    places=(IN_DEGREES, IN_METRES, ("lsoa_code",), ("ward_code",)),
    key=("incident_id",),
    twice=Reason.INCIDENT_TWICE,
    fields=(
        field("incident_id", TEXT, "Your own number for it; never a person's",
               "Eich rhif eich hun ar ei gyfer; byth rif person", "C-1041", "C-1042", "C-1043"),
        field("date", MOMENT, "Day it happened or was reported; a time may follow",
               "Y diwrnod y digwyddodd neu y rhoddwyd gwybod; gall amser ddilyn",
               "2026-07-03", "04/07/2026", "2026-07-05 23:40", required=True),
        field("time", TIME, "Time of day, where it has a column of its own",
               "Amser o'r dydd, os oes colofn iddo", "21:15", "18:05", ""),
        field("type", TEXT, "What it was, in your own terms",
               "Beth ydoedd, yn eich termau eich hun",
               "noise", "deliberate fire", "litter and drugs waste", required=True),
        *place_fields(("-4.591327", "52.349565", "", ""), ("", "", "229400", "269900"),
                       ("", "", "", "")),
        field("lsoa_code", LSOA_CODE, "ONS code of the LSOA, where there are no coordinates",
               "Cod SYG yr ACEHI, os nad oes cyfesurynnau", "", "", "W01999007"),
        field("ward_code", WARD_CODE, "ONS code of the ward, where there is nothing finer",
               "Cod SYG y ward, os nad oes dim manylach", "", "", "W05999003"),
    ),
)  # fmt: skip
