"""Wards by their names in either language, where people give those and not codes."""

import difflib
import re
import unicodedata
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from data.schema import LSOA, WARD

IN_BRACKETS = re.compile(r" \([^()]+\)$")
WARD_CODE = re.compile(r"[EW]05\d{6}", re.IGNORECASE)
COLUMN, FINER = "ward_code", "lsoa_code"
NEAR_ENOUGH = 0.75
"""How much of a name has to agree before it is worth asking whether it was meant."""


@dataclass(frozen=True, kw_only=True)
class Wards:
    """The wards of the area: their codes, and which of them go by a name."""

    codes: frozenset[str]
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)
    spelt: Mapping[str, str] = field(default_factory=dict)
    """How a plain name is written."""
    of_lsoa: Mapping[str, str] = field(default_factory=dict)
    """The ward that each LSOA is given to."""

    @classmethod
    def of(cls, areas: pd.DataFrame) -> "Wards":
        """The wards among a release's areas, by both of their names."""
        wards, lsoas = areas[areas["level"] == WARD], areas[areas["level"] == LSOA]
        lsoas = lsoas.reindex(columns=["area_code", "parent_code"]).dropna()
        named: dict[str, set[str]] = {}
        spelt: dict[str, str] = {}
        for column in ("name_cy", "name_en"):
            for code, name in zip(wards["area_code"], wards[column], strict=True):
                for known in {name, without_authority(name)}:
                    plain = plain_name(known)
                    named.setdefault(plain, set()).add(str(code))
                    spelt[plain] = str(known)
        return cls(
            codes=frozenset(wards["area_code"]),
            named={name: frozenset(codes) for name, codes in named.items()},
            spelt=spelt,
            of_lsoa=dict(zip(lsoas["area_code"], lsoas["parent_code"], strict=True)),
        )

    @classmethod
    def of_codes(cls, codes: Collection[str]) -> "Wards":
        """Wards of which only the codes are known."""
        return cls(codes=frozenset(codes))


@dataclass(frozen=True, kw_only=True)
class Coded:
    """A table with codes for the names that one ward goes by; what wasn't matched, by row."""

    table: pd.DataFrame
    matched: pd.Index
    ambiguous: pd.Index
    hints: Mapping[Hashable, str]
    """For a row that wasn't matched, which wards may have been meant: to ask, never to use."""


def with_codes(table: pd.DataFrame, wards: Wards, *, spare: pd.Series | None = None) -> Coded:
    """Put codes in the place of names that are unique; the others stay as they are.

    In rows that are `spare` a ward is not needed, and a name that isn't matched is no fault.
    """
    cells = table[COLUMN] if COLUMN in table else pd.Series(dtype="str")
    cells = cells[cells.notna()]
    words = cells[~cells.map(lambda cell: bool(WARD_CODE.fullmatch(cell))).astype(bool)]
    meant = {word: sorted(wards.named.get(plain_name(word), ())) for word in words.unique()}
    codes = words.map({word: found[0] for word, found in meant.items() if len(found) == 1}).dropna()
    hints = {word: _hint(word, found, wards) for word, found in meant.items() if len(found) != 1}
    unmatched = words[words.isin(list(hints))]
    if len(words):
        here = unmatched.index
        needless = here[:0] if spare is None else here[spare[here]]
        table = table.copy()
        table.loc[codes.index, COLUMN] = codes
        table.loc[needless, COLUMN] = None
        unmatched = unmatched.drop(needless)
    several = [len(meant[word]) > 1 for word in unmatched]
    return Coded(
        table=table,
        matched=codes.index,
        ambiguous=unmatched.index[several],
        hints={row: hints[word] for row, word in unmatched.items() if hints[word]},
    )


def placed_by_lsoa(table: pd.DataFrame, wards: Wards) -> tuple[pd.DataFrame, pd.Index, pd.Index]:
    """Wards for the rows that give an LSOA alone: the table, those rows, and those not placed."""
    if FINER not in table:
        return table, table.index[:0], table.index[:0]
    ward = table[COLUMN] if COLUMN in table else pd.Series(None, index=table.index, dtype="str")
    alone = ward.isna() & table[FINER].notna()
    found = table.loc[alone, FINER].str.strip().str.upper().map(wards.of_lsoa)
    table = table.assign(**{COLUMN: ward.astype(object).where(~alone, found).astype("str")})
    return table, found.index[found.notna()], found.index[found.isna()]


def _hint(word: str, found: list[str], wards: Wards) -> str:
    near = difflib.get_close_matches(plain_name(word), wards.named, n=1, cutoff=NEAR_ENOUGH)
    return ", ".join(found) or (wards.spelt[near[0]] if near else "")


def plain_name(name: str) -> str:
    """A name without what people spell in several ways: case, accents, hyphens, “the”, “&”."""
    letters = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    bare = re.sub(r"['’‘.]", "", bare.casefold().replace("&", " and "))
    bare = " ".join(re.findall(r"\w+", bare))
    return bare.removeprefix("the ").removeprefix("ward ").removesuffix(" ward") or bare


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
