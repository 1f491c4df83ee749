"""Who may see what. Pure functions over a viewer; they know nothing of screens or sessions."""

from dataclasses import dataclass
from enum import IntEnum

from data.errors import AccessDenied
from data.provenance.licences import is_own


class Audience(IntEnum):
    """Whom something is meant for; each sees all that those before it see."""

    PUBLIC = 0
    PARTNER = 1
    ANALYST = 2


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """The person (or the machine's own user) who is looking."""

    name: str
    audience: Audience

    @property
    def scope(self) -> str:
        """What cached answers are kept apart by: two viewers of one scope see the same numbers."""
        return self.audience.name.lower()


def may_open(viewer: Viewer, audience: Audience) -> bool:
    """Whether the viewer may open what is meant for this audience."""
    return viewer.audience >= audience


def require(viewer: Viewer, audience: Audience, *, what: str) -> None:
    """Raise where the viewer may not open it."""
    if not may_open(viewer, audience):
        raise AccessDenied(what=what, audience=viewer.audience.name.lower())


def own_incidents_visible(scope: str) -> bool:
    """Whether viewers of this scope see what partners recorded themselves: never the public."""
    return Audience[scope.upper()] >= Audience.PARTNER


def rows_left_out_visible(viewer: Viewer) -> bool:
    """Rejected source rows can hold single records, so only analysts are given them."""
    return may_open(viewer, Audience.ANALYST)


def file_named(viewer: Viewer, kind: str) -> bool:
    """Whether the viewer is told a file's name: those of a partnership's own can say too much."""
    return may_open(viewer, Audience.PARTNER) or not is_own(kind)


def may_bring_files(viewer: Viewer) -> bool:
    """Whether it is of use to the viewer to read how files are brought in and releases built."""
    return may_open(viewer, Audience.ANALYST)
