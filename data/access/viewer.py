"""Viewers and audiences, and what each may see. Pure functions, independent of sessions."""

from dataclasses import dataclass
from enum import IntEnum

from data.errors import AccessDenied
from data.provenance.licences import is_own


class Audience(IntEnum):
    """The audience of a page or of data; each includes what the audiences before it see.

    Nobody is somebody who has to sign in first.
    """

    NOBODY = -1
    PUBLIC = 0
    PARTNER = 1
    ANALYST = 2


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """The person who is looking, or the local user."""

    name: str
    audience: Audience

    @property
    def scope(self) -> str:
        """Cache key: viewers of the same scope see the same numbers."""
        return self.audience.name.lower()


def may_open(viewer: Viewer, audience: Audience) -> bool:
    """Return whether the viewer may open what is meant for the audience.

    Parameters
    ----------
    viewer
        The viewer.
    audience
        The audience it is meant for.

    Returns
    -------
    bool
        True if the viewer's audience includes it.

    Examples
    --------
    >>> may_open(Viewer(name="", audience=Audience.PUBLIC), Audience.ANALYST)
    False
    """
    return viewer.audience >= audience


def require(viewer: Viewer, audience: Audience, *, what: str) -> None:
    """Raise if the viewer may not open what is meant for the audience.

    Parameters
    ----------
    viewer
        The viewer.
    audience
        The audience it is meant for.
    what
        Its name for the message.

    Raises
    ------
    AccessDenied
        If the viewer may not open it.

    Examples
    --------
    >>> require(Viewer(name="", audience=Audience.ANALYST), Audience.PUBLIC, what="The map")
    """
    if not may_open(viewer, audience):
        raise AccessDenied(what=what, audience=viewer.audience.name.lower())


def own_incidents_visible(scope: str) -> bool:
    """Return whether a scope includes the partners' own incidents, never shown to the public.

    Parameters
    ----------
    scope
        Scope of a viewer.

    Returns
    -------
    bool
        True for partners and analysts.

    Examples
    --------
    >>> own_incidents_visible("public")
    False
    """
    return Audience[scope.upper()] >= Audience.PARTNER


def rows_left_out_visible(viewer: Viewer) -> bool:
    """Return whether the viewer may see rows left out, which can be single records.

    Parameters
    ----------
    viewer
        The viewer.

    Returns
    -------
    bool
        True for analysts.

    Examples
    --------
    >>> rows_left_out_visible(Viewer(name="", audience=Audience.PARTNER))
    False
    """
    return may_open(viewer, Audience.ANALYST)


def file_named(viewer: Viewer, kind: str) -> bool:
    """Return whether the viewer may see the name of a file.

    Parameters
    ----------
    viewer
        The viewer.
    kind
        Kind of the file.

    Returns
    -------
    bool
        False for the public if the file is the partnership's own.

    Examples
    --------
    >>> file_named(Viewer(name="", audience=Audience.PUBLIC), "police")
    True
    """
    return may_open(viewer, Audience.PARTNER) or not is_own(kind)


def may_bring_files(viewer: Viewer) -> bool:
    """Return whether to tell the viewer how files are uploaded and releases are built.

    Parameters
    ----------
    viewer
        The viewer.

    Returns
    -------
    bool
        True for analysts.

    Examples
    --------
    >>> may_bring_files(Viewer(name="", audience=Audience.ANALYST))
    True
    """
    return may_open(viewer, Audience.ANALYST)
