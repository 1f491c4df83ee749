"""Files of download buttons that are made when they are asked for: each for its own session alone.

Streamlit makes such a file for any session that names it, with what the page knew that drew the
button. The name is random and sent to that page only; here it doesn't count elsewhere either.
"""

from collections.abc import Mapping
from typing import Any

from streamlit import runtime


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
