"""Find the area of a release: an authority or several, such as a partnership, county or force."""

import difflib
import tomllib
from dataclasses import dataclass

import pandas as pd

from data.errors import SourceError
from data.messages import Message
from data.sources.areas.groupings import (
    official_groupings,
    partnerships_that_share,
    require_whole_authorities,
)
from data.sources.areas.names import normalised, without_title
from data.sources.shipped_look_up import shipped_counties
from data.translations import LOCALE, read_translations

WALES, ENGLAND_AND_WALES = "Wales", "England and Wales"
COUNTRIES = {WALES: "W92000004", ENGLAND_AND_WALES: "K04000001"}
WELSH_NAMES: dict[str, str] = tomllib.loads(
    (LOCALE / "cy" / "area_names.toml").read_text(encoding="utf-8")
)
# WITHOUT, WITHOUT_SOME: the title of an area that lacks some of its authorities, by language.
_WORDS = read_translations("messages")
WITHOUT, WITHOUT_SOME = (_WORDS[f"fact.{key}"] for key in ("area.without", "area.without_some"))
# MOST_ABSENT_NAMED: more absent authorities are counted in the title instead of named.
MOST_ABSENT_NAMED = 3
# COUNTY_CODE: how the codes of England's two-tier counties begin; FORCE_CODES: those of forces.
COUNTY_CODE, FORCE_CODES = "E10", ("E23", "W15")
# SUGGESTIONS: the number of names in the message about an unknown name.
SUGGESTIONS = 5


@dataclass(frozen=True, kw_only=True)
class Area:
    """The area of a release, with the codes of its authorities."""

    code: str
    name_en: str
    name_cy: str
    authorities: tuple[str, ...]
    # The authorities that belong to it, but that the boundaries lack: `name_en` and `name_cy`.
    absent: tuple[dict[str, str], ...] = ()

    def title(self, language: str) -> str:
        """Return the area's name, and which of its authorities are not in it."""
        name = {"en": self.name_en, "cy": self.name_cy}[language]
        if not self.absent:
            return name
        if len(self.absent) > MOST_ABSENT_NAMED:
            n, of = len(self.absent), len(self.absent) + len(self.authorities)
            return WITHOUT_SOME[language].format(area=name, n=n, of=of)
        absent = ", ".join(authority[f"name_{language}"] for authority in self.absent)
        return WITHOUT[language].format(area=name, absent=absent)


def with_welsh_names(authorities: pd.DataFrame) -> pd.DataFrame:
    """Replace the missing Welsh names of authorities.

    Parameters
    ----------
    authorities
        `code`, `name_en` and `name_cy`; both names are the same if the file has no Welsh one.

    Returns
    -------
    DataFrame
        The authorities with their Welsh name from the catalogue of area names, if it has one.

    Examples
    --------
    >>> names = pd.DataFrame({"code": ["W06000008"], "name_en": ["Ceredigion"]})
    >>> with_welsh_names(names.assign(name_cy=names["name_en"]))["name_cy"].tolist()
    ['Ceredigion']
    """
    missing = authorities["name_cy"] == authorities["name_en"]
    known = authorities["name_en"].map(WELSH_NAMES).fillna(authorities["name_cy"])
    return authorities.assign(name_cy=authorities["name_cy"].where(~missing, known))


def find_authorities(asked: str, authorities: pd.DataFrame, groupings: pd.DataFrame | None) -> Area:
    """Return the area with a name or code.

    Parameters
    ----------
    asked
        The name or code. Empty means the only authority in the boundaries.
    authorities
        `code`, `name_en` and `name_cy` of the authorities in the ward boundaries.
    groupings
        The official look-up from authorities to partnerships and police forces, if there is one
        among the files; else only police forces and counties are known, by the look-ups that come
        with the program.

    Returns
    -------
    Area
        The area and its authorities, and those that belong to it without being in the boundaries.

    Raises
    ------
    SourceError
        If no area has the name, it is of a partnership that has only a part of an authority, or
        none is given and there are several authorities.

    Examples
    --------
    >>> names = ("W06000008", "Ceredigion", "Sir Ceredigion")
    >>> authorities = pd.DataFrame([names], columns=["code", "name_en", "name_cy"])
    >>> find_authorities("sir ceredigion", authorities, None).code
    'W06000008'
    """
    if not asked:
        return _only_authority(authorities)
    candidates = _candidates(authorities, groupings)
    wanted = normalised(asked)
    for area in candidates:
        if wanted in _names_of(area):
            return area
    require_whole_authorities(asked, groupings)
    names = sorted({area.name_en for area in candidates})
    near = difflib.get_close_matches(asked, names, n=SUGGESTIONS, cutoff=0.4) or names[:SUGGESTIONS]
    raise SourceError(
        file="--area",
        where=Message("where.area"),
        expected=Message("area.one_of", near=tuple(near)),
        found=asked,
    )


