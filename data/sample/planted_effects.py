"""The effects planted in the sample county, the months it covers and the faults of its files.

The effects are in `planted_effects.toml`, which the generator and the tests both read.
"""

from dataclasses import dataclass

from data.sample.read_files import read_toml


@dataclass(frozen=True)
class Truth:
    """A planted effect: where it is, which categories it changes, its strength and its start."""

    key: str
    what: str
    strength: float
    ward_code: str | None = None
    order_id: str | None = None
    since: str | None = None
    categories: tuple[str, ...] = ()


TRUTHS = tuple(
    Truth(key, **{**effect, "categories": tuple(effect.get("categories", ()))})
    for key, effect in read_toml("planted_effects").items()
)
_BY_KEY = {effect.key: effect for effect in TRUTHS}


def truth(key: str) -> Truth:
    """Return the planted effect with this key.

    Examples
    --------
    >>> truth("busy_record").strength
    1.9
    """
    return _BY_KEY[key]


def start_of(key: str) -> str:
    """Return the first month of a planted effect; an effect without one is an error."""
    since = truth(key).since
    if since is None:
        raise ValueError(f"the planted effect {key} has no first month")
    return since


# SEED: every random stream depends on it.
SEED = "Bro Halwyn 5"
FIRST_MONTH = "2022-10"
LAST_MONTH = "2026-09"
# MISSING_MONTH: the month without a police file.
MISSING_MONTH = start_of("missing_month")
# WAVES: the months of the survey.
WAVES = ("2025-06", "2026-06")
# RING_METRES: how far around an order's area displaced incidents reappear.
RING_METRES = 400.0

# Faults that real files have, each in one known file or on a known share of the rows.
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

# The categories of police.uk.
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
