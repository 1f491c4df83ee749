"""Which hosts and origins are answered. Nobody outside is asked about either."""

from starlette.datastructures import Headers

from components.server.hosts import HostGuard
from components.server.refusal import Refusals
from components.text.catalogue import LANGUAGES, Text
from data.settings import load_settings
from tests.cases import every_case
from tests.components.server.asgi import Behind, ask

PUBLIC = load_settings({"MILLTIR_ADDRESS": "https://milltir.example.org/map", "MILLTIR_HOSTS": "B"})
REFUSALS = Refusals()


def guarded(names: tuple[str, ...] = PUBLIC.host_names) -> tuple[HostGuard, Behind]:
    behind = Behind()
    return HostGuard(behind, names=names, refusals=REFUSALS), behind


@every_case(
    "host",
    [
        "localhost:8501", "LOCALHOST", "127.0.0.1:8501", "[::1]:8501", "localhost.:8501",
        "milltir.example.org", "Milltir.Example.org:443", "b:8501", "127.0.0.1",
    ],
)  # fmt: skip
def test_the_servers_own_names_are_answered(host: str) -> None:
    guard, behind = guarded()
    assert ask(guard, "/", headers=[("host", host)]).status == 200
    assert behind.reached


@every_case(
    "host",
    [
        "evil.example", "milltir.example.org.evil.example", "evil.example:8501", "", "localhost:x",
        "localhost@evil.example", "evil.example/localhost", "localhost:8501#", "10.1.2.3:8501",
        "localhost evil.example", "[::1", "[::2]", "localhost:99999", "127.0.0.1.evil.example",
    ],
)  # fmt: skip
def test_other_hosts_are_misdirected(host: str) -> None:
    guard, behind = guarded()
    answer = ask(guard, "/", headers=[("host", host)])
    assert answer.status == 421 and not behind.reached
    assert all(Text(language)("server.host") in answer.body for language in LANGUAGES)


def test_two_hosts_or_none_are_misdirected() -> None:
    guard, behind = guarded()
    both = [("host", "localhost:8501"), ("host", "evil.example")]
    assert ask(guard, "/", headers=both).status == 421
    assert ask(guard, "/", headers=[]).status == 421
    assert not behind.reached


@every_case(
    ("server", "host"),
    [
        ("192.168.1.5", "192.168.1.5:8501"),
        ("::ffff:192.168.1.5", "192.168.1.5:8501"),
        ("fd00::5", "[FD00:0::5]:8501"),
    ],
)
def test_in_a_local_network_the_address_that_was_called_is_answered(server: str, host: str) -> None:
    guard, _ = guarded(())
    assert ask(guard, "/", headers=[("host", host)], server=(server, 8501)).status == 200
    other = ask(guard, "/", headers=[("host", "192.168.1.6:8501")], server=(server, 8501))
    assert other.status == 421


@every_case("path", ["/health", "/_stcore/health", "/milltir/_stcore/health"])
def test_health_is_answered_under_any_name(path: str) -> None:
    guard, behind = guarded()
    assert ask(guard, path, headers=[("host", "10.0.0.7")]).status == 200
    assert behind.reached


FOREIGN = [
    "http://evil.example", "null", "http://localhost:3000", "file://",
    "http://milltir.example.org@x", "https://milltir.example.org.evil.example",
    "chrome-extension://localhost:8501", "localhost:8501",
]  # fmt: skip


@every_case("origin", FOREIGN)
def test_a_handshake_or_a_change_from_another_site_is_forbidden(origin: str) -> None:
    headers = [("host", "localhost:8501"), ("origin", origin)]
    guard, behind = guarded()
    stream = ask(guard, "/_stcore/stream", kind="websocket", headers=headers)
    assert stream.status == 403 and Text("cy")("server.origin") in stream.body
    closed = ask(guard, "/_stcore/stream", kind="websocket", headers=headers, extensions={})
    assert closed.status == 1008
    upload = "/_stcore/upload_file/a/b"
    for method in ("PUT", "DELETE", "POST", "OPTIONS"):
        assert ask(guard, upload, method=method, headers=headers).status == 403
    assert not behind.reached
    assert ask(guard, "/", headers=headers).status == 200, "a page may be linked to"


@every_case(
    ("host", "origin"),
    [
        ("localhost:8501", "http://localhost:8501"),
        ("[::1]:8501", "http://[::1]:8501"),
        ("localhost", "http://LOCALHOST"),
        ("milltir.example.org", "https://milltir.example.org"),
        # Behind proxies that change the port, the scheme, or the host.
        ("milltir.example.org:8501", "https://milltir.example.org"),
        ("localhost:8501", "https://milltir.example.org"),
        ("127.0.0.1:8501", "https://b:8443"),
    ],
)
def test_streamlit_sees_each_handshake_of_an_own_page_as_one_of_the_same_host(
    host: str, origin: str
) -> None:
    guard, behind = guarded()
    ask(
        guard,
        "/_stcore/stream",
        kind="websocket",
        headers=[("host", host), ("origin", origin), ("cookie", "a=b")],
        messages=[{"type": "websocket.disconnect"}],
    )
    (seen,) = (Headers(scope=scope) for scope in behind.reached)
    assert origin.endswith(f"//{seen['host']}") and seen["cookie"] == "a=b"


def test_a_handshake_without_an_origin_is_no_browsers_and_passes() -> None:
    guard, behind = guarded()
    ask(guard, "/_stcore/stream", kind="websocket", messages=[{"type": "websocket.disconnect"}])
    assert behind.reached
