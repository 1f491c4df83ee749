"""Refuses to start where anybody could reach the server and everything would be open to them."""

from streamlit import config

from components.server.hosts import LOCAL
from components.view.viewer import local_viewer, with_sign_in
from data.access.permissions import may_open
from data.access.viewer import OF, Audience
from data.settings import Settings


def refusal(settings: Settings, address: str | None, *, signs_in: bool) -> str:
    """Return why the server must not start at an address, and what to set; empty if it may.

    An empty address is every address of the machine.
    """
    if address in LOCAL or signs_in:
        return ""
    # An authority that the data doesn't have today may be in that of the next month.
    if not may_open(local_viewer(settings), Audience.PARTNER) and OF not in settings.audience:
        return ""
    where = address or "this machine"
    return (
        f"milltir: the server would answer anybody who reaches {where}, as {settings.audience}, "
        "without a sign-in. Set up a sign-in (docs/how-to/set-up-a-sign-in.md), or show only what "
        "is public (MILLTIR_AUDIENCE=public), or serve this machine alone "
        "(--server.address localhost)."
    )


def check_binding(settings: Settings) -> None:
    """Stop with a sentence if the server must not start at its address."""
    address = config.get_option("server.address")
    if why := refusal(settings, address, signs_in=with_sign_in()):
        raise SystemExit(why)
