"""Applies the retention rule to what is stored: answers of old waves, and old own incidents."""

from data.erasure.erase import erase, find
from data.erasure.places import Search
from data.erasure.removal import AgeRemoval
from data.release.current import current_release
from data.release.manifest import read_manifest
from data.settings import Settings
from data.sources.surveys.retention import first_month_stored


def past_retention(settings: Settings) -> Search | None:
    """Return where answers and incidents are that were stored long enough; nothing is changed.

    Parameters
    ----------
    settings
        The installation's paths and its rule.

    Returns
    -------
    Search or None
        None if nothing is ever deleted, as those of the fictional county.

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
    """Delete answers and own incidents that were stored long enough, from releases and uploads.

    A build leaves them out of the new release by itself; this does it in the releases and uploaded
    files that are stored already. Trials stay as they are.

    Parameters
    ----------
    settings
        The installation's paths and its rule.

    Returns
    -------
    Search or None
        What was deleted; None if nothing is ever deleted.

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
    today, rule = settings.today.isoformat(), settings.retention
    first = first_month_stored(today, rule.answers_months)
    incident = first_month_stored(today, rule.incidents_months)
    manifest = read_manifest(settings.releases / current_release(settings))
    if manifest.fictional or not (first or incident):
        return None
    return AgeRemoval(first_month=first, first_incident=incident)
