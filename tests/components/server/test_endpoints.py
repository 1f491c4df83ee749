"""Which of Streamlit's endpoints and messages are open."""

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette import starlette_agent_routes, starlette_routes

from components.server.endpoints import MOST_BYTES, EndpointGuard, is_taken
from components.server.refusal import Refusals
from tests.cases import every_case
from tests.components.server.asgi import Behind, ask

REFUSALS = Refusals()


@every_case(
    "path",
    [
        starlette_routes.ROUTE_METRICS,
        starlette_routes.ROUTE_SCRIPT_HEALTH,
        starlette_agent_routes._ROUTE_AGENT_INTERACT,
        starlette_agent_routes._ROUTE_AGENT_MCP,
        "_stcore/metrics/",
        "_stcore/healthy",
        "_stcore/",
        "_stcore/of-a-later-version",
    ],
)
@every_case("base", ["/", "/milltir/"])
def test_metrics_and_the_rest_are_closed(base: str, path: str) -> None:
    behind = Behind()
    answer = ask(EndpointGuard(behind, refusals=REFUSALS), base + path)
    assert answer.status == 404 and not behind.reached and "Nid oes dim" in answer.body


@every_case(
    "path",
    [
        "/", "/map", "/health", "/browser/geometry/a/b.geojson", "/static/js/index.js",
        "/_stcore/health", "/_stcore/host-config", "/milltir/_stcore/health",
        "/_stcore/upload_file/a/b", "/_stcore/bidi-components/a/b.js", "/media/a.pdf",
    ],
)  # fmt: skip
def test_what_a_page_needs_is_open(path: str) -> None:
    behind = Behind()
    assert ask(EndpointGuard(behind, refusals=REFUSALS), path).status == 200
    assert behind.reached


def message(**said: object) -> bytes:
    back = BackMsg()
    for name, value in said.items():
        found = getattr(back, name)
        setattr(back, name, value) if isinstance(found, bool | str) else found.SetInParent()
    return back.SerializeToString()


def asked(payload: str) -> bytes:
    back = BackMsg()
    getattr(back.backend_operation_request, payload).SetInParent()
    return back.SerializeToString()


OPEN = [
    message(rerun_script=None),
    message(stop_script=True),
    message(app_heartbeat=True),
    message(file_urls_request=None),
    asked("deferred_file"),
    asked("dataframe_chunk"),
    b"\xff\xff no message",
]
CLOSED = [
    message(clear_cache=True),
    message(clear_cache=False),
    message(set_run_on_save=True),
    message(load_git_info=True),
    message(debug_shutdown_runtime=True),
    asked("install_skills"),
    asked("dismiss_skills_nudge"),
    b"",
]


def test_a_message_to_clear_the_caches_never_reaches_streamlit() -> None:
    kinds = [*OPEN[:3], *CLOSED, *OPEN[3:]]
    frames = [{"type": "websocket.receive", "bytes": content} for content in kinds]
    behind = Behind()
    ask(
        EndpointGuard(behind, refusals=REFUSALS),
        "/_stcore/stream",
        kind="websocket",
        messages=[{"type": "websocket.connect"}, *frames, {"type": "websocket.disconnect"}],
    )
    assert [frame["bytes"] for frame in behind.received if "bytes" in frame] == OPEN
    assert behind.received[0]["type"] == "websocket.connect"


def test_every_kind_of_message_is_either_open_or_closed_here() -> None:
    """A later version of Streamlit may add one: then it stays closed until somebody decides."""
    kinds = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    named = {
        "rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "clear_cache",
        "set_run_on_save", "load_git_info", "debug_shutdown_runtime", "debug_disconnect_websocket",
        "backend_operation_request",
    }  # fmt: skip
    assert kinds == named
    assert all(map(is_taken, OPEN)) and not any(map(is_taken, CLOSED))


def test_a_message_larger_than_any_page_sends_ends_the_connection() -> None:
    padded = message(clear_cache=True) + b"\x92\x3f" + b"\xff\xff\xff\x07" + bytes(MOST_BYTES)
    behind = Behind()
    ask(
        EndpointGuard(behind, refusals=REFUSALS),
        "/_stcore/stream",
        kind="websocket",
        messages=[{"type": "websocket.receive", "bytes": padded}],
    )
    assert behind.received == [{"type": "websocket.disconnect", "code": 1009}]
