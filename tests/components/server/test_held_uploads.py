"""How many bytes of uploaded files are held, and for which sessions."""

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit import runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from components.server.held_uploads import held_uploads


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> MemoryUploadedFileManager:
    """The files of a server with a session that is open, and one that has ended."""
    files = MemoryUploadedFileManager("/upload")
    for session, size in (("open", 3), ("ended", 5)):
        record = UploadedFileRec(file_id="1", name="a.csv", type="text/csv", data=bytes(size))
        files.add_file(session, record)
    monkeypatch.setattr(runtime, "exists", lambda: True)
    return files


def serve(
    files: MemoryUploadedFileManager, monkeypatch: pytest.MonkeyPatch, *, ended_for: float
) -> Any:
    """Let the server be one with a session that ended so many seconds ago, of 120; return it."""
    now = [0.0]
    storage = MemorySessionStorage(ttl_seconds=120)
    storage._cache._timer = lambda: now[0]  # type: ignore[attr-defined]
    session: Any = SimpleNamespace(
        id="ended",
        shutdown=lambda: files.remove_session_files("ended"),
        session_state={"uploader": bytes(5)},
    )
    storage.save(SessionInfo(client=None, session=session))
    now[0] = ended_for
    manager = WebsocketSessionManager.__new__(WebsocketSessionManager)
    manager._session_storage = storage
    server = SimpleNamespace(uploaded_file_mgr=files, _session_mgr=manager)
    monkeypatch.setattr(runtime, "get_instance", lambda: server)
    return session


def test_a_session_that_ended_just_now_may_come_back_to_its_files(
    files: MemoryUploadedFileManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = serve(files, monkeypatch, ended_for=60)
    assert held_uploads() == {"open": 3, "ended": 5}
    assert session.session_state


def test_files_of_a_session_that_ended_are_dropped_though_no_other_session_ends(
    files: MemoryUploadedFileManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = serve(files, monkeypatch, ended_for=121)
    assert held_uploads() == {"open": 3}
    assert not session.session_state, "its widgets have copies of the files"
    assert "ended" not in files.file_storage
