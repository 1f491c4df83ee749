"""The viewer. Without a sign-in service it is the user who started the app on this machine."""

from collections.abc import Mapping

from data.access.viewer import Audience, Viewer
from data.settings import Settings, load_settings

# The name of the user of this machine, without a sign-in.
LOCAL = "local"


def local_viewer(settings: Settings) -> Viewer:
    """Return the user of this machine. An unknown audience in the settings becomes the public."""
    try:
        audience = Audience[settings.audience.upper()]
    except KeyError:
        audience = Audience.PUBLIC
    return Viewer(name=LOCAL, audience=audience)


def viewer_of_request(headers: Mapping[str, str]) -> Viewer:
    """Return who sends a request, by its headers: without a sign-in the user of this machine.

    The server asks this before Streamlit sees the request. A sign-in replaces this function.
    """
    del headers
    return local_viewer(load_settings())
