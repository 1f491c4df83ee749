"""What a websocket client gets and does that says what another viewer's page would say."""

import asyncio
import datetime as dt
import shutil
import sqlite3
import time
from contextlib import closing
from typing import Any

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from components.text.catalogue import Text
from data.access.ending import end_sign_ins
from data.release.manifest import Manifest
from data.settings import Settings
from tests.components.server.conftest import Serve, Server
from tests.components.server.sessions import (
    SECRET,
    Session,
    cookies,
    header,
    opened,
    pressed,
)
from tests.conftest import REGISTER, settings_in

TEXT = Text("en")
NAME = "A name that nobody may save"


@pytest.fixture(scope="module")
def settings(
    sample_manifest: Manifest, sample_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """A home with the sample's release and a register that these tests may change."""
    home = tmp_path_factory.mktemp("sessions") / "home"
    ignored = shutil.ignore_patterns("changed-*", f"{REGISTER}*")
    shutil.copytree(sample_settings.home, home, ignore=ignored)
    with (
        closing(sqlite3.connect(sample_settings.home / REGISTER)) as register,
        closing(sqlite3.connect(home / REGISTER)) as copy,
    ):
        register.backup(copy)
    return settings_in(home)


@pytest.fixture(scope="module")
def server(serve: Serve, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Server:
    user = tmp_path_factory.mktemp("user")
    (user / ".streamlit").mkdir()
    (user / ".streamlit" / "secrets.toml").write_text(
        "[auth]\n"
        'redirect_uri = "http://localhost:{port}/oauth2callback"\n'
        f'cookie_secret = "{SECRET}"\n'
        'client_id = "milltir"\nclient_secret = "none"\n'
        'server_metadata_url = "http://localhost:9/.well-known/openid-configuration"\n'
    )
    return serve(HOME=str(user), MILLTIR_HOME=str(settings.home), MILLTIR_OPEN_TO_ALL="")


def claims(*roles: str, name: str = "A. Rees") -> dict[str, Any]:
    now = int(time.time())
    return {"name": name, "roles": list(roles), "iat": now, "exp": now + 3_600}


def changes(settings: Settings) -> int:
    """Return how many changes the register's history has."""
    with closing(sqlite3.connect(settings.home / REGISTER)) as register:
        return int(register.execute("select count(*) from changes").fetchone()[0])


def of_form(editor: Session) -> list[WidgetState]:
    """Return what the form of a new group sends when it is filled in and saved."""
    (save,) = [one.id for one in editor.elements("button") if one.id.endswith("-save")]
    inputs = [one.id for one in editor.elements("text_input") if "name_en" in one.id]
    return [*(WidgetState(id=one, string_value=NAME) for one in inputs), pressed(save)]


def test_nobody_gets_or_does_what_another_session_may(server: Server, settings: Settings) -> None:
    asyncio.run(_walk(server, settings))


async def _walk(server: Server, settings: Settings) -> None:
    """Let others send what the session of an editor sends, each in a session of their own."""
    editor_cookies = cookies(server, claims("analyst", "editor"))
    async with opened(server, editor_cookies) as editor:
        await editor.run()
        pages = editor.pages()
        assert {"register", "upload", "plan", "responses"} <= {*pages}
        assert TEXT("upload.explained") in await editor.run(page=pages["upload"])
        form = await editor.run("record=groups", pages["register"])
        assert TEXT("form.save") in form
        written = of_form(editor)
        overview = await editor.run("", pages["register"])
        (confirm, *_) = [one.id for one in editor.elements("button") if "-confirm-" in one.id]
        assert TEXT("register.still_right") in overview
        await editor.run(page=pages["responses"])
        deferred = next(
            one.deferred_file_id
            for one in editor.elements("download_button")
            if one.deferred_file_id
        )
        before = changes(settings)
        for roles in (None, (), ("public",), ("partner",), ("analyst",)):
            kept = cookies(server, None if roles is None else claims(*roles))
            async with opened(server, kept) as other:
                await other.run()
                own = other.pages()
                for page, query in (("register", ""), ("register", "record=groups")):
                    for number in {pages[page], own.get(page, pages[page])}:
                        said = await other.run(query, number, pressed(confirm), *written)
                        assert NAME not in said and TEXT("form.save") not in said, roles
                        assert ("Market Square" in said) <= (roles in (("partner",), ("analyst",)))
                said = await other.run("", pages["upload"])
                assert (TEXT("upload.explained") in said) == (roles == ("analyst",)), roles
                assert not await answered(other, deferred, editor.session), roles
                assert not await answered(other, deferred, other.session), roles
                own_status = upload(server, kept, other.session)
            expected = 401 if not roles else 204 if roles == ("analyst",) else 403
            assert own_status == expected, roles
            # Into the session of somebody else nobody sends anything.
            assert upload(server, kept, editor.session) == (403 if roles else 401), roles
        assert changes(settings) == before, "nobody has written anything"
        # What the others have sent is what saves, if it comes from somebody who edits.
        address = await answered(editor, deferred, editor.session)
        assert address
        _only_for(server, address, editor_cookies)
        await editor.run("", pages["register"])
        await editor.run("", pages["register"], pressed(confirm))
        assert changes(settings) > before


def _only_for(server: Server, address: str, kept: dict[str, str]) -> None:
    """Assert that a file is for those to whom a page has sent it, in any session of theirs."""
    assert server.ask(address, Cookie=header(kept))[0] == 200, address
    for roles in (None, (), ("partner",), ("analyst", "editor"), ("admin",)):
        others = cookies(server, None if roles is None else claims(*roles, name="B. Price"))
        assert server.ask(address, Cookie=header(others))[0] == (404 if roles else 401), roles
    # The address in words is no address that was sent, whoever has typed it.
    unknown = address.rpartition("/")[0] + "/" + "0" * 56 + ".csv"
    assert server.ask(unknown, Cookie=header(kept))[0] == 404


async def answered(session: Session, file: str, of: str) -> str:
    """Return the address of a button's file, asked for as a session; empty if it isn't given."""
    message, own = BackMsg(), f"{of}-{len(session.sent)}"
    message.backend_operation_request.request_id = own
    message.backend_operation_request.session_id = of
    message.backend_operation_request.deferred_file.file_id = file
    await session.say(message)
    while True:
        answer = (await session.hear()).backend_operation_response
        if answer.request_id == own:
            return str(answer.deferred_file.url)


def upload(server: Server, kept: dict[str, str], session: str) -> int:
    """Return the status of a file that is sent to a session."""
    body = b'--B\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n\r\n--B--\r\n'
    status, _ = server.ask(
        f"/_stcore/upload_file/{session}/file",
        "PUT",
        body,
        Content_Type="multipart/form-data; boundary=B",
        Cookie=header(kept),
        X_Xsrftoken=kept["_streamlit_xsrf"],
    )
    return status


def test_an_open_page_does_nothing_more_once_all_sign_ins_ended(
    server: Server, settings: Settings
) -> None:
    try:
        asyncio.run(_until_the_end(server, settings))
    finally:
        settings.sign_ins_since.unlink(missing_ok=True)


async def _until_the_end(server: Server, settings: Settings) -> None:
    kept = cookies(server, claims("editor"))
    async with opened(server, kept) as editor:
        await editor.run()
        page = editor.pages()["register"]
        await editor.run("", page)
        (confirm, *_) = [one.id for one in editor.elements("button") if "-confirm-" in one.id]
        before = changes(settings)
        assert server.ask("/published/groups.csv", Cookie=header(kept))[0] == 200
        end_sign_ins(settings, dt.datetime.now(dt.UTC) + dt.timedelta(seconds=2))
        with pytest.raises(websockets.ConnectionClosed):
            await editor.run("", page, pressed(confirm))
    assert changes(settings) == before
    assert server.ask("/published/groups.csv", Cookie=header(kept))[0] == 401
    async with opened(server, kept, editor.session) as again:
        said = await again.run("", page, pressed(confirm))
        assert again.session != editor.session, "a new session, without what the old one held"
        assert TEXT("sign_in.ended") in said and "Market Square" not in said
    assert changes(settings) == before
