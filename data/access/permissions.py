"""What each viewer may see, and what each may do. Pure functions, independent of sessions."""

from data.access.viewer import Audience, Viewer
from data.errors import AccessDenied, ReadOnly
from data.provenance.licences import is_own


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
    """Return whether the viewer may upload data files, build releases of them and accept these.

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


def may_edit(viewer: Viewer) -> bool:
    """Return whether the viewer may write to the register.

    Parameters
    ----------
    viewer
        The viewer.

    Returns
    -------
    bool
        True for editors, who see at least what partners see.

    Examples
    --------
    >>> may_edit(Viewer(name="", audience=Audience.ANALYST))
    False
    >>> may_edit(Viewer(name="", audience=Audience.PARTNER, edits=True))
    True
    """
    return viewer.edits and may_open(viewer, Audience.PARTNER)


def require_edit(viewer: Viewer, *, what: str) -> None:
    """Raise if the viewer may not write to the register.

    Parameters
    ----------
    viewer
        The viewer.
    what
        The name of what is written, for the message.

    Raises
    ------
    ReadOnly
        If the viewer may only read.

    Examples
    --------
    >>> require_edit(Viewer(name="", audience=Audience.PARTNER, edits=True), what="groups")
    """
    if not may_edit(viewer):
        raise ReadOnly(what=what)


def may_administer(viewer: Viewer) -> bool:
    """Return whether the viewer looks after the installation.

    Parameters
    ----------
    viewer
        The viewer.

    Returns
    -------
    bool
        True for administrators, who see what analysts see.

    Examples
    --------
    >>> may_administer(Viewer(name="", audience=Audience.ANALYST))
    False
    """
    return viewer.administers and may_open(viewer, Audience.ANALYST)


def require_administer(viewer: Viewer, *, what: str) -> None:
    """Raise if the viewer doesn't look after the installation.

    Parameters
    ----------
    viewer
        The viewer.
    what
        Its name for the message.

    Raises
    ------
    AccessDenied
        If the viewer is no administrator.

    Examples
    --------
    >>> require_administer(
    ...     Viewer(name="", audience=Audience.ANALYST, administers=True), what="The admin page"
    ... )
    """
    if not may_administer(viewer):
        raise AccessDenied(what=what, audience=viewer.audience.name.lower())


def may_upload(viewer: Viewer) -> bool:
    """Return whether the server takes a file from the viewer at all.

    Parameters
    ----------
    viewer
        The viewer.

    Returns
    -------
    bool
        True for those who bring data files, and for editors: a plan or an order's area can be in
        a file.

    Examples
    --------
    >>> may_upload(Viewer(name="", audience=Audience.PARTNER))
    False
    """
    return may_bring_files(viewer) or may_edit(viewer)
