"""A tab without a browser: it opens a page and sets widgets as Streamlit's own client does."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

STREAM = "/_stcore/stream"
# After so many runs in which it wasn't asked for, the browser forgets a message.
# Streamlit's global.maxCachedMessageAge.
LONGEST_AGE = 2


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one run of the page took and sent."""

    seconds: float
    # The messages' bytes, and those that came over the network.
    bytes_received: int
    wire_bytes: int
    bytes_sent: int
    messages: int
    # The kinds of elements that were sent anew, with their bytes.
    elements: dict[str, int]
    # What the page showed as an error; empty if all is well.
    errors: tuple[str, ...]


@dataclass
class Tab:
    """A connection to the server, with the widgets and the messages that a browser would hold."""

    stream: websockets.ClientConnection
    query: str = ""
    page: str = ""
    page_hash: str = ""
    # The element of each widget by its key, and what it was set to.
    widgets: dict[str, Any] = field(default_factory=dict)
    _states: dict[str, WidgetState] = field(default_factory=dict)
    # The age of each message that needn't be sent again.
    _cached: dict[str, int] = field(default_factory=dict)
    _elements: dict[str, Any] = field(default_factory=dict)
    _wire: int = 0

    def __post_init__(self) -> None:
        """Count the bytes as they come, before the stream is decompressed."""
        protocol = self.stream.protocol
        take = protocol.receive_data

        def count(data: bytes) -> None:
            self._wire += len(data)
            take(data)

        protocol.receive_data = count  # type: ignore[method-assign]

    @classmethod
    async def connect(
        cls, address: str, *, query: str = "", cookie: str = "", of: str = ""
    ) -> Self:
        """Return a tab that is connected to the server at this address (http://host:port).

        `of` is an address of this machine from which it connects.
        """
        headers = {"Cookie": cookie} if cookie else {}
        source: dict[str, Any] = {"local_addr": (of, 0)} if of else {}
        stream = await websockets.connect(
            address.replace("http", "ws", 1) + STREAM,
            subprotocols=[websockets.Subprotocol("streamlit")],
            additional_headers=headers,
            max_size=None,
            open_timeout=60,
            ping_interval=None,
            **source,
        )
        return cls(stream=stream, query=query)

    async def open(self, page: str) -> Answer:
        """Open the page with this path; a menu's link does the same."""
        self.page, self.page_hash, self._states = page, "", {}
        return await self._run()

    async def choose(self, key: str, option: str) -> Answer:
        """Choose an option of a list, by the key of its widget."""
        widget = self.widgets[key]
        self._states[widget.id] = WidgetState(id=widget.id, string_value=option)
        return await self._run()

    async def switch(self, key: str, *, on: bool) -> Answer:
        """Set a switch."""
        widget = self.widgets[key]
        self._states[widget.id] = WidgetState(id=widget.id, bool_value=on)
        return await self._run()

    async def press(self, key: str) -> Answer:
        """Press a button."""
        widget = self.widgets[key]
        self._states[widget.id] = WidgetState(id=widget.id, trigger_value=True)
        try:
            return await self._run()
        finally:
            del self._states[widget.id]

    async def again(self) -> Answer:
        """Run the page again as it is."""
        return await self._run()

    def options(self, key: str) -> list[str]:
        """Return the options of a list."""
        return list(self.widgets[key].options)

    async def close(self) -> None:
        """Close the connection."""
        await self.stream.close()

    async def _run(self) -> Answer:
        ask = BackMsg()
        state = ask.rerun_script
        state.query_string, state.page_name = self.query, self.page
        state.page_script_hash = self.page_hash
        state.widget_states.widgets.extend(self._states.values())
        state.cached_message_hashes.extend(self._cached)
        payload = ask.SerializeToString()
        begun, self._wire = time.perf_counter(), 0
        await self.stream.send(payload)
        return await self._read(begun, len(payload))

    async def _read(self, begun: float, sent: int) -> Answer:
        received, number, errors = 0, 0, list[str]()
        elements: dict[str, int] = {}
        while True:
            data = await self.stream.recv()
            received, number = received + len(data), number + 1
            message = ForwardMsg.FromString(data)  # type: ignore[arg-type]
            kind = message.WhichOneof("type")
            if kind == "ref_hash":
                self._cached[message.ref_hash] = 0
                self._note(self._elements[message.ref_hash])
                continue
            if message.metadata.cacheable:
                self._cached[message.hash] = 0
                self._elements[message.hash] = message.delta
            if kind == "navigation":
                self.page_hash = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta":
                self._note(message.delta)
                errors += _errors(message.delta)
                what = _kind_of(message.delta)
                elements[what] = elements.get(what, 0) + len(data)
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                self._forget_old_messages()
                return Answer(
                    seconds=time.perf_counter() - begun,
                    bytes_received=received,
                    wire_bytes=self._wire,
                    bytes_sent=sent,
                    messages=number,
                    elements=elements,
                    errors=tuple(errors),
                )

    def _note(self, delta: Delta) -> None:
        if delta.WhichOneof("type") != "new_element":
            return
        kind = delta.new_element.WhichOneof("type")
        element = getattr(delta.new_element, kind) if kind else None
        if getattr(element, "id", "").startswith("$$"):
            self.widgets[element.id.rsplit("-", 1)[-1]] = element

    def _forget_old_messages(self) -> None:
        for name, age in [*self._cached.items()]:
            if age >= LONGEST_AGE:
                del self._cached[name], self._elements[name]
            else:
                self._cached[name] = age + 1


def _kind_of(delta: Delta) -> str:
    if delta.WhichOneof("type") != "new_element":
        return str(delta.WhichOneof("type"))
    return str(delta.new_element.WhichOneof("type"))


def _errors(delta: Delta) -> Iterator[str]:
    """Return what an element says went wrong: a traceback, or a message in a red box."""
    if delta.WhichOneof("type") != "new_element":
        return
    element = delta.new_element
    if element.WhichOneof("type") == "exception":
        yield element.exception.message
    if element.WhichOneof("type") == "alert" and element.alert.format == element.alert.ERROR:
        yield element.alert.body


async def opened(address: str, page: str, *, query: str = "") -> tuple[Tab, Answer]:
    """Return a tab on a page, and the answer to its first run."""
    tab = await Tab.connect(address, query=query)
    return tab, await asyncio.wait_for(tab.open(page), 120)
