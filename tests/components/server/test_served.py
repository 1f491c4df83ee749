"""The real server: strange origins and hosts, closed endpoints, uploads by viewer and by size."""

import asyncio
from typing import Any

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.components.server.conftest import Serve, Server

MB = 1 << 20


@pytest.fixture(scope="module")
def analysts(serve: Serve) -> Server:
    """The server for analysts, with small limits and an address of its own."""
    return serve(
        "--server.address",
        "127.0.0.1",
        MILLTIR_ADDRESS="https://milltir.example.org",
        MILLTIR_UPLOAD_FILE_MB="3",
        MILLTIR_UPLOAD_SESSION_MB="4",
    )


@pytest.fixture(scope="module")
def public(serve: Serve) -> Server:
    return serve(MILLTIR_AUDIENCE="public")


def handshake(server: Server, origin: Any, **headers: str) -> int:
    """Return the status that a handshake from a page of this origin is answered with."""
    further = {name.replace("_", "-"): value for name, value in headers.items()}

    async def shake() -> int:
        address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        try:
            async with websockets.connect(
                address, origin=origin, additional_headers=further, open_timeout=30
            ):
                return 101
        except websockets.InvalidStatus as refused:
            return refused.response.status_code

    return asyncio.run(shake())


def test_nobody_outside_is_asked_about_a_strange_origin(analysts: Server) -> None:
    for origin in ("http://evil.example", "null", "https://evil.example:8501"):
        assert handshake(analysts, origin) == 403
    for origin in (f"http://127.0.0.1:{analysts.port}", "https://milltir.example.org"):
        assert handshake(analysts, origin) == 101
    # What a client says of its way to the server changes nothing.
    for name in ("X_Forwarded_Host", "X_Forwarded_For", "X_Original_Host", "X_Forwarded_Server"):
        assert handshake(analysts, "http://evil.example", **{name: "evil.example"}) == 403, name
    said = "for=192.0.2.1;host=evil.example;proto=https"
    assert handshake(analysts, "https://evil.example", Forwarded=said) == 403
    assert analysts.ask("/", Host="evil.example", **{"X-Forwarded-Host": "localhost"})[0] == 421
    assert analysts.look_ups() == [], "neither at the start nor at a handshake"


def test_other_hosts_are_misdirected_but_health_is_open(analysts: Server) -> None:
    assert analysts.ask("/", Host="evil.example")[0] == 421
    for host in ("milltir.example.org", f"localhost:{analysts.port}", "[::1]"):
        assert analysts.ask("/", Host=host)[0] == 200
    assert analysts.ask("/health", Host="evil.example")[0] == 200
    assert analysts.ask("/_stcore/health", Host="evil.example") == (200, "ok")


@pytest.mark.slow
def test_metrics_are_closed(analysts: Server, public: Server) -> None:
    for server in (analysts, public):
        for endpoint in ("metrics", "agent/openapi.json", "script-health-check"):
            status, body = server.ask(f"/_stcore/{endpoint}")
            assert status == 404 and "There is nothing at this address." in body


def in_a_session(server: Server, work: Any) -> Any:
    """Open the app as a browser does, and return what `work` returns for its session."""

    async def opened() -> Any:
        address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        origin: Any = f"http://127.0.0.1:{server.port}"
        session = ""
        async with websockets.connect(address, origin=origin, max_size=None) as stream:
            message = BackMsg()
            message.rerun_script.query_string = ""
            await stream.send(message.SerializeToString())
            while True:
                forward = ForwardMsg()
                forward.ParseFromString(await stream.recv())  # type: ignore[arg-type]
                if forward.HasField("new_session"):
                    session = forward.new_session.initialize.session_id
                # A run of a page lets go of the session's files.
                if forward.HasField("script_finished"):
                    return await asyncio.to_thread(work, session)

    return asyncio.run(opened())


def upload(server: Server, session: str, name: str, megabytes: int) -> tuple[int, str]:
    head = f'--B\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n\r\n'
    token = server.token()
    return server.ask(
        f"/_stcore/upload_file/{session}/{name}",
        "PUT",
        head.encode() + bytes(megabytes * MB) + b"\r\n--B--\r\n",
        Content_Type="multipart/form-data; boundary=B",
        Cookie=f"_streamlit_xsrf={token}",
        X_Xsrftoken=token,
    )


def test_a_public_session_may_send_no_file(public: Server) -> None:
    status, body = in_a_session(public, lambda session: upload(public, session, "a.csv", 0))
    assert (
        status == 403
        and "You do not have permission to add data" in body
        and "Nid oes gennych ganiatâd" in body
    )


def test_an_analysts_files_are_taken_up_to_the_limits(analysts: Server) -> None:
    def work(session: str) -> list[tuple[int, str]]:
        sizes = {"a.csv": 2, "large.csv": 5, "b.csv": 3, "c.csv": 1}
        return [upload(analysts, session, name, size) for name, size in sizes.items()]

    (first, _), (large, why), (beyond, all_of_them), (last, _) = in_a_session(analysts, work)
    assert [first, large, beyond, last] == [204, 413, 413, 204]
    assert "at most 3 MB" in why and "hyd at 3 MB" in why
    assert "at most 4 MB" in all_of_them and "hyd at 4 MB" in all_of_them
