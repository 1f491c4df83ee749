"""The contract of harm weights: what each offence weighs, and how often it occurs."""

from data.contracts.model import Contract, field
from data.contracts.types import OFFENCE_CODE, TEXT, WEIGHT, number_from, one_of
from data.load_report.reasons import Reason
from data.schema import CRIMES, NAMES_OF_CATEGORIES

# INCIDENTS: above 0, as an offence that never occurs has no part in its category.
INCIDENTS = number_from("number", 1e-6, 1e12, "a number above 0")
HARM_WEIGHTS = Contract(
    kind="harm_weights",
    guidance=("harm_weights",),
    key=("offence_code",),
    twice=Reason.OFFENCE_TWICE,
    fields=(
        field(
            "category",
            one_of(
                *CRIMES,
                also={NAMES_OF_CATEGORIES[category]: category for category in CRIMES},
            ),
            *("burglary", "burglary", ""),
            means="harm_category",
        ),
        field("offence_code", OFFENCE_CODE, "X-28", "X-30", "X-99", required=True),
        field("offence_en", TEXT, "Burglary of a home", "Burglary of a shed", "Fire in a bin"),
        field(
            "offence_cy",
            TEXT,
            *("Byrgleriaeth cartref", "Bwrgleriaeth sied", "Tân mewn bin"),
            falls_back="offence_en",
        ),
        field("weight", WEIGHT, "400", "100", "20", required=True),
        field("incidents", INCIDENTS, "650", "350", "", means="harm_incidents"),
        field(
            "source_en",
            TEXT,
            *("Our severity list", "Our severity list", "Fire service"),
            required=True,
            means="harm_source",
        ),
        field(
            "source_cy",
            TEXT,
            *("Ein rhestr difrifoldeb", "Ein rhestr difrifoldeb", "Y gwasanaeth tân"),
            falls_back="source_en",
            means="harm_source_cy",
        ),
    ),
)
