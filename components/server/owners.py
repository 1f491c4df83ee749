"""Whose each session is, and to whom each file of a page was sent.

Streamlit takes an upload into any session that its address names, and gives a file to anybody who
knows its address. Here both are told apart by the sign-in, from what the server sends to pages.
"""

import re
from collections import OrderedDict
from threading import Lock

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# MEDIA: what is in the address of a file. FILE: the address; its name begins with a digest.
MEDIA = b"/media/"
FILE = re.compile(r"/media/([0-9a-f]{32})")
# WITH_FILE: the elements of a page that have one file.
WITH_FILE = ("download_button", "audio", "video")
# MOST: so many sessions, and files, are remembered.
MOST = 20_000
# FIRST: a session's number is in one of the first messages to its page.
FIRST = 20


class Owners:
    """The sign-ins that sessions have, and those to which the address of a file was sent."""

    def __init__(self, most: int = MOST) -> None:
        self._session: OrderedDict[str, str] = OrderedDict()
        self._file: OrderedDict[str, frozenset[str]] = OrderedDict()
        self._most, self._lock = most, Lock()

    def connection(self, owner: str) -> "Connection":
        """Return what notes the messages to one page of somebody."""
        return Connection(self, owner)

    def begin(self, session: str, owner: str) -> None:
        """Remember whose a session is."""
        with self._lock:
            self._session[session] = owner
            self._session.move_to_end(session)
            if len(self._session) > self._most:
                self._session.popitem(last=False)

    def sent(self, file: str, owner: str) -> None:
        """Remember that the address of a file was sent to somebody."""
        with self._lock:
            self._file[file] = self._file.get(file, frozenset()) | {owner}
            self._file.move_to_end(file)
            if len(self._file) > self._most:
                self._file.popitem(last=False)

    def has_session(self, owner: str, session: str) -> bool:
        """Return whether a session is of somebody."""
        with self._lock:
            return self._session.get(session) == owner

    def was_sent(self, owner: str, path: str) -> bool:
        """Return whether the address of a file was sent to somebody."""
        found = FILE.search(path)
        with self._lock:
            return found is not None and owner in self._file.get(found[1], frozenset())


class Connection:
    """The messages to one page: the number of its session, and the addresses of files."""

    def __init__(self, owners: Owners, owner: str) -> None:
        self._owners, self._owner, self._left = owners, owner, FIRST

    def note(self, content: bytes) -> None:
        """Remember what a message to the page tells of its session and of files."""
        if not self._left and MEDIA not in content:
            return
        message = ForwardMsg()
        try:
            message.ParseFromString(content)
        except Exception:  # Not a message of Streamlit's: it tells of nothing.
            return
        for address in _addresses(message):
            for file in FILE.findall(address):
                self._owners.sent(file, self._owner)
        self._left = max(self._left - 1, 0)
        if session := message.new_session.initialize.session_id:
            self._owners.begin(session, self._owner)
            self._left = 0


def _addresses(message: ForwardMsg) -> list[str]:
    """Return the addresses of files in a message: of pictures, and of what a button saves.

    Not those in words, which can be what the viewer has typed.
    """
    element = message.delta.new_element
    pictures = [one.url for one in element.imgs.imgs]
    made = message.backend_operation_response.deferred_file.url
    return [*pictures, *(getattr(element, kind).url for kind in WITH_FILE), made]
