"""The uploaded files that Streamlit holds in memory: how many bytes, and letting go of them."""

from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx


def held_uploads() -> dict[str, int]:
    """Return how many bytes of uploaded files Streamlit holds for each session."""
    files = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    if not isinstance(files, MemoryUploadedFileManager):
        return {}
    return {
        session: sum(len(file.data) for file in list(of_session.values()))
        for session, of_session in list(files.file_storage.items())
    }


def let_go_of_uploads() -> None:
    """Drop the uploaded files of this session, which Streamlit holds until the session ends."""
    if run := get_script_run_ctx():
        run.uploaded_file_mgr.remove_session_files(run.session_id)
