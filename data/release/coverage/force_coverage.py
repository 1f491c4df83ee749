"""Which police force covers each authority of a release, and how that is known."""

from collections.abc import Iterable
from dataclasses import dataclass

# How the force of an authority is known: a look-up among the files, the look-up that comes with
# the program, the name of the authority in either, or where most of its incidents come from.
BROUGHT, SHIPPED, BY_NAME, BY_INCIDENTS = "brought", "shipped", "name", "incidents"

# The police force of an area, and the code of the area's authority.
Publisher = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class AuthorityForce:
    """An authority with its police force."""

    authority: str
    name_en: str
    name_cy: str
    # The force as in the names of police.uk's files; empty as long as it isn't known.
    force: str
    wards: int
    basis: str
    # Whether any file of the force is among the files of the build.
    has_files: bool = True


def without_files(authorities: Iterable[AuthorityForce]) -> list[AuthorityForce]:
    """Return the authorities of whose police force there is no file.

    Parameters
    ----------
    authorities
        The authorities of an area.

    Returns
    -------
    list[AuthorityForce]
        Those that have no figures at all.

    Examples
    --------
    >>> without_files([])
    []
    """
    return [one for one in authorities if not one.has_files]
