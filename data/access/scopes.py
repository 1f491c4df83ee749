"""Scopes: whose numbers a viewer sees, as a text, and which authorities a role can name."""

from collections.abc import Iterable, Mapping

from data.access.viewer import AND, OF, Audience
from data.release.current import current_manifest
from data.release.manifest import Manifest
from data.settings import Settings


def audience_of(scope: str) -> Audience:
    """Return the audience of a scope.

    Parameters
    ----------
    scope
        Scope of a viewer (`Viewer.scope`).

    Returns
    -------
    Audience
        The audience, whichever authorities the scope names.

    Raises
    ------
    KeyError
        If it is no scope.

    Examples
    --------
    >>> audience_of("partner:W06000020")
    <Audience.PARTNER: 1>
    """
    return Audience[scope.partition(OF)[0].upper()]


def authorities_of(scope: str) -> frozenset[str] | None:
    """Return the authorities whose own incidents and responses a scope includes.

    Parameters
    ----------
    scope
        Scope of a viewer.

    Returns
    -------
    frozenset of str or None
        Their codes; None for all of them.

    Examples
    --------
    >>> sorted(authorities_of("partner:W06000020+W06000021"))
    ['W06000020', 'W06000021']
    >>> authorities_of("partner") is None
    True
    """
    _, mark, codes = scope.partition(OF)
    return frozenset(filter(None, codes.split(AND))) if mark else None


def own_incidents_visible(scope: str) -> bool:
    """Return whether a scope includes partners' own incidents, never shown to the public.

    Parameters
    ----------
    scope
        Scope of a viewer.

    Returns
    -------
    bool
        True for partners and analysts; for some of them those of some authorities alone.

    Examples
    --------
    >>> own_incidents_visible("public")
    False
    """
    return audience_of(scope) >= Audience.PARTNER


def names_of_authorities(manifest: Manifest | None) -> dict[str, str]:
    """Return the codes of a release's authorities by what a role may call them.

    Parameters
    ----------
    manifest
        The release's manifest; None without one.

    Returns
    -------
    dict of str
        The code by itself and by the name in both languages, all in small letters with hyphens in
        place of spaces. Empty in releases that don't name their authorities.

    Examples
    --------
    >>> names_of_authorities(manifest)["blaenau-gwent"]  # doctest: +SKIP
    'W06000019'
    """
    found: dict[str, str] = {}
    for one in manifest.authorities if manifest else ():
        for name in (one.authority, one.name_en, one.name_cy):
            found[plain_name(name)] = one.authority
    return found


def served_authorities(settings: Settings) -> Mapping[str, str]:
    """Return the codes of the current release's authorities by what a role may call them.

    Parameters
    ----------
    settings
        With the home.

    Returns
    -------
    Mapping of str
        As of `names_of_authorities`; empty if there is no release that can be read.

    Examples
    --------
    >>> served_authorities(settings)  # doctest: +SKIP
    """
    return names_of_authorities(current_manifest(settings))


def plain_name(name: str) -> str:
    """Return the name of an authority as it is compared.

    Parameters
    ----------
    name
        A name or code.

    Returns
    -------
    str
        In small letters, with one hyphen between its words.

    Examples
    --------
    >>> plain_name("Blaenau  Gwent")
    'blaenau-gwent'
    """
    return "-".join(name.casefold().replace("-", " ").split())


def names_in(manifest: Manifest, codes: Iterable[str], language: str) -> list[str]:
    """Return the names of some authorities of a release, by alphabet.

    Parameters
    ----------
    manifest
        The release's manifest.
    codes
        Codes of authorities; those that the release doesn't have are left out.
    language
        `en` or `cy`.

    Returns
    -------
    list of str
        The names.

    Examples
    --------
    >>> names_in(manifest, {"W06000020"}, "en")  # doctest: +SKIP
    ['Torfaen']
    """
    wanted = set(codes)
    named = [one for one in manifest.authorities if one.authority in wanted]
    return sorted(one.name_cy if language == "cy" else one.name_en for one in named)
