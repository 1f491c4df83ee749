"""Which authorities an area holds: one authority, a partnership, a police force, Wales, or all."""

import difflib
import tomllib
from dataclasses import dataclass

import pandas as pd

from data.errors import SourceError
from data.messages import Message
from data.translations import LOCALE

WALES, ENGLAND_AND_WALES = "Wales", "England and Wales"
COUNTRIES = {WALES: "W92000004", ENGLAND_AND_WALES: "K04000001"}
WELSH_NAMES: dict[str, str] = tomllib.loads(
    (LOCALE / "cy" / "area_names.toml").read_text(encoding="utf-8")
)
SUGGESTIONS = 5


@dataclass(frozen=True, kw_only=True)
class Area:
    """What a release is about."""

    code: str
    name_en: str
    name_cy: str
    authorities: tuple[str, ...]


def with_welsh_names(authorities: pd.DataFrame) -> pd.DataFrame:
    """The authorities under their Welsh names where their file gave the English one twice."""
    once = authorities["name_cy"] == authorities["name_en"]
    known = authorities["name_en"].map(WELSH_NAMES).fillna(authorities["name_cy"])
    return authorities.assign(name_cy=authorities["name_cy"].where(~once, known))


def find_authorities(asked: str, authorities: pd.DataFrame, groupings: pd.DataFrame | None) -> Area:
    """The area that goes by this name or code.

    `authorities` (code, name_en, name_cy) are those of the ward boundaries; `groupings` is the
    official look-up from authorities to partnerships and police forces, where it was given.
    An empty question means the authority that there are boundaries for, where it is only one.
    """
    candidates = _candidates(authorities, groupings)
    if not asked:
        return _the_only_one(authorities)
    wanted = _plain(asked)
    for area in candidates:
        if wanted in {_plain(area.code), _plain(area.name_en), _plain(area.name_cy)}:
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
    """Authorities first: where a partnership has the same name it is the same area."""
    single = [
        Area(
            code=str(row["code"]),
            name_en=str(row["name_en"]),
            name_cy=str(row["name_cy"]),
            authorities=(str(row["code"]),),
        )
        for row in authorities.to_dict("records")
    ]
    have = set(authorities["code"])
    grouped: list[Area] = []
    if groupings is not None:
        held = groupings[groupings["LADCD"].isin(have)]
        for code, name in (("CSPCD", "CSPNM"), ("PFACD", "PFANM")):
            for key, rows in held.groupby([code, name]):
                grouped.append(_area(str(key[0]), str(key[1]), rows["LADCD"]))
    welsh = authorities.loc[authorities["code"].str.startswith("W"), "code"]
    countries = [(WALES, welsh), (ENGLAND_AND_WALES, authorities["code"])]
    return single + grouped + [_area(COUNTRIES[name], name, codes) for name, codes in countries]


def _area(code: str, name: str, authorities: pd.Series) -> Area:
    held = tuple(sorted(authorities.astype(str)))
    return Area(code=code, name_en=name, name_cy=WELSH_NAMES.get(name, name), authorities=held)


def _the_only_one(authorities: pd.DataFrame) -> Area:
    if len(authorities) == 1:
        return _candidates(authorities, None)[0]
    names = tuple(authorities["name_en"].sort_values().head(SUGGESTIONS))
    raise SourceError(
        file="--area",
        where=Message("where.area"),
        expected=Message("area.several", n=len(authorities), names=names),
        found=Message("found.none"),
    )


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ").replace("-", " ").strip()
