"""The server around a sign-in: where it leads back to, what is closed, where it may be reached."""

import json

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from components.server.binding import refusal
from components.server.deep_links import COOKIE, DeepLinks
from components.server.owners import Owners
from components.server.refusal import Refusals
from components.server.security_headers import HEADERS, POLICY, SecurityHeaders
from components.server.sign_in_guard import SignInGuard
from components.view import viewer
from components.view.viewer import viewer_of_request
from data.access.permissions import may_administer, may_bring_files, may_edit
from data.access.viewer import Audience, Viewer
from data.settings import load_settings
from tests.components.server.asgi import Behind, ask

HOST = "http://testserver"
OWN = {"x-frame-options": "DENY"}
SECRET = "not a secret, for tests"


def login(request: Request) -> RedirectResponse:
    return RedirectResponse("https://provider.example/authorize")


def callback(request: Request) -> RedirectResponse:
    return RedirectResponse("/")


@pytest.fixture
def browser() -> TestClient:
    routes = [Route("/auth/login", login), Route("/oauth2callback", callback)]
    return TestClient(DeepLinks(Starlette(routes=routes)), HOST, follow_redirects=False)


def came_back_to(browser: TestClient, begun_at: str) -> str:
    browser.get("/auth/login", headers={"referer": begun_at})
    return browser.get("/oauth2callback").headers["location"]


def test_a_sign_in_leads_back_to_where_it_was_begun(browser: TestClient) -> None:
    for address in ("/place?place=W05999003&lang=cy", "/map", "/plan?item=plan_actions:A001"):
        assert came_back_to(browser, HOST + address) == address
        assert COOKIE not in browser.cookies, "the address is used once"
    assert browser.get("/oauth2callback").headers["location"] == "/"


def test_a_sign_in_leads_to_no_other_site(browser: TestClient) -> None:
    for begun in (
        "https://evil.example/map",
        "http://testserver.evil.example/map",
        "http://testserver//evil.example/map",
        "http://testserver/\\evil.example",
        'http://testserver/map"; Domain=evil.example',
        f"http://testserver/{'x' * 3_000}",
        "",
    ):
        assert came_back_to(browser, begun) == "/", begun
    for planted in ("//evil.example", "https://evil.example", "map", "/\\evil.example"):
        browser.cookies.set(COOKIE, planted)
        assert browser.get("/oauth2callback").headers["location"] == "/", planted


def test_what_is_closed_is_answered_after_the_sign_in_alone() -> None:
    for audience, status in ((Audience.NOBODY, 401), (Audience.PUBLIC, 200)):
        behind = Behind()
        who = Viewer(name="", audience=audience)
        guard = SignInGuard(
            behind,
            closed=["/published"],
            viewer_of=lambda _, who=who: who,
            has_ended=lambda _: False,
            refusals=Refusals(),
        )
        for path in ("/published/groups.csv", "/base/published/x", "/media/abc.pdf"):
            assert ask(guard, path).status == status, (path, audience)
        assert ask(guard, "/map").status == 200 and len(behind.reached) >= 1


def test_only_a_cookie_that_this_server_signed_says_who_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(viewer, "with_sign_in", lambda: True)
    monkeypatch.setattr(viewer, "get_cookie_secret", lambda: SECRET)
    claims = {"is_logged_in": True, "name": "A. Rees", "roles": ["analyst"], "exp": 4e9}

    def asked_with(secret: str, **other: object) -> Audience:
        content = json.dumps({**claims, **other})
        signed = create_signed_value(secret, viewer.COOKIE, content).decode()
        return viewer_of_request({"cookie": f"{viewer.COOKIE}={signed}"}).audience

    assert asked_with(SECRET) is Audience.ANALYST
    assert asked_with("another secret") is Audience.NOBODY
    assert asked_with(SECRET, exp=1) is Audience.NOBODY
    assert asked_with(SECRET, roles=[]) is Audience.NOBODY
    for cookie in ("", f"{viewer.COOKIE}=x", f"{viewer.COOKIE}={json.dumps(claims)}", "=;=;"):
        assert viewer_of_request({"cookie": cookie}).audience is Audience.NOBODY, cookie
    monkeypatch.setenv("MILLTIR_OPEN_TO_ALL", "yes")
    assert viewer_of_request({}).audience is Audience.PUBLIC


