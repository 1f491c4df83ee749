"""The licence and attribution of a release as a whole: of what is in it, and of nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data.provenance.licences import WORDS, entry_of, owners_of, stated_by_source, worded
from data.sources.registry import SOURCES
from data.sources.source import OWN_LICENCE
from data.translations import LANGUAGES


def rights_of_all(
    about: Mapping[str, Any], sources: Iterable[str], editions: Iterable[str] = ()
) -> dict[str, str]:
    """Return the licence and attribution of a release as a whole, for pages and exports.

    Parameters
    ----------
    about
        The content of `source.json`, which comes first.
    sources
        The sources of which the release has rows.
    editions
        The editions of the indices of deprivation in it.

    Returns
    -------
    dict of str
        `licence_` and `attribution_`, each with `en` and `cy`.

    Examples
    --------
    >>> rights_of_all({}, ["police", "deprivation"], ["IoD 2025"])["attribution_en"]
    'data.police.uk; Ministry of Housing, Communities and Local Government'
    >>> rights_of_all({"licence": "Our own"}, ["police"])["licence_cy"]
    'Our own'
    """
    order, own = list(SOURCES), stated_by_source(about)
    inside = sorted(set(sources), key=lambda name: order.index(name) if name in order else 99)
    indices = tuple(editions)
    licence, attribution = (
        {
            language: _joined(
                words
                for source in inside
                for words in _of_one(part, source, own.get(source, {}), indices, language)
            )
            for language in LANGUAGES
        }
        for part in ("licence", "attribution")
    )
    return worded(about, licence, attribution)


def rights_of_older_releases() -> dict[str, str]:
    """Return the rights of releases that named the same three owners whatever was in them.

    Returns
    -------
    dict of str
        `licence_` and `attribution_`, each with `en` and `cy`.

    Examples
    --------
    >>> rights_of_older_releases()["licence_en"]
    'Open Government Licence v3.0'
    """
    return worded({}, WORDS["licence.open"], WORDS["owner.all_public"])


def _of_one(
    part: str, source: str, own: Mapping[str, Any], editions: Sequence[str], language: str
) -> list[str]:
    """Return what is stated of a source, else its licence or its owners."""
    if stated := (language == "cy" and own.get(f"{part}_cy")) or own.get(part):
        return [str(stated)]
    if part == "attribution":
        owners = owners_of(source, editions)
        return [WORDS.get(f"credit.{key}", WORDS[f"owner.{key}"])[language] for key in owners]
    licence = entry_of(source).licence
    key = "credit.own_licence" if licence == OWN_LICENCE else f"licence.{licence}"
    return [WORDS[key][language]]


def _joined(words: Iterable[str]) -> str:
    """Return each text once, in the order in which they come.

    A text that another one only adds a year to is left out.
    """
    every = list(dict.fromkeys(text.rstrip(". ") for text in words))
    longer = [text for text in every if not any(one.startswith(f"{text} 2") for one in every)]
    return "; ".join(longer)
