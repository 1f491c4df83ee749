"""Applies the retention rule to what is stored: the answers of respondents of old waves."""

from data.erasure.erase import erase, find
from data.erasure.places import Search
from data.erasure.removal import AgeRemoval
from data.release.current import current_release
from data.release.manifest import read_manifest
from data.settings import Settings
from data.sources.surveys.retention import first_month_stored


def past_retention(settings: Settings) -> Search | None:
    """Return where answers are that have been stored long enough; nothing is changed.

    Parameters
    ----------
    settings
        The installation's paths and its rule.

    Returns
    -------
    Search or None
        None if answers are never deleted, as those of the fictional county.

    Raises
    ------
    NoRelease
        If nothing has been built yet.

    Examples
    --------
    >>> past_retention(load_settings())  # doctest: +SKIP
    """
    removal = _removal(settings)
    return find(removal, settings, thorough=False) if removal else None


def apply_retention(settings: Settings) -> Search | None:
    """Delete answers that have been stored long enough, from every release and uploaded file.

    A build leaves them out of the new release by itself; this does it in the releases and uploaded
    files that are stored already. Trials stay as they are.

    Parameters
    ----------
    settings
        The installation's paths and its rule.

    Returns
    -------
    Search or None
        What was deleted; None if answers are never deleted.

    Raises
    ------
    NoRelease
        If nothing has been built yet.
    BuildError
        If a build is running, or the disk can't be written to.

    Examples
    --------
    >>> apply_retention(load_settings())  # doctest: +SKIP
    """
    removal = _removal(settings)
    if removal is None or not find(removal, settings, thorough=False):
        return None
    return erase(removal, settings, thorough=False)


def _removal(settings: Settings) -> AgeRemoval | None:
    first = first_month_stored(settings.today.isoformat(), settings.retention.answers_months)
    manifest = read_manifest(settings.releases / current_release(settings))
    return AgeRemoval(first_month=first) if first and not manifest.fictional else None
