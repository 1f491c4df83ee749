"""What is hidden in the sample county for the measures to find: one table, read by the generator.

The generator takes every strength from here, so the table and the data can't disagree.
"""

from dataclasses import dataclass

SEED = "Bro Halwyn 5"
FIRST_MONTH = "2022-10"
LAST_MONTH = "2026-09"
MISSING_MONTH = "2025-03"
WAVES = ("2025-06", "2026-06")

# Faults that real files have, each put into one known place.
CRLF_MONTH = "2023-06"
BOM_MONTH = "2024-02"
UNUSABLE_ROWS_MONTH = "2024-05"
STRAY_MONTH = "2023-11"
OLD_LSOA_CODE = "W01998007"
OLD_LSOA_WARD = "W05999018"
OLD_VINTAGE_YEAR = "2022"
NO_LOCATION_SHARE = 0.014
REPEATED_ID_SHARE = 0.0035
OUTSIDE_SHARE = 0.004
WRONG_LSOA_SHARE = 0.0005

ASB = "Anti-social behaviour"
VIOLENCE = "Violence and sexual offences"
DAMAGE = "Criminal damage and arson"
PUBLIC_ORDER = "Public order"
SHOPLIFTING = "Shoplifting"
OTHER_THEFT = "Other theft"
VEHICLE_CRIME = "Vehicle crime"
BURGLARY = "Burglary"
DRUGS = "Drugs"
OTHER_CRIME = "Other crime"
WEAPONS = "Possession of weapons"
ROBBERY = "Robbery"
BICYCLE_THEFT = "Bicycle theft"
THEFT_FROM_PERSON = "Theft from the person"


@dataclass(frozen=True)
class Truth:
    """One planted fact: where it is, what it touches, how strong it is and since when."""

    key: str
    ward_code: str | None
    lsoa_code: str | None
    order_id: str | None
    what: str
    strength: float
    since: str | None = None
    categories: tuple[str, ...] = ()


TRUTHS: tuple[Truth, ...] = (
    Truth(
        "fear_above_record",
        "W05999008",
        None,
        None,
        "Maesgwylan: ordinary recorded anti-social behaviour; this share calls it a big problem",
        0.78,
        None,
        (ASB,),
    ),
    Truth(
        "fear_below_record",
        "W05999017",
        None,
        None,
        "Tremelyn Mill: recorded far above ordinary; only this share calls it a big problem",
        0.09,
        None,
        (ASB,),
    ),
    Truth(
        "busy_record",
        "W05999017",
        None,
        None,
        "Tremelyn Mill: recorded anti-social behaviour, as a multiple of an ordinary ward's",
        1.9,
        None,
        (ASB,),
    ),
    Truth(
        "summer_resort",
        "W05999011",
        None,
        None,
        "Porth Sarnen Promenade: July and August as a multiple of any other month",
        2.5,
        None,
        (ASB, OTHER_THEFT, THEFT_FROM_PERSON, SHOPLIFTING, PUBLIC_ORDER),
    ),
    Truth(
        "night_time_economy",
        "W05999001",
        None,
        None,
        "Aberhalwyn Castle: pubs and clubs, as a multiple of an ordinary ward's",
        3.5,
        None,
        (VIOLENCE, PUBLIC_ORDER, THEFT_FROM_PERSON, ASB),
    ),
    Truth(
        "emerging",
        "W05999015",
        None,
        None,
        "Tremelyn East: climbs month by month to this multiple of its own past in the last month",
        2.4,
        "2025-08",
        (ASB, DAMAGE, VEHICLE_CRIME),
    ),
    Truth(
        "hospital",
        "W05999007",
        None,
        None,
        "Infirmary: few residents, many visitors; this multiple, all of the extra at the hospital",
        3.0,
        None,
        (VIOLENCE, PUBLIC_ORDER, OTHER_THEFT),
    ),
    Truth(
        "under_reporting",
        "W05999005",
        None,
        None,
        "Penhalwyn: recorded, as a share of what its deprivation lets expect, in every category",
        0.5,
    ),
    Truth(
        "under_reporting_perceived",
        "W05999005",
        None,
        None,
        "Penhalwyn: this share calls anti-social behaviour a big problem all the same",
        0.66,
        None,
        (ASB,),
    ),
    Truth(
        "order_worked",
        "W05999003",
        None,
        "PSPO-01",
        "Market Square: anti-social behaviour inside, as a share of before; no change around it",
        0.5,
        "2025-01",
        (ASB,),
    ),
    Truth(
        "order_displaced",
        "W05999012",
        None,
        "PSPO-02",
        "Porth Sarnen Town: the same inside, but what is missing reappears within 400 m",
        0.5,
        "2025-01",
        (ASB,),
    ),
    Truth(
        "no_group",
        "W05999021",
        None,
        None,
        "Halwyn Marshes: community groups in the ward",
        0.0,
    ),
    Truth("missing_month", None, None, None, "Months without a file", 1.0, MISSING_MONTH),
    Truth(
        "county_fall",
        None,
        None,
        None,
        "The county: anti-social behaviour in the last 12 months, as a share of before",
        0.85,
        "2025-10",
        (ASB,),
    ),
)

RING_METRES = 400.0

_BY_KEY = {truth.key: truth for truth in TRUTHS}


def truth(key: str) -> Truth:
    """The planted fact with this key."""
    return _BY_KEY[key]
