"""The uploaded files that Streamlit holds in memory: how many bytes, and letting go of them."""

import asyncio
import gc
from typing import Any

from streamlit import runtime
from streamlit.runtime.caching.ttl_cache import TTLCache
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.files.unused_memory import return_unused_memory

# EVERY: seconds after which it is looked for what can be let go.
EVERY = 30.0


def held_uploads() -> dict[str, int]:
    """Return how many bytes of uploaded files Streamlit holds for each session."""
    if not runtime.exists():
        return {}
    server: Any = runtime.get_instance()
    _forget_ended_sessions(server)
    files = server.uploaded_file_mgr
    if not isinstance(files, MemoryUploadedFileManager):
        return {}
    return {
        session: sum(len(file.data) for file in list(of_session.values()))
        for session, of_session in list(files.file_storage.items())
    }


def _forget_ended_sessions(server: Any) -> None:
    """Let Streamlit forget the sessions that ended more than two minutes ago, with their files.

    It does so itself, but not before another session ends, which may be hours later. Without the
    inner parts of this version of Streamlit nothing is done here.
    """
    storage = getattr(getattr(server, "_session_mgr", None), "_session_storage", None)
    ended = getattr(storage, "_cache", None)
    if isinstance(ended, TTLCache):
        for _, info in ended.expire():
            info.session.shutdown()
            # Streamlit's loop holds on to the session that it sent to last, until it sends to
            # another; and its widgets have copies of the files.
            info.session.session_state.clear()


async def let_go_now_and_then() -> None:
    """Let go of the files of sessions that have ended, and return unused memory, without an end.

    Both happen otherwise only when somebody else sends a file, which may be the next day.
    """
    while True:
        await asyncio.sleep(EVERY)
        held_uploads()
        # A session refers to itself, and has its files in the state of its widgets too.
        gc.collect()
        return_unused_memory()


def let_go_of_uploads() -> None:
    """Drop the uploaded files of this session, which Streamlit holds until the session ends."""
    if run := get_script_run_ctx():
        run.uploaded_file_mgr.remove_session_files(run.session_id)