def _names_of(area: Area) -> set[str]:
    """Return what an area may be called: also "... county", and "... police" of a force."""
    further = [f"{area.name_en} county"] if area.code.startswith(COUNTY_CODE) else []
    if area.code.startswith(FORCE_CODES):
        police, heddlu = f"{area.name_en} police", f"heddlu {area.name_cy}"
        further = [police, f"{area.name_en} constabulary", heddlu]
    return {normalised(name) for name in (area.code, area.name_en, area.name_cy, *further)}


def _candidates(authorities: pd.DataFrame, groupings: pd.DataFrame | None) -> list[Area]:
    """Return all areas; authorities come first, as a partnership of that name is the same area.

    A partnership that has only a part of an authority is none of them.
    """
    named = authorities.rename(columns={"code": "LADCD", "name_en": "LADNM"})[["LADCD", "LADNM"]]
    official = with_codes_of(authorities, official_groupings(groupings, authorities))
    # A force comes before a county of its name, which has its code and "Kent county" as well.
    whole = official[~official.index.isin(partnerships_that_share(official).index)]
    counties = with_codes_of(authorities, shipped_counties())
    tables = ((whole, "CSP"), (official, "PFA"), (counties, "CTY"))
    grouped = [
        _area(str(key[0]), str(key[1]), rows, authorities)
        for table, part in tables
        if f"{part}CD" in table
        for key, rows in _near(table, part, authorities).groupby([f"{part}CD", f"{part}NM"])
        if rows["LADCD"].isin(authorities["code"]).any()
    ]
    brought = named if groupings is None else official[["LADCD", "LADNM"]]
    every = pd.concat([named, brought]).drop_duplicates("LADCD")
    welsh = every[every["LADCD"].astype(str).str.startswith("W")]
    countries = [(WALES, welsh), (ENGLAND_AND_WALES, every)]
    whole_countries = [_area(COUNTRIES[n], n, of, authorities) for n, of in countries]
    return [*_single_authorities(authorities), *grouped, *whole_countries]


def _single_authorities(authorities: pd.DataFrame) -> list[Area]:
    """Return each authority of the boundaries as an area."""
    return [
        Area(
            code=str(row["code"]),
            name_en=without_title(str(row["name_en"])),
            name_cy=without_title(str(row["name_cy"])),
            authorities=(str(row["code"]),),
        )
        for row in authorities.to_dict("records")
    ]


def _near(table: pd.DataFrame, part: str, authorities: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a look-up that share their partnership, force or county with an authority.

    `part` is how the columns begin; the authorities are those of the boundaries.
    """
    codes = table.loc[table["LADCD"].isin(authorities["code"]), f"{part}CD"]
    return table[table[f"{part}CD"].isin(codes)]


def with_codes_of(authorities: pd.DataFrame, groupings: pd.DataFrame) -> pd.DataFrame:
    """Return the look-up with the boundaries' codes: an authority can have got a new one since.

    Parameters
    ----------
    authorities
        `code` and `name_en` of the authorities in the boundaries.
    groupings
        The look-up: `LADCD` and, if it has them, `LADNM`.

    Returns
    -------
    DataFrame
        The look-up; a row whose code the boundaries lack has that of the authority of its name.

    Examples
    --------
    >>> own = pd.DataFrame({"code": ["E08000038"], "name_en": ["Barnsley"]})
    >>> official = pd.DataFrame({"LADCD": ["E08000016"], "LADNM": ["Barnsley"]})
    >>> with_codes_of(own, official)["LADCD"].tolist()
    ['E08000038']
    """
    names = authorities["name_en"].map(normalised)
    code_of = dict(zip(names, authorities["code"].astype(str), strict=True))
    known = groupings["LADCD"].isin(authorities["code"])
    own_name = groupings.get("LADNM", groupings["LADCD"]).astype(str)
    by_name = own_name.map(normalised).map(code_of)
    # A code of the boundaries belongs to one row, so that no authority is taken for another.
    by_name = by_name.where(~by_name.isin(groupings.loc[known, "LADCD"]))
    code = groupings["LADCD"].where(known | by_name.isna(), by_name)
    return groupings.assign(LADCD=code, LADNM=own_name)


def _area(code: str, name: str, members: pd.DataFrame, authorities: pd.DataFrame) -> Area:
    """Return an area of several authorities, with those that the boundaries lack."""
    inside = members["LADCD"].isin(authorities["code"])
    codes = tuple(sorted(set(members.loc[inside, "LADCD"].astype(str))))
    lacking = members[~inside].drop_duplicates("LADCD")
    names = sorted(str(name) for name in lacking["LADNM"])
    absent = tuple({"name_en": one, "name_cy": WELSH_NAMES.get(one, one)} for one in names)
    return Area(
        code=code,
        name_en=name,
        name_cy=WELSH_NAMES.get(name, name),
        authorities=codes,
        absent=absent,
    )


def _only_authority(authorities: pd.DataFrame) -> Area:
    if len(authorities) == 1:
        return _single_authorities(authorities)[0]
    names = tuple(authorities["name_en"].sort_values().head(SUGGESTIONS))
    raise SourceError(
        file="--area",
        where=Message("where.area"),
        expected=Message("area.several", n=len(authorities), names=names),
        found=Message("found.none"),
    )
