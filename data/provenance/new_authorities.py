"""The authorities of a release that were made within its period out of others."""

from data.release.coverage.force_coverage import AuthorityForce
from data.release.manifest import Manifest

# SINCE: the first month of each authority that replaced others since 2019. LSOAs stayed as they
# were, and each is whole in one of these.
SINCE = {
    **dict.fromkeys(("E06000058", "E06000059", "E07000244", "E07000245"), "2019-04"),
    "E06000060": "2020-04",
    **dict.fromkeys(("E06000061", "E06000062"), "2021-04"),
    **dict.fromkeys(("E06000063", "E06000064", "E06000065", "E06000066"), "2023-04"),
}


def new_authorities(manifest: Manifest) -> dict[str, list[AuthorityForce]]:
    """Return the authorities that are newer than the release's first month.

    Parameters
    ----------
    manifest
        The release's manifest.

    Returns
    -------
    dict of list
        The authorities by their first month, in order.

    Examples
    --------
    >>> new_authorities(manifest)  # doctest: +SKIP
    {'2023-04': [AuthorityForce(authority='E06000063', ...)]}
    """
    found: dict[str, list[AuthorityForce]] = {}
    for one in manifest.authorities:
        since = SINCE.get(one.authority, "")
        if manifest.first_month < since <= manifest.last_month:
            found.setdefault(since, []).append(one)
    return dict(sorted(found.items()))
