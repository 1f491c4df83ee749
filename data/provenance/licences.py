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
from data.messages import Message
from data.sources.registry import SOURCES, source_of
from data.sources.source import OWN_LICENCE, Source
from data.translations import LANGUAGES, read_translations

# WORDS: the licences and the owners' wording in both languages, by key.
WORDS = read_translations("licences")
AS_OF = re.compile(r"^\d{4}(-(0[1-9]|1[0-2]))?$")


def is_own(kind: str) -> bool:
    """Return whether files of a kind are the partnership's own.

    Parameters
    ----------
    kind
        A kind of file, or a kind that the load report gives to a file.

    Returns
    -------
    bool
        False where the registry gives the kind's source a public licence.

    Example
    -------
    >>> is_own("groups"), is_own("lookups")
    (True, False)
    """
    source = SOURCES.get(source_of(kind))
    return source is None or source.licence == OWN_LICENCE


def rights_of_all(about: Mapping[str, Any]) -> dict[str, str]:
    """What stands under every page and in every export."""
    return _rights(about, WORDS["licence.open"], WORDS["owner.all_public"])


def rights_by_source(about: Mapping[str, Any], sources: Iterable[str]) -> dict[str, dict[str, str]]:
    """The same for each source: what it says itself, else what all say, else the usual."""
    own = _own_words(about)
    return {source: _of_one(source, about, own.get(source, {})) for source in sources}


def _of_one(source: str, about: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, str]:
    for_all = _rights(about, *default_licence(source))
    licence, attribution = (
        {language: for_all[f"{name}_{language}"] for language in LANGUAGES}
        for name in ("licence", "attribution")
    )
    return _rights(own, licence, attribution) | {"as_of": _as_of(source, own)}


def default_licence(source: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the licence and the attribution that a source has unless `source.json` gives others.

    Parameters
    ----------
    source
        The source's name in the registry.

    Returns
    -------
    tuple of two dict
        The licence and the attribution, each from language to text.

    Example
    -------
    >>> usual("population")[1]["en"]
    'Source: Office for National Statistics'
    """
    # An older release may have a source that the registry no longer has.
    row = SOURCES.get(source, Source(name=source, files=()))
    owners = [WORDS[f"owner.{owner}"] for owner in row.owners]
    named = {language: ". ".join(owner[language] for owner in owners) for language in LANGUAGES}
    return WORDS[f"licence.{row.licence}"], named


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
