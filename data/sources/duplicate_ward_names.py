"""Wards of different authorities that go by the same name, told apart by their authority's."""

import re

import pandas as pd

IN_BRACKETS = re.compile(r" \([^()]+\)$")


def with_authority_suffix(wards: pd.DataFrame, authorities: pd.DataFrame) -> pd.DataFrame:
    """The wards, “Caerau (Bridgend)” where there is another Caerau; each language by itself.

    `authorities` has a row a `code` with both names; `wards` a row a ward with both and its
    `authority_code`.
    """
    told = wards.copy()
    authority = authorities.set_index("code")
    for name in ("name_en", "name_cy"):
        alike = wards[name].duplicated(keep=False)
        whose = wards.loc[alike, "authority_code"].map(authority[name])
        told.loc[alike, name] = wards.loc[alike, name] + " (" + whose + ")"
    return told


def without_authority(name: str) -> str:
    """The name as its boundary file has it."""
    return IN_BRACKETS.sub("", name)
