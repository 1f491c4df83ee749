"""The contracts of custom levels of areas, such as towns and beats: polygons or look-ups."""

import pandas as pd

from data.contracts.model import Contract, Rule, field
from data.contracts.types import FURTHER_CODE, LSOA_CODE, TEXT, WARD_CODE
from data.load_report.reasons import Reason
from data.schema import BEAT, TOWN

EXAMPLES = {
    TOWN: (
        ("T01", "T02", "T03"),
        ("Aberhalwyn", "Porth Sarnen", "Tremelyn"),
        ("Aberhalwyn", "Porth Sarnen", "Tremelyn"),
    ),
    BEAT: (
        ("HB2", "HB4", "HB5"),
        ("Aberhalwyn Central", "Sarnen Shore", "Tremelyn Hills"),
        ("Canol Aberhalwyn", "Glannau Sarnen", "Bryniau Tremelyn"),
    ),
}


def polygon_contract(level: str) -> Contract:
    """Return the contract of a level whose areas are polygons.

    Parameters
    ----------
    level
        The level's name, such as "town".

    Returns
    -------
    Contract
        With a code, and names in English and Welsh.

    Examples
    --------
    >>> polygon_contract("town").columns
    ('town_code', 'town_en', 'town_cy')
    """
    codes, english, welsh = EXAMPLES[level]
    return Contract(
        kind=f"{level}s",
        key=(f"{level}_code",),
        twice=Reason.AREA_TWICE,
        polygons=True,
        fields=(
            field(f"{level}_code", FURTHER_CODE, *codes, required=True, means="own_code"),
            field(f"{level}_en", TEXT, *english, required=True, means="name_en"),
            field(f"{level}_cy", TEXT, *welsh, falls_back=f"{level}_en", means="name_cy"),
        ),
    )


def lookup_contract(level: str) -> Contract:
    """Return the contract of a level whose areas are listed by their LSOAs or wards.

    Parameters
    ----------
    level
        The level's name, such as "beat".

    Returns
    -------
    Contract
        With the code of an LSOA or a ward, and the code and names of its area.

    Examples
    --------
    >>> lookup_contract("beat").columns
    ('lsoa_code', 'ward_code', 'beat_code', 'beat_en', 'beat_cy')
    """
    codes, english, welsh = EXAMPLES[level]
    return Contract(
        kind=f"{level}_lookup",
        places=(("lsoa_code",), ("ward_code",)),
        fields=(
            field("lsoa_code", LSOA_CODE, "W01999007", "", "", means="lsoa_in_it"),
            field("ward_code", WARD_CODE, "", "W05999011", "W05999015", means="ward_in_it"),
            field(f"{level}_code", FURTHER_CODE, *codes, required=True, means="own_code"),
            field(f"{level}_en", TEXT, *english, required=True, means="name_en"),
            field(f"{level}_cy", TEXT, *welsh, falls_back=f"{level}_en", means="name_cy"),
        ),
        rules=(
            Rule(
                column=f"{level}_code",
                expected="an LSOA or a ward that is in it",
                broken=_has_no_members,
                reason=Reason.BAD_AREA_CODE,
            ),
        ),
    )


def _has_no_members(table: pd.DataFrame) -> pd.Series:
    return table["lsoa_code"].isna() & table["ward_code"].isna()


FURTHER = tuple(
    make(level) for level in (TOWN, BEAT) for make in (polygon_contract, lookup_contract)
)
