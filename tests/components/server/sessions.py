"""A client of the app's websocket that says what it likes: a page's messages, or another's."""

import json
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from components.view.viewer import COOKIE
from tests.components.server.conftest import Server

SECRET = "not a secret, for tests only, and long enough"
# SILENCE: the seconds after which nothing more is expected of the server.
SILENCE = 60.0


@dataclass
class Session:
    """A session with what the server has sent to it, but for what a later run replaced."""

    stream: Any
    session: str = ""
    sent: list[ForwardMsg] = field(default_factory=list)

    async def run(self, query: str = "", page: str = "", *widgets: WidgetState) -> str:
        """Ask for a run of a page with widgets, and return everything that is sent, as text."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_script_hash = page
        message.rerun_script.widget_states.widgets.extend(widgets)
        await self.say(message)
        self.sent = []
        while not (self.sent and self.sent[-1].HasField("script_finished")):
            await self.hear()
        return self.words()

    async def say(self, message: BackMsg) -> None:
        await self.stream.send(message.SerializeToString())

    async def hear(self) -> ForwardMsg:
        forward = ForwardMsg()
        forward.ParseFromString(await self.stream.recv())
        if forward.HasField("new_session") and forward.new_session.HasField("initialize"):
            self.session = forward.new_session.initialize.session_id
        self.sent.append(forward)
        return forward

    def words(self) -> str:
        return "\n".join(str(one) for one in self.sent)

    def elements(self, kind: str) -> list[Any]:
        """Return the elements of a kind that are on the page."""
        found = [one.delta.new_element for one in self.sent if one.HasField("delta")]
        return [getattr(one, kind) for one in found if one.WhichOneof("type") == kind]

    def widget(self, kind: str, key: str) -> str:
        """Return the id of the widget with a key, which is its end."""
        return next(str(one.id) for one in self.elements(kind) if one.id.endswith(f"-{key}"))

    def pages(self) -> dict[str, str]:
        """Return the hash of each page by its address."""
        (navigation,) = [one.navigation for one in self.sent if one.HasField("navigation")]
        return {one.url_pathname: one.page_script_hash for one in navigation.app_pages}


def pressed(widget: str) -> WidgetState:
    return WidgetState(id=widget, trigger_value=True)


def cookies(server: Server, claims: Mapping[str, Any] | None) -> dict[str, str]:
    """Return the cookies of somebody who has signed in with these claims, or hasn't with None."""
    found = {"_streamlit_xsrf": server.token()}
    if claims is not None:
        content = json.dumps({"origin": origin(server), "is_logged_in": True, **claims})
        found[COOKIE] = create_signed_value(SECRET, COOKIE, content).decode()
    return found


def header(kept: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in kept.items())


def origin(server: Server) -> str:
    return f"http://localhost:{server.port}"


@asynccontextmanager
async def opened(server: Server, kept: Mapping[str, str], *further: str) -> AsyncIterator[Session]:
    """Open a session with cookies; `further` is the number of a session to go on with."""
    protocols: Iterable[Any] = ("streamlit", kept["_streamlit_xsrf"], *further)
    async with websockets.connect(
        f"ws://localhost:{server.port}/_stcore/stream",
        origin=origin(server),  # type: ignore[arg-type]
        subprotocols=list(protocols),
        additional_headers={"Cookie": header(kept)},
        max_size=None,
        open_timeout=SILENCE,
    ) as stream:
        yield Session(stream)
