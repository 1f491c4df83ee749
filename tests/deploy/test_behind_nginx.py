"""Behind the shipped nginx.conf: sign-in, one process for each browser, and its end."""

import http.client
import re
import ssl
from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, Browser, Page, expect

from components.text.catalogue import Text
from tests.browser.conftest import settled
from tests.deploy.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WARD = "W05999008"
DATA = "/published/figures/ward/rate.csv"
COOKIE = "milltir_process"


def ask(site: Site, path: str, *, cookie: str = "", body: bytes = b"") -> http.client.HTTPResponse:
    """Ask the proxy; its certificate is made for the test."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    host = site.address.removeprefix("https://")
    connection = http.client.HTTPSConnection(host, context=trusting, timeout=30)
    headers = {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}
    connection.request("POST" if body else "GET", path, body=body or None, headers=headers)
    return connection.getresponse()


def test_a_browser_stays_with_its_process_and_moves_when_that_ends(
    site: Site, launched: Callable[[bool], Browser]
) -> None:
    _proxy_alone(site)
    text = Text("cy")
    context = launched(False).new_context(ignore_https_errors=True)
    page = context.new_page()
    page.set_default_timeout(60_000)
    view = f"/place?place={WARD}&lang=cy"
    page.goto(f"{site.address}{view}")
    page.get_by_role("button", name=text("sign_in.in")).click()
    page.locator("input[name=sub]").fill("partner")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"**{view}")
    _shows_the_view(page, text)
    (cookie,) = [one for one in context.cookies() if one["name"] == COOKIE]
    assert cookie["secure"] and cookie["httpOnly"] and cookie["sameSite"] == "Lax"
    own = {_answered_by(page, site) for _ in range(5)}
    assert len(own) == 1, "each request of a browser goes to one process"
    with page.expect_websocket(timeout=60_000):
        site.kill(*own)
    _shows_the_view(page, text)
    assert page.url == f"{site.address}{view}"
    assert {_answered_by(page, site) for _ in range(3)} == site.processes.keys() - own
    page.reload()
    _shows_the_view(page, text)
    context.close()


def _shows_the_view(page: Page, text: Text) -> None:
    settled(page)
    expect(page.locator(".st-key-mt-account")).to_contain_text("A. Rees")
    expect(page.locator(".st-key-mt-account")).to_contain_text(text("sign_in.role_partner"))
    expect(page.locator("h1").first).to_be_visible()


def _answered_by(page: Page, site: Site) -> int:
    """The port of the process that answers for this browser, which must be signed in."""
    answer: APIResponse = page.request.get(f"{site.address}{DATA}")
    assert answer.status == 200
    return site.asked(DATA)[-1]


def _proxy_alone(site: Site) -> None:
    """Check what needs no sign-in: health, headers, limits, and how browsers are shared out."""
    answer = ask(site, "/health")
    assert answer.status == 200 and b'"status":"ok"' in answer.read()
    assert "max-age" in (answer.getheader("strict-transport-security") or "")
    assert re.match(rf"{COOKIE}=\w{{32}};.*HttpOnly; Secure", answer.getheader("set-cookie") or "")
    assert ask(site, "/health", cookie="known").getheader("set-cookie") is None
    assert ask(site, DATA).status == 401
    assert ask(site, "/_stcore/metrics").status == 404
    assert ask(site, "/", body=b"x" * 2_000_000).status == 413
    for number in range(30):
        ask(site, "/health", cookie=f"browser-{number}")
    assert set(site.asked("/health")) == set(site.processes), "browsers are shared out"
    plain = http.client.HTTPConnection("127.0.0.1", site.plain_port, timeout=10)
    plain.request("GET", "/place?x=1", headers={"Host": "localhost"})
    redirect = plain.getresponse()
    assert (redirect.status, redirect.getheader("location")) == (301, "https://localhost/place?x=1")