def test_the_server_starts_only_where_nobody_sees_too_much() -> None:
    for address in ("0.0.0.0", "", None, "10.0.0.4", "::"):
        for audience, starts in (("", False), ("partner", False), ("public", True), ("x", True)):
            settings = load_settings({"MILLTIR_AUDIENCE": audience})
            said = refusal(settings, address, signs_in=False)
            assert (said == "") == starts, (address, audience)
            assert starts or "MILLTIR_AUDIENCE=public" in said
            assert refusal(settings, address, signs_in=True) == ""
    for address in ("localhost", "127.0.0.1", "::1"):
        assert refusal(load_settings({}), address, signs_in=False) == ""


def test_every_answer_says_that_nothing_comes_from_another_host() -> None:
    routes = [Route("/", callback), Route("/own", lambda _: PlainTextResponse("", headers=OWN))]
    browser = TestClient(SecurityHeaders(Starlette(routes=routes)), HOST, follow_redirects=False)
    for path in ("/", "/none"):
        answer = browser.get(path)
        assert HEADERS.items() <= dict(answer.headers).items(), path
    assert browser.get("/own").headers["x-frame-options"] == "DENY", "an answer's own header stays"
    outside = [part for part in POLICY.values() if "http" in part or "*" in part or "ws" in part]
    assert outside == [] and POLICY["default-src"] == "'self'"


def test_the_user_of_this_machine_may_do_all_that_their_audience_can() -> None:
    # Edits, brings files, administers.
    expected = {
        "public": (False, False, False),
        "partner": (True, False, False),
        "analyst": (True, True, True),
        "nonsense": (False, False, False),
        "nobody": (False, False, False),
    }
    for audience, allowed in expected.items():
        local = viewer.local_viewer(load_settings({"MILLTIR_AUDIENCE": audience}))
        assert (may_edit(local), may_bring_files(local), may_administer(local)) == allowed, audience


def test_a_page_is_cut_off_when_its_sign_in_ends_and_goes_on_as_a_new_session() -> None:
    said = {"type": "websocket.receive", "bytes": b""}
    headers = [("host", "localhost:8501"), ("sec-websocket-protocol", "streamlit, token, session")]

    def session(*ended: bool) -> tuple[str, list[str]]:
        """Return the protocol and the kinds of messages that arrive.

        `ended` is whether the sign-in has ended at the start and at each message.
        """
        behind, answers = Behind(), iter(ended)
        guard = SignInGuard(
            behind,
            closed=[],
            viewer_of=lambda _: Viewer(name="", audience=Audience.PARTNER),
            has_ended=lambda _: next(answers),
            refusals=Refusals(),
        )
        messages = [said, said, {"type": "websocket.disconnect"}]
        ask(guard, "/_stcore/stream", kind="websocket", headers=headers, messages=messages)
        protocol = dict(behind.reached[0]["headers"])[b"sec-websocket-protocol"].decode()
        return protocol, [one["type"].removeprefix("websocket.") for one in behind.received]

    whole = "streamlit, token, session"
    assert session(False, False, False) == (whole, ["receive", "receive", "disconnect"])
    assert session(False, False, True) == (whole, ["receive", "disconnect"])
    # The page that asks for a sign-in is still sent, and what the old session held is out of reach.
    assert session(True) == ("streamlit, token", ["receive", "receive", "disconnect"])


def test_a_file_is_of_those_to_whom_its_address_was_sent_as_one() -> None:
    owners = Owners(most=2)
    digest = "0123456789abcdef" * 2
    page = owners.connection("A")
    words = ForwardMsg()
    words.delta.new_element.markdown.body = f"You looked for /media/{digest}.csv"
    begun = ForwardMsg()
    begun.new_session.initialize.session_id = "S1"
    for message in (words, begun):
        page.note(message.SerializeToString())
    page.note(b"/media/ no message at all \xff\xff")
    assert not owners.was_sent("A", f"/media/{digest}.csv"), "somebody has typed it"
    assert owners.has_session("A", "S1") and not owners.has_session("B", "S1")
    for name, kind in (("picture", "imgs"), ("button", "download_button"), ("made", "")):
        owners, message = Owners(), ForwardMsg()
        element = message.delta.new_element
        if kind == "imgs":
            element.imgs.imgs.add().url = f"/media/{digest}.png"
        elif kind:
            element.download_button.url = f"/base/media/{digest}.csv"
        else:
            message.backend_operation_response.deferred_file.url = f"/media/{digest}"
        owners.connection("A").note(begun.SerializeToString())
        owners.connection("A").note(message.SerializeToString())
        assert owners.was_sent("A", f"/media/{digest}.png"), name
        assert not owners.was_sent("B", f"/media/{digest}.png"), name
        assert not owners.was_sent("A", "/media/") and not owners.was_sent("A", "/media/x.png")
