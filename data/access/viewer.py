"""Viewers: their audience, and what parts one from another. Independent of sessions."""

from dataclasses import dataclass
from enum import IntEnum

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
