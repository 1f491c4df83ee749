"""Compare two releases: the sources they use, and what the newer one has less of."""

from dataclasses import dataclass

from data.release.manifest import Manifest
from data.sources.registry import SOURCES, source_of


@dataclass(frozen=True, kw_only=True)
class ReleaseDifference:
    """The sources that only one of two releases uses, in the order of the registry."""

    lost: tuple[str, ...]
    gained: tuple[str, ...]


def source_difference(now: Manifest, then: Manifest) -> ReleaseDifference:
    """Compare the sources of two releases.

    Parameters
    ----------
    now
        The manifest of the first release.
    then
        The manifest of the second release.

    Returns
    -------
    ReleaseDifference
        The sources that only the first uses (`lost`) and that only the second uses (`gained`).

    Examples
    --------
    >>> source_difference(served, uploaded).gained  # doctest: +SKIP
    ('perceptions',)
    """
    before, after = sources_used(now), sources_used(then)
    return ReleaseDifference(
        lost=tuple(source for source in before if source not in after),
        gained=tuple(source for source in after if source not in before),
    )


def sources_used(manifest: Manifest) -> list[str]:
    """Return the sources of which a release uses at least one row.

    Parameters
    ----------
    manifest
        The release's manifest.

    Returns
    -------
    list of str
        The sources' names, in the order of the registry.

    Examples
    --------
    >>> sources_used(manifest)  # doctest: +SKIP
    ['police', 'boundaries', 'population']
    """
    used = {source_of(account.kind) for account in manifest.files if account.used}
    return [source for source in SOURCES if source in used]
