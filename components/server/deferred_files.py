"""Files of download buttons that are made when they are asked for: each for its own session alone.

Streamlit makes such a file for any session that names it, with what the page knew that drew the
button. The name is random and sent to that page only; here it doesn't count elsewhere either.
"""

from collections.abc import Mapping
from typing import Any

from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg


def own_files_only(content: bytes) -> bytes:
    """Return a message from a browser, so that Streamlit refuses a file of another session.

    It refuses what names no session of its own.
    """
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except Exception:  # Streamlit closes the connection, and says so in the log.
        return content
    asked = message.backend_operation_request
    if asked.WhichOneof("payload") != "deferred_file":
        return content
    if not is_of_others(asked.deferred_file.file_id, asked.session_id):
        return content
    asked.session_id = ""
    return bytes(message.SerializeToString())


def is_of_others(file: str, session: str) -> bool:
    """Return whether the button of a file is on a page of another session.

    Where the inner parts of Streamlit are others than in this version, every file is.
    """
    if not runtime.exists():
        return False
    files: Any = runtime.get_instance().media_file_mgr
    waiting = getattr(files, "_deferred_callables", None)
    if not isinstance(waiting, Mapping):
        return True
    entry = waiting.get(file)
    return entry is not None and entry.get("session_id") != session
