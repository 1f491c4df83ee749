"""The viewer. Without a sign-in service it is the user who started the app on this machine."""

from data.access.viewer import Audience, Viewer
from data.settings import Settings


def local_viewer(settings: Settings) -> Viewer:
    """Return the user of this machine. An unknown audience in the settings becomes the public."""
    try:
        audience = Audience[settings.audience.upper()]
    except KeyError:
        audience = Audience.PUBLIC
    return Viewer(name="local", audience=audience)
