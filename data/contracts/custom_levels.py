"""The contracts for further levels of areas: towns and beats, drawn or looked up."""

import pandas as pd

from data.contracts.model import NAME_CY, NAME_EN, Contract, Rule, field
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
CODE = (
    "Your own code for it, or the official one",
    "Eich cod eich hun ar ei gyfer, neu'r un swyddogol",
)
LSOA_MEANING = (
    "ONS code of an LSOA that is in it (2021)",
    "Cod SYG ACEHI sydd ynddo (2021)",
)
WARD_MEANING = (
    "ONS code or name of a ward that is in it whole, in place of its LSOAs",
    "Cod SYG neu enw ward sydd ynddo i gyd, yn lle ei ACEHI",
)
TITLES = {
    TOWN: ("Towns, with their areas", "Trefi, gyda'u hardaloedd"),
    BEAT: ("Police beats, with their areas", "Ardaloedd plismona, gyda'u ffiniau"),
}
LOOKUP_TITLES = {
    TOWN: ("Which LSOAs or wards are in which town", "Pa ACEHI neu wardiau sydd ym mha dref"),
    BEAT: (
        "Which LSOAs or wards are in which police beat",
        "Pa ACEHI neu wardiau sydd ym mha ardal blismona",
    ),
}


def polygon_contract(level: str) -> Contract:
    """Areas of a further level as polygons."""
    title_en, title_cy = TITLES[level]
    codes, english, welsh = EXAMPLES[level]
    return Contract(
        kind=f"{level}s",
        title_en=title_en,
        title_cy=title_cy,
        key=(f"{level}_code",),
        twice=Reason.AREA_TWICE,
        polygons=True,
        fields=(
            field(f"{level}_code", FURTHER_CODE, *CODE, *codes, required=True),
            field(f"{level}_en", TEXT, *NAME_EN, *english, required=True),
            field(f"{level}_cy", TEXT, *NAME_CY, *welsh, falls_back=f"{level}_en"),
        ),
    )


def lookup_contract(level: str) -> Contract:
    """The same as a list of the LSOAs, or of the wards, that each is made up of."""
    title_en, title_cy = LOOKUP_TITLES[level]
    codes, english, welsh = EXAMPLES[level]
    return Contract(
        kind=f"{level}_lookup",
        title_en=title_en,
        title_cy=title_cy,
        places=(("lsoa_code",), ("ward_code",)),
        fields=(
            field("lsoa_code", LSOA_CODE, *LSOA_MEANING, "W01999007", "", ""),
            field("ward_code", WARD_CODE, *WARD_MEANING, "", "W05999011", "W05999015"),
            field(f"{level}_code", FURTHER_CODE, *CODE, *codes, required=True),
            field(f"{level}_en", TEXT, *NAME_EN, *english, required=True),
            field(f"{level}_cy", TEXT, *NAME_CY, *welsh, falls_back=f"{level}_en"),
        ),
        rules=(
            Rule(
                column=f"{level}_code",
                expected="an LSOA or a ward that is in it",
                broken=_nothing_is_in_it,
                reason=Reason.BAD_AREA_CODE,
            ),
        ),
    )


def _nothing_is_in_it(table: pd.DataFrame) -> pd.Series:
    return table["lsoa_code"].isna() & table["ward_code"].isna()


FURTHER = tuple(
    make(level) for level in (TOWN, BEAT) for make in (polygon_contract, lookup_contract)
)
