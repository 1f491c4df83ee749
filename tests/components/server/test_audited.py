"""What the server records of requests: sign-ins, sign-outs, refusals, published files."""

import json
from collections.abc import Mapping

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from components.server.audited import AuditedRequests
from components.server.refusal import Refusals
from components.server.sign_in_guard import SignInGuard
from components.view import viewer
from components.view.viewer import viewer_of_request
from data.access.viewer import Audience, Viewer
from data.audit import recording
from data.audit.entry import EXPORTED, REFUSED, SIGNED_IN, SIGNED_OUT, Entry
from tests.components.server.asgi import Behind, ask

SECRET = "not a secret, for tests"
PUBLISHED = "/published"


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Entry]:
    """Return the entries that are recorded."""
    heard: list[Entry] = []

    class Recorder:
        lost = 0
        record = heard.append

    monkeypatch.setattr(recording._Process, "recorder", Recorder)
    return heard


def known(headers: Mapping[str, str]) -> Viewer:
    name = dict(headers).get("x-name", "")
    return Viewer(name=name, audience=Audience.PARTNER if name else Audience.PUBLIC)


def test_who_signs_in_and_out_is_recorded(
    heard: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewer, "with_sign_in", lambda: True)
    monkeypatch.setattr(viewer, "get_cookie_secret", lambda: SECRET)
    claims = {"is_logged_in": True, "name": "A. Rees", "roles": ["editor"], "exp": 4e9}
    signed = create_signed_value(SECRET, viewer.COOKIE, json.dumps(claims)).decode()

    def callback(request: Request) -> Response:
        answer = RedirectResponse("/")
        if request.query_params.get("code") == "good":
            answer.delete_cookie(viewer.COOKIE, path="/old")
            answer.set_cookie(viewer.COOKIE, signed, httponly=True)
        return answer

    routes = [
        Route("/oauth2callback", callback),
        Route("/auth/logout", lambda _: RedirectResponse("/")),
    ]
    app = AuditedRequests(Starlette(routes=routes), viewer_of=viewer_of_request, exports=[])
    browser = TestClient(app, "http://testserver", follow_redirects=False)
    browser.get("/auth/logout")
    for query in ("", "?code=bad", "?error=denied", "?code=good"):
        browser.get(f"/oauth2callback{query}")
    browser.get("/auth/logout")
    assert [(one.act, one.who, one.role, one.outcome) for one in heard] == [
        (SIGNED_IN, "", "nobody", "failed"),
        (SIGNED_IN, "", "nobody", "failed"),
        (SIGNED_IN, "A. Rees", "editor", "done"),
        (SIGNED_OUT, "A. Rees", "editor", "done"),
    ]


def test_a_refusal_is_recorded_once_a_minute_without_what_was_typed(heard: list[Entry]) -> None:
    nobody = Viewer(name="", audience=Audience.NOBODY)
    guard = SignInGuard(
        Behind(),
        closed=[PUBLISHED],
        viewer_of=lambda _: nobody,
        has_ended=lambda _: False,
        refusals=Refusals(),
    )
    app = AuditedRequests(guard, viewer_of=lambda _: nobody, exports=[PUBLISHED])
    for number in range(50):
        assert ask(app, f"/published/a-name-{number}").status == 401
    assert [(one.act, one.page, one.object, one.outcome) for one in heard] == [
        (REFUSED, PUBLISHED, "", "401")
    ]


def test_a_published_file_is_recorded_with_its_size(heard: list[Entry]) -> None:
    def file(request: Request) -> Response:
        missing = request.path_params["name"] == "none.csv"
        return PlainTextResponse("x" * 1_234, status_code=404 if missing else 200)

    inner = Starlette(routes=[Route("/published/{name}", file), Route("/map/{name}", file)])
    app = AuditedRequests(inner, viewer_of=known, exports=[PUBLISHED])
    browser = TestClient(app, "http://testserver")
    for path in ("/published/orders.csv", "/published/none.csv", "/map/orders.csv"):
        browser.get(path, headers={"x-name": "A. Rees"})
    for _ in range(3):
        browser.get("/published/groups.csv")
    assert [(one.act, one.who, one.page, one.object, one.bytes) for one in heard] == [
        (EXPORTED, "A. Rees", PUBLISHED, "orders.csv", 1_234),
        (EXPORTED, "", PUBLISHED, "groups.csv", 1_234),
    ]
