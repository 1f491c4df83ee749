"""The licence and attribution of each source in English and Welsh.

A `source.json` beside the files replaces the defaults: `licence`, `attribution` and their `_cy`
versions for all sources, and the same under `sources` for one source (with `as_of`, the month or
year of its data, if the file doesn't state it):

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
        False if the kind's source has a public licence in the registry.

    Examples
    --------
    >>> is_own("groups"), is_own("lookups")
    (True, False)
    """
    source = SOURCES.get(source_of(kind))
    return source is None or source.licence == OWN_LICENCE


def rights_of_all(about: Mapping[str, Any]) -> dict[str, str]:
    """Return the licence and attribution of a release as a whole, for pages and exports.

    Parameters
    ----------
    about
        The content of `source.json`.

    Returns
    -------
    dict of str
        `licence_` and `attribution_`, each with `en` and `cy`.

    Examples
    --------
    >>> rights_of_all({"licence": "Our own"})["licence_cy"]
    'Our own'
    """
    return _rights(about, WORDS["licence.open"], WORDS["owner.all_public"])


def rights_by_source(about: Mapping[str, Any], sources: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the licence and attribution of each source.

    Those of the source itself in `source.json` come first, then those for all sources, then the
    defaults.

    Parameters
    ----------
    about
        The content of `source.json`.
    sources
        The names of the sources.

    Returns
    -------
    dict of dict
        From each source to its `licence_` and `attribution_`, each with `en` and `cy`, and `as_of`.

    Examples
    --------
    >>> about = {"sources": {"groups": {"as_of": "2026-05"}}}
    >>> rights_by_source(about, ["groups"])["groups"]["as_of"]
    '2026-05'
    """
    own = _stated_by_source(about)
    return {source: _of_one(source, about, own.get(source, {})) for source in sources}


def _of_one(source: str, about: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, str]:
    for_all = _rights(about, *default_licence(source))
    licence, attribution = (
        {language: for_all[f"{name}_{language}"] for language in LANGUAGES}
        for name in ("licence", "attribution")
    )
    return _rights(own, licence, attribution) | {"as_of": _as_of(source, own)}


def default_licence(source: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the default licence and attribution of a source.

    Parameters
    ----------
    source
        The source's name in the registry.

    Returns
    -------
    tuple of two dict
        The licence and the attribution, each from language to text.

    Examples
    --------
    >>> default_licence("population")[1]["en"]
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
    """Return licence and attribution in both languages; the English text if there is no Welsh."""
    rights = {}
    for name, default in (("licence", licence), ("attribution", attribution)):
        stated = about.get(name)
        rights[f"{name}_en"] = stated or default["en"]
        rights[f"{name}_cy"] = about.get(f"{name}_cy") or stated or default["cy"]
    return rights


def _stated_by_source(about: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    stated = about.get("sources", {})
    unknown = sorted(set(stated) - set(SOURCES)) if isinstance(stated, dict) else [str(stated)]
    if unknown or not all(isinstance(rights, dict) for rights in stated.values()):
        raise SourceError(
            file="source.json",
            where="sources",
            expected=Message("about.object_each", sources=tuple(SOURCES)),
            found=", ".join(unknown) or Message("found.another"),
        )
    return dict(stated)


def _as_of(source: str, own: Mapping[str, Any]) -> str:
    as_of = str(own.get("as_of", ""))
    if as_of and not AS_OF.match(as_of):
        raise SourceError(
            file="source.json",
            where=Message("where.as_of", source=source),
            expected=Message("about.as_of"),
            found=as_of,
        )
    return as_of
