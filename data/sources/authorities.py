"""Find the area of a release: an authority, partnership, police force, Wales, or both countries."""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from data.errors import SourceError
from data.messages import Message
from data.translations import LOCALE

WALES, ENGLAND_AND_WALES = "Wales", "England and Wales"
COUNTRIES = {WALES: "W92000004", ENGLAND_AND_WALES: "K04000001"}
WELSH_NAMES: dict[str, str] = tomllib.loads(
    (LOCALE / "cy" / "area_names.toml").read_text(encoding="utf-8")
)
# SUGGESTIONS: the number of names in the message about an unknown name.
SUGGESTIONS = 5


@dataclass(frozen=True, kw_only=True)
class Area:
    """The area of a release, with the codes of its authorities."""

    code: str
    name_en: str
    name_cy: str
    authorities: tuple[str, ...]
    # `name_en` and `name_cy` of each authority, by code.
    authority_names: Mapping[str, dict[str, str]] = field(default_factory=dict)


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
        The official look-up from authorities to partnerships and police forces, if there is one.

    Returns
    -------
    Area
        The area and its authorities.

    Raises
    ------
    SourceError
        If no area has the name, or none is given and there are several authorities.

    Examples
    --------
    >>> names = ("W06000008", "Ceredigion", "Sir Ceredigion")
    >>> authorities = pd.DataFrame([names], columns=["code", "name_en", "name_cy"])
    >>> find_authorities("sir ceredigion", authorities, None).code
    'W06000008'
    """
    candidates = _candidates(authorities, groupings)
    if not asked:
        return _only_authority(authorities)
    wanted = _normalised(asked)
    for area in candidates:
        if wanted in {_normalised(area.code), _normalised(area.name_en), _normalised(area.name_cy)}:
            return area
    names = sorted({area.name_en for area in candidates})
    near = difflib.get_close_matches(asked, names, n=SUGGESTIONS, cutoff=0.4) or names[:SUGGESTIONS]
    raise SourceError(
        file="--area",
        where=Message("where.area"),
        expected=Message("area.one_of", near=tuple(near)),
        found=asked,
    )


def _candidates(authorities: pd.DataFrame, groupings: pd.DataFrame | None) -> list[Area]:
    """Return all areas; authorities come first, as a partnership of that name is the same area."""
    single = [
        Area(
            code=str(row["code"]),
            name_en=str(row["name_en"]),
            name_cy=str(row["name_cy"]),
            authorities=(str(row["code"]),),
        )
        for row in authorities.to_dict("records")
    ]
    codes = set(authorities["code"])
    grouped: list[Area] = []
    if groupings is not None:
        inside = groupings[groupings["LADCD"].isin(codes)]
        for code, name in (("CSPCD", "CSPNM"), ("PFACD", "PFANM")):
            for key, rows in inside.groupby([code, name]):
                grouped.append(_area(str(key[0]), str(key[1]), rows["LADCD"]))
    welsh = authorities.loc[authorities["code"].str.startswith("W"), "code"]
    countries = [(WALES, welsh), (ENGLAND_AND_WALES, authorities["code"])]
    return single + grouped + [_area(COUNTRIES[name], name, within) for name, within in countries]


def _area(code: str, name: str, authorities: pd.Series) -> Area:
    codes = tuple(sorted(authorities.astype(str)))
    return Area(code=code, name_en=name, name_cy=WELSH_NAMES.get(name, name), authorities=codes)


def _only_authority(authorities: pd.DataFrame) -> Area:
    if len(authorities) == 1:
        return _candidates(authorities, None)[0]
    names = tuple(authorities["name_en"].sort_values().head(SUGGESTIONS))
    raise SourceError(
        file="--area",
        where=Message("where.area"),
        expected=Message("area.several", n=len(authorities), names=names),
        found=Message("found.none"),
    )


def _normalised(name: str) -> str:
    return name.casefold().removeprefix("the ").replace("-", " ").strip()
