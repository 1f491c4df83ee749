"""Who is looking. Without a sign-in service it is whoever started the app on this machine."""

from data.access.viewer import Audience, Viewer
from data.settings import Settings


def local_viewer(settings: Settings) -> Viewer:
    """The machine's own user; a word that names no audience is taken as the narrowest one."""
    try:
        audience = Audience[settings.audience.upper()]
    except KeyError:
        audience = Audience.PUBLIC
    return Viewer(name="local", audience=audience)
