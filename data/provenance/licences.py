"""The licence and attribution of each source in English and Welsh.

A `source.json` beside the files replaces the defaults: `licence`, `attribution` and their `_cy`
versions for all sources, and the same under `sources` for one source (with `as_of`, the month or
year of its data, if the file doesn't state it):

    {"sources": {"groups": {"attribution": "The council", "as_of": "2026-05"}}}
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data.sources.registry import SOURCES, source_of
from data.sources.source import OWN_LICENCE, Source
from data.translations import LANGUAGES, read_translations

# WORDS: the licences and the owners' wording in both languages, by key.
WORDS = read_translations("licences")
# INDEX_OWNERS: the owner of an index of deprivation, by the first word of its edition.
INDICES, INDEX_OWNERS = "indices", {"WIMD": "wimd", "IoD": "iod"}


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


def rights_by_source(
    about: Mapping[str, Any], sources: Iterable[str], editions: Iterable[str] = ()
) -> dict[str, dict[str, str]]:
    """Return the licence and attribution of each source.

    Those of the source itself in `source.json` come first, then those for all sources, then the
    defaults.

    Parameters
    ----------
    about
        The content of `source.json`.
    sources
        The names of the sources.
    editions
        The editions of the indices of deprivation, each of which has its own owner.

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
    own, editions = stated_by_source(about), tuple(editions)
    return {source: _of_one(source, about, own.get(source, {}), editions) for source in sources}


def _of_one(
    source: str, about: Mapping[str, Any], own: Mapping[str, Any], editions: Sequence[str]
) -> dict[str, str]:
    for_all = worded(about, *default_licence(source, editions))
    licence, attribution = (
        {language: for_all[f"{name}_{language}"] for language in LANGUAGES}
        for name in ("licence", "attribution")
    )
    return worded(own, licence, attribution) | {"as_of": own.get("as_of", "")}


def default_licence(
    source: str, editions: Sequence[str] = ()
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the default licence and attribution of a source.

    Parameters
    ----------
    source
        The source's name in the registry.
    editions
        The editions of the indices of deprivation.

    Returns
    -------
    tuple of two dict
        The licence and the attribution, each from language to text.

    Examples
    --------
    >>> default_licence("population")[1]["en"]
    'Source: Office for National Statistics'
    """
    owners = [WORDS[f"owner.{owner}"] for owner in owners_of(source, editions)]
    named = {language: ". ".join(owner[language] for owner in owners) for language in LANGUAGES}
    return WORDS[f"licence.{entry_of(source).licence}"], named


def entry_of(source: str) -> Source:
    """Return a source's entry; that of a partnership's own file if the registry has none.

    Parameters
    ----------
    source
        The source's name; an older release may have one that the registry no longer has.

    Returns
    -------
    Source
        The entry.

    Examples
    --------
    >>> entry_of("police").licence
    'open'
    """
    return SOURCES.get(source, Source(name=source, files=()))


def owners_of(source: str, editions: Sequence[str] = ()) -> list[str]:
    """Return the keys of a source's owners in the catalogue `licences`.

    Parameters
    ----------
    source
        The source's name.
    editions
        The editions of the indices of deprivation.

    Returns
    -------
    list of str
        The owners; of indices only those of the editions, or of all indices if none is given.

    Examples
    --------
    >>> owners_of("deprivation", ["IoD 2025"]), owners_of("police")
    (['iod'], ['police'])
    """
    known = {INDEX_OWNERS.get(edition.split(" ")[0], INDICES) for edition in editions}
    indices = sorted(known or {INDICES}, reverse=True)
    owners = entry_of(source).owners
    return [one for owner in owners for one in (indices if owner == INDICES else (owner,))]


def worded(
    about: Mapping[str, Any], licence: Mapping[str, str], attribution: Mapping[str, str]
) -> dict[str, str]:
    """Return licence and attribution in both languages; the English text if there is no Welsh.

    Parameters
    ----------
    about
        The licence and attribution that somebody stated, if any, with their `_cy` versions.
    licence, attribution
        What holds where nothing is stated, by language.

    Returns
    -------
    dict of str
        `licence_` and `attribution_`, each with `en` and `cy`.

    Examples
    --------
    >>> both = {"en": "Open", "cy": "Agored"}
    >>> worded({"attribution": "Us"}, both, both)["attribution_cy"]
    'Us'
    """
    rights = {}
    for name, default in (("licence", licence), ("attribution", attribution)):
        stated = about.get(name)
        rights[f"{name}_en"] = stated or default["en"]
        rights[f"{name}_cy"] = about.get(f"{name}_cy") or stated or default["cy"]
    return rights


def stated_by_source(about: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the part of `source.json` on single sources.

    Parameters
    ----------
    about
        The content of `source.json`, whose fields `data.build.about` has checked.

    Returns
    -------
    dict of dict
        What is stated, by source.

    Examples
    --------
    >>> stated_by_source({"sources": {"groups": {"as_of": "2026-05"}}})
    {'groups': {'as_of': '2026-05'}}
    """
    return dict(about.get("sources", {}))
