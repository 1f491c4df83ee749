"""Find wards by their names in either language, in files that give names and not codes."""

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
# NEAR_ENOUGH: the similarity from 0 to 1 from which a name is suggested.
NEAR_ENOUGH = 0.75


@dataclass(frozen=True, kw_only=True)
class Wards:
    """The wards of the area: their codes, and the wards with each name."""

    codes: frozenset[str]
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)
    # From a normalised name to its spelling.
    spelt: Mapping[str, str] = field(default_factory=dict)
    # From LSOA code to ward code.
    of_lsoa: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, areas: pd.DataFrame) -> "Wards":
        """Return the wards among a release's areas, with both of their names."""
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
        """Return wards of which only the codes are known."""
        return cls(codes=frozenset(codes))


@dataclass(frozen=True, kw_only=True)
class Coded:
    """A table in which unique ward names are replaced by codes, and the rows without a match."""

    table: pd.DataFrame
    matched: pd.Index
    ambiguous: pd.Index
    # Similar ward names for a row without a match; they are suggested and never used.
    hints: Mapping[Hashable, str]


def with_codes(table: pd.DataFrame, wards: Wards, *, not_needed: pd.Series | None = None) -> Coded:
    """Replace unique ward names by codes; other names stay.

    Parameters
    ----------
    table
        Cells of text, indexed by line number.
    wards
        The area's wards.
    not_needed
        Rows that need no ward: a name without a match is removed from them and is no fault.

    Returns
    -------
    Coded
        The table, the matched and ambiguous rows, and similar names for the others.

    Examples
    --------
    >>> wards = Wards(codes=frozenset(["W05999003"]), named={"caerau": frozenset(["W05999003"])})
    >>> with_codes(pd.DataFrame({"ward_code": ["Caerau"]}), wards).table["ward_code"].tolist()
    ['W05999003']
    """
    cells = table[COLUMN] if COLUMN in table else pd.Series(dtype="str")
    cells = cells[cells.notna()]
    words = cells[~cells.map(lambda cell: bool(WARD_CODE.fullmatch(cell))).astype(bool)]
    matches = {word: sorted(wards.named.get(plain_name(word), ())) for word in words.unique()}
    codes = words.map(
        {word: found[0] for word, found in matches.items() if len(found) == 1}
    ).dropna()
    hints = {word: _hint(word, found, wards) for word, found in matches.items() if len(found) != 1}
    unmatched = words[words.isin(list(hints))]
    if len(words):
        rows = unmatched.index
        needless = rows[:0] if not_needed is None else rows[not_needed[rows]]
        table = table.copy()
        table.loc[codes.index, COLUMN] = codes
        table.loc[needless, COLUMN] = None
        unmatched = unmatched.drop(needless)
    several = [len(matches[word]) > 1 for word in unmatched]
    return Coded(
        table=table,
        matched=codes.index,
        ambiguous=unmatched.index[several],
        hints={row: hints[word] for row, word in unmatched.items() if hints[word]},
    )


def placed_by_lsoa(table: pd.DataFrame, wards: Wards) -> tuple[pd.DataFrame, pd.Index, pd.Index]:
    """Add the ward to rows that have only an LSOA.

    Parameters
    ----------
    table
        Cells of text, indexed by line number.
    wards
        The area's wards.

    Returns
    -------
    tuple of DataFrame and two Index
        The table, the rows to which a ward was added, and those whose LSOA has no ward.

    Examples
    --------
    >>> wards = Wards(codes=frozenset(["W05999003"]), of_lsoa={"W01999007": "W05999003"})
    >>> table, _, unknown = placed_by_lsoa(pd.DataFrame({"lsoa_code": ["W01999007"]}), wards)
    >>> table["ward_code"].tolist(), len(unknown)
    (['W05999003'], 0)
    """
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
    """Return a name without case, accents, hyphens, “the” and “&”, which are spelt differently.

    Parameters
    ----------
    name
        The name.

    Returns
    -------
    str
        The normalised name.

    Examples
    --------
    >>> plain_name("The Llŷn-Bach Ward")
    'llyn bach'
    """
    letters = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    bare = re.sub(r"['’‘.]", "", bare.casefold().replace("&", " and "))
    bare = " ".join(re.findall(r"\w+", bare))
    return bare.removeprefix("the ").removeprefix("ward ").removesuffix(" ward") or bare


def with_authority_suffix(wards: pd.DataFrame, authorities: pd.DataFrame) -> pd.DataFrame:
    """Add the authority to ward names that several wards have, such as “Caerau (Bridgend)”.

    Parameters
    ----------
    wards
        One row per ward: `name_en`, `name_cy` and `authority_code`.
    authorities
        One row per authority: `code`, `name_en` and `name_cy`.

    Returns
    -------
    DataFrame
        The wards; each language is checked separately.

    Examples
    --------
    >>> names = pd.DataFrame({"name_en": ["Caerau"] * 2, "name_cy": ["Caerau", "Y Caerau"]})
    >>> authorities = pd.DataFrame({"code": [1, 2], "name_en": ["A", "B"], "name_cy": ["A", "B"]})
    >>> with_authority_suffix(names.assign(authority_code=[1, 2]), authorities)["name_en"].tolist()
    ['Caerau (A)', 'Caerau (B)']
    """
    renamed = wards.copy()
    authority = authorities.set_index("code")
    for name in ("name_en", "name_cy"):
        duplicated = wards[name].duplicated(keep=False)
        suffix = wards.loc[duplicated, "authority_code"].map(authority[name])
        renamed.loc[duplicated, name] = wards.loc[duplicated, name] + " (" + suffix + ")"
    return renamed


def without_authority(name: str) -> str:
    """Return a ward's name without the authority that `with_authority_suffix` added.

    Parameters
    ----------
    name
        The name.

    Returns
    -------
    str
        The name in the boundary file.

    Examples
    --------
    >>> without_authority("Caerau (Bridgend)")
    'Caerau'
    """
    return IN_BRACKETS.sub("", name)
