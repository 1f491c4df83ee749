"""Memory that trials of files need comes back, also that of sessions which have ended."""

import asyncio
import random
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from components.server import held_uploads
from components.text.catalogue import Text
from data.settings import Settings
from tests.components.server.conftest import Serve, Server
from tests.components.server.sessions import Session, cookies, opened, pressed
from tests.servers import memory_of

TEXT = Text("en")
MB = 1 << 20
# SIZE: of each zip. PATIENCE: seconds in which a session's memory is to be back: Streamlit lets a
# session come back for two minutes.
SIZE, PATIENCE = 60, 200
STREET = "2026-09-halwyn-street.csv"


def memory(server: Server) -> float:
    """Return the megabytes of memory that a server has."""
    return memory_of(server.process) / MB


def large_zip(name: str, lines: list[str], size: int) -> bytes:
    """Return a zip of so many megabytes with a table of many rows, each with another number."""
    chance = random.Random(1)
    rest = [line.partition(",")[2] for line in lines[1:]]
    file = BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open(name, "w", force_zip64=True) as table,
    ):
        table.write(f"{lines[0]}\n".encode())
        while file.tell() < size * MB:
            rows = (f"{chance.getrandbits(256):064x},{chance.choice(rest)}" for _ in range(5000))
            table.write(("\n".join(rows) + "\n").encode())
    return file.getvalue()


async def tried(server: Server, name: str, content: bytes) -> str:
    """Try a file out in a session of its own, discard what comes of it; return what was said."""
    kept = cookies(server, None)
    async with opened(server, kept) as session:
        await session.run()
        page = session.pages()["upload"]
        await session.run("", page)
        token = kept["_streamlit_xsrf"]
        form = f'--B\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n\r\n'
        status, _ = await asyncio.to_thread(
            server.ask,
            f"/_stcore/upload_file/{session.session}/one",
            "PUT",
            form.encode() + content + b"\r\n--B--\r\n",
            Content_Type="multipart/form-data; boundary=B",
            Cookie=f"_streamlit_xsrf={token}",
            X_Xsrftoken=token,
        )
        assert status == 204
        chosen = WidgetState(id=session.elements("file_uploader")[0].id)
        chosen.file_uploader_state_value.uploaded_file_info.add(
            file_id="one", name=name, size=len(content)
        )
        await session.run("", page, chosen)
        check = next(
            one.id for one in session.elements("button") if one.label == TEXT("upload.check")
        )
        said = await whole(session, await session.run("", page, chosen, pressed(check)))
        # A browser runs a part of the page again each second, until a worker has tried it out.
        while "upload-discard" not in said and TEXT("upload.no_use") not in said:
            await asyncio.sleep(1)
            said = await whole(session, await session.run("", page, chosen))
        if "upload-discard" in said:
            await session.run("", page, pressed(session.widget("button", "upload-discard")))
    return said


async def whole(session: Session, said: str) -> str:
    """Return what a run has sent; if it began anew, what the run after it has sent."""
    while "finished_early" in str(session.sent[-1]).lower():
        session.sent = []
        while not (session.sent and session.sent[-1].HasField("script_finished")):
            await session.hear()
        said = session.words()
    return said


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_memory_of_trials_is_given_back_after_their_sessions(
    serve: Serve, copied: Settings, sample_sources: Path
) -> None:
    """A file of which a release is built, and one that is of no use and stays with its session."""
    lines = (sample_sources / "police" / "2026-09" / STREET).read_text("utf-8").splitlines()
    other = ["item,owner", *lines[1:]]
    server = serve(MILLTIR_HOME=str(copied.home))
    # Modules and caches that are loaded once.
    asyncio.run(tried(server, "a.zip", large_zip(f"2026-09/{STREET}", lines, 1)))
    asyncio.run(tried(server, "b.zip", large_zip("minutes.csv", other, 1)))
    before = memory(server)
    street = large_zip(f"2026-09/{STREET}", lines, SIZE)
    junk = large_zip("minutes.csv", other, SIZE)
    words = [asyncio.run(tried(server, "a.zip", street)), asyncio.run(tried(server, "b.zip", junk))]
    assert "upload-accept" in words[0] and TEXT("upload.no_use") in words[1]
    added = memory(server) - before
    end = time.monotonic() + PATIENCE
    while (left := memory(server) - before) > 0.2 * max(added, SIZE) and time.monotonic() < end:
        time.sleep(5)
    print(f"before {before:.0f} MB, two trials added {added:.0f}, {left:.0f} of it stayed")
    assert left <= 0.2 * max(added, SIZE)


def test_what_sessions_held_is_let_go_without_another_visitor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []

    def returned() -> None:
        done.append("returned")
        if len(done) == 4:
            raise InterruptedError

    monkeypatch.setattr(held_uploads, "EVERY", 0.01)
    monkeypatch.setattr(held_uploads, "held_uploads", lambda: done.append("let go"))
    monkeypatch.setattr(held_uploads, "return_unused_memory", returned)
    with pytest.raises(InterruptedError):
        asyncio.run(held_uploads.let_go_now_and_then())
    assert done == ["let go", "returned"] * 2
