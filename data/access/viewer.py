"""Viewers: what each may see, and what each may do. Pure functions, independent of sessions."""

from dataclasses import dataclass
from enum import IntEnum

from data.errors import AccessDenied, ReadOnly
from data.provenance.licences import is_own

# OF, AND: what parts the audience of a scope from the authorities, and these from each other.
OF, AND = ":", "+"


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
    """The person who is looking, or the local user: what they see, and what they may do."""

    name: str
    audience: Audience
    # Whether they may write to the register: records, the plan, responses, meetings, undo.
    edits: bool = False
    # Whether they may open what is for those who look after the installation.
    administers: bool = False
    # The authorities whose own incidents and responses they see; None for all of them.
    authorities: frozenset[str] | None = None

    @property
    def scope(self) -> str:
        """Cache key: viewers of the same scope see the same numbers (`data.access.scopes`)."""
        name = self.audience.name.lower()
        if self.authorities is None:
            return name
        return name + OF + AND.join(sorted(self.authorities))

    @property
    def role(self) -> str:
        """What they see and may do, in the words of the app roles, parted by a space."""
        if self.administers:
            return "admin"
        if not self.edits:
            return self.scope
        if self.authorities is not None:
            return "editor" + OF + AND.join(sorted(self.authorities))
        return "editor" if self.audience <= Audience.PARTNER else f"{self.scope} editor"


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


def as_reader(viewer: Viewer, readers: Audience) -> Viewer:
    """Return a viewer as a reader of what is made for an audience, who sees no more than both.

    Parameters
    ----------
    viewer
        The viewer.
    readers
        The audience.

    Returns
    -------
    Viewer
        Who writes nothing, and sees own incidents of the viewer's authorities alone.

    Examples
    --------
    >>> as_reader(Viewer(name="", audience=Audience.ANALYST, edits=True), Audience.PARTNER).role
    'partner'
    """
    audience = min(viewer.audience, readers)
    of_some = viewer.authorities if audience >= Audience.PARTNER else None
    return Viewer(name=viewer.name, audience=audience, authorities=of_some)


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
