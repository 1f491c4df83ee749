"""Whose each source is and under which licence, in both languages.

A `source.json` beside the files may say otherwise: `licence`, `attribution` and their `_cy` twins
for everything, and the same under `sources` for one source (with `as_of`, the month or year that
it speaks of, where its file doesn't say):

    {"sources": {"groups": {"attribution": "The council", "as_of": "2026-05"}}}
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from data.errors import SourceError
from data.file_kinds import (
    BEATS,
    COARSER_POPULATION,
    DEPRIVATION,
    GROUND,
    GROUPS,
    LOCAL_INCIDENTS,
    ORDERS,
    OUTCOMES,
    PERCEPTIONS,
    POLICE,
    POPULATION,
    POSTCODES,
    RESPONSES,
    STOP_AND_SEARCH,
    SURVEY_TOTALS,
    TOWNS,
)
from data.messages import Message

BOUNDARIES, LOOKUPS = "boundaries", "lookups"
SOURCES = (
    POLICE, BOUNDARIES, POPULATION, DEPRIVATION, PERCEPTIONS, SURVEY_TOTALS, LOCAL_INCIDENTS,
    GROUPS, ORDERS, RESPONSES, TOWNS, BEATS, POSTCODES, GROUND,
)  # fmt: skip
"""Everything that a release can hold, in the order in which it is shown."""
OPEN_GOVERNMENT_LICENCE = {
    "en": "Open Government Licence v3.0",
    "cy": "Trwydded Llywodraeth Agored f3.0",
}
OWN_LICENCE = {
    "en": "The partnership's own: ask before it is used elsewhere",
    "cy": "Eiddo'r bartneriaeth: gofynnwch cyn ei ddefnyddio yn rhywle arall",
}
PUBLIC_SOURCES = {
    "en": "data.police.uk; Office for National Statistics; Welsh Government",
    "cy": "data.police.uk; Swyddfa Ystadegau Gwladol; Llywodraeth Cymru",
}
OWN_FILES = {"en": "The partnership's own files", "cy": "Ffeiliau'r bartneriaeth ei hun"}
_ONS = {
    "en": "Source: Office for National Statistics",
    "cy": "Ffynhonnell: Swyddfa Ystadegau Gwladol",
}
_MAPPED = {
    "en": "Contains OS data © Crown copyright and database right",
    "cy": "Yn cynnwys data OS © Hawlfraint a hawl cronfa ddata'r Goron",
}
_POSTED = {
    "en": "Contains Royal Mail data © Royal Mail copyright and database right",
    "cy": "Yn cynnwys data'r Post Brenhinol © Hawlfraint a hawl cronfa ddata'r Post Brenhinol",
}
_POLICE = {"en": "data.police.ingest.uk", "cy": "data.police.ingest.uk"}
_OF_EACH_INDEX = {
    "en": "WIMD: Welsh Government. IoD: Ministry of Housing, Communities and Local Government",
    "cy": "MALlC: Llywodraeth Cymru. IoD: y Weinyddiaeth Tai, Cymunedau a Llywodraeth Leol",
}


def _both(*parts: Mapping[str, str]) -> dict[str, str]:
    return {language: ". ".join(part[language] for part in parts) for language in ("en", "cy")}


PUBLIC: dict[str, dict[str, str]] = {
    POLICE: _POLICE,
    BOUNDARIES: _both(_ONS, _MAPPED),
    POPULATION: _ONS,
    DEPRIVATION: _OF_EACH_INDEX,
    POSTCODES: _both(_ONS, _MAPPED, _POSTED),
}
"""Public sources and their owners' wording; whatever isn't here is the partnership's own."""
AS_OF = re.compile(r"^\d{4}(-(0[1-9]|1[0-2]))?$")


SOURCE_OF = {
    LOOKUPS: BOUNDARIES,
    OUTCOMES: POLICE,
    STOP_AND_SEARCH: POLICE,
    COARSER_POPULATION: POPULATION,
}
"""Kinds of files that are no source of their own: look-ups only serve the boundaries."""


def source_of(kind: str) -> str:
    """The source that a file's account belongs to."""
    return SOURCE_OF.get(kind, kind)


def is_own(kind: str) -> bool:
    """Whether files of this kind are the partnership's own, and no public source's."""
    return source_of(kind) not in PUBLIC


def rights_of_all(about: Mapping[str, Any]) -> dict[str, str]:
    """What stands under every page and in every export."""
    return _rights(about, OPEN_GOVERNMENT_LICENCE, PUBLIC_SOURCES)


def rights_by_source(about: Mapping[str, Any], sources: Iterable[str]) -> dict[str, dict[str, str]]:
    """The same for each source: what it says itself, else what all say, else the usual."""
    own = _own_words(about)
    return {source: _of_one(source, about, own.get(source, {})) for source in sources}


def _of_one(source: str, about: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, str]:
    for_all = _rights(about, *default_licence(source))
    licence, attribution = (
        {language: for_all[f"{name}_{language}"] for language in ("en", "cy")}
        for name in ("licence", "attribution")
    )
    return _rights(own, licence, attribution) | {"as_of": _as_of(source, own)}


def default_licence(source: str) -> tuple[dict[str, str], dict[str, str]]:
    """Licence and attribution of a source of which nobody says anything."""
    if source in PUBLIC:
        return OPEN_GOVERNMENT_LICENCE, PUBLIC[source]
    return OWN_LICENCE, OWN_FILES


def _rights(
    about: Mapping[str, Any], licence: Mapping[str, str], attribution: Mapping[str, str]
) -> dict[str, str]:
    """In both languages; where only English was said, the Welsh is the same."""
    rights = {}
    for name, otherwise in (("licence", licence), ("attribution", attribution)):
        said = about.get(name)
        rights[f"{name}_en"] = said or otherwise["en"]
        rights[f"{name}_cy"] = about.get(f"{name}_cy") or said or otherwise["cy"]
    return rights


def _own_words(about: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    said = about.get("sources", {})
    strange = sorted(set(said) - set(SOURCES)) if isinstance(said, dict) else [str(said)]
    if strange or not all(isinstance(words, dict) for words in said.values()):
        raise SourceError(
            file="source.json",
            where="sources",
            expected=Message("about.object_each", sources=tuple(SOURCES)),
            found=", ".join(strange) or Message("found.another"),
        )
    return dict(said)


def _as_of(source: str, words: Mapping[str, Any]) -> str:
    said = str(words.get("as_of", ""))
    if said and not AS_OF.match(said):
        raise SourceError(
            file="source.json",
            where=Message("where.as_of", source=source),
            expected=Message("about.as_of"),
            found=said,
        )
    return said
