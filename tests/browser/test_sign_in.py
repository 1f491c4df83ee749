"""The sign-in, end to end with an identity provider: roles, deep links, the way out, data."""

import secrets
from collections.abc import Iterator

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page, expect

from components.text.catalogue import Text
from data.release.manifest import Manifest
from data.settings import Settings
from tests.browser.conftest import Tabs, served, settled

pytestmark = pytest.mark.browser

WARD = "W05999008"
DATA = "published/figures/ward/rate.csv"
PEOPLE = [
    User(sub="partner", claims={"name": "A. Rees", "roles": ["Partner"]}),
    User(sub="analyst", claims={"name": "B. Hughes", "roles": ["partner", "analyst"]}),
    User(sub="editor", claims={"name": "D. Morgan", "roles": ["analyst", "editor"]}),
    User(sub="visitor", claims={"name": "C. Price", "roles": ["Another.App"]}),
]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of an identity provider that asks for no password."""
    with run_server_in_thread(user_claims=PEOPLE) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def app_address(
    sample_manifest: Manifest,
    sample_settings: Settings,
    provider: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Serve the app with that sign-in, which is set up in the secrets of its user."""
    home = tmp_path_factory.mktemp("user")
    (home / ".streamlit").mkdir()
    (home / ".streamlit" / "secrets.toml").write_text(
        "[auth]\n"
        'redirect_uri = "http://localhost:{port}/oauth2callback"\n'
        f'cookie_secret = "{secrets.token_hex(32)}"\n'
        'client_id = "milltir"\n'
        'client_secret = "no secret"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
    )
    with served(sample_settings, HOME=str(home)) as address:
        yield address


def opened(tabs: Tabs, address: str) -> Page:
    """Open an address in a new tab. Before the sign-in no page has a footer to wait for."""
    page = tabs.take(1366, 768, fresh=True, webgl=False)
    page.goto(address)
    return page


def sign_out(page: Page, text: Text) -> None:
    """Sign out here, and at the provider where it asks."""
    page.get_by_role("button", name=text("sign_in.out")).click()
    page.wait_for_url("**/end_session**")
    page.locator("button[type=submit], input[type=submit]").first.click()


def sign_in(page: Page, text: Text, person: str) -> None:
    """Sign in from the page that is shown, as the person whom the provider is told."""
    page.get_by_role("button", name=text("sign_in.in")).click()
    page.locator("input[name=sub]").fill(person)
    page.get_by_role("button", name="Authorize").click()


def at_the_gate(page: Page, text: Text) -> None:
    expect(page.get_by_role("heading", name=text("sign_in.title"))).to_be_visible()
    expect(page.get_by_role("button", name=text("sign_in.in"))).to_be_visible()


def test_a_deep_link_survives_the_sign_in_and_the_sign_out_closes_everything(
    tabs: Tabs, app_address: str
) -> None:
    text, page = Text("cy"), opened(tabs, f"{app_address}/place?place={WARD}&lang=cy")
    at_the_gate(page, text)
    assert "Halwyn" not in page.content(), "nothing of the county is shown before the sign-in"
    assert page.request.get(f"{app_address}/{DATA}").status == 401
    sign_in(page, text, "partner")
    page.wait_for_url(f"**/place?place={WARD}&lang=cy")
    settled(page)
    account = page.locator(".st-key-mt-account")
    expect(account).to_contain_text("A. Rees")
    expect(account).to_contain_text(text("sign_in.role_partner"))
    assert page.request.get(f"{app_address}/{DATA}").status == 200
    page.goto(f"{app_address}/upload?lang=cy")
    settled(page)
    expect(page.get_by_text(text("notice.not_open")).first).to_be_visible()
    page.goto(f"{app_address}/register?lang=cy")
    settled(page)
    expect(page.get_by_text(text("register.only_editors"))).to_be_visible()
    expect(page.locator(".st-key-new-groups")).to_have_count(0)
    sign_out(page, text)
    at_the_gate(page, Text("en"))
    assert page.request.get(f"{app_address}/{DATA}").status == 401


def test_roles_add_up_and_without_one_nothing_is_shown(tabs: Tabs, app_address: str) -> None:
    text = Text("en")
    page = opened(tabs, f"{app_address}/upload")
    sign_in(page, text, "visitor")
    expect(page.get_by_text(text("sign_in.without_role", name="C. Price"))).to_be_visible()
    assert page.request.get(f"{app_address}/{DATA}").status == 401
    sign_out(page, text)
    at_the_gate(page, text)
    page.goto(f"{app_address}/upload")
    at_the_gate(page, text)
    sign_in(page, text, "analyst")
    page.wait_for_url("**/upload")
    settled(page)
    expect(page.locator(".st-key-mt-account")).to_contain_text("B. Hughes, analyst")
    expect(page.get_by_role("heading", name=text("page.upload"))).to_be_visible()
    sign_out(page, text)
    at_the_gate(page, text)
    page.goto(f"{app_address}/register")
    at_the_gate(page, text)
    sign_in(page, text, "editor")
    page.wait_for_url("**/register")
    settled(page)
    expect(page.locator(".st-key-mt-account")).to_contain_text("D. Morgan, analyst and editor")
    expect(page.locator(".st-key-new-groups button")).to_be_visible()
