"""Fixtures: the app on a local server, and browser tabs whose errors and requests are recorded."""

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from data.release.manifest import Manifest
from data.settings import Settings
from pages import PAGES
from tests.conftest import PROJECT
from tests.servers import free_port, wait_for

# The pages that the menu links to.
# The sample county has no page that needs another level.
IN_MENU = sum(1 for entry in PAGES if entry.group and not entry.level)
ARTEFACTS = PROJECT / "tests" / "artefacts"
# The timeout is long, so that tests don't fail on a slow machine.
expect.set_options(timeout=120_000)
# The browser makes no requests of its own to other hosts.
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# WebGL in software, but no GPU compositing, which would slow down the rest of a page.
WEBGL = [
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # Without a GPU each library of a shader is compiled twice.
    "--disable-angle-features=supportsGraphicsPipelineLibrary",
    "--disable-gpu-compositing",
]
# Without it, maps are drawn as pictures (components/scripts/picture.js).
NO_WEBGL = ["--disable-3d-apis", "--disable-gpu"]
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36"


def chromium_path() -> str:
    """Return the path of Chromium. Without it, skip; fail if MILLTIR_BROWSER is "required"."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    if os.environ.get("MILLTIR_BROWSER") == "required":
        pytest.fail("MILLTIR_BROWSER=required, but there is no chromium on this machine")
    pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")


@pytest.fixture(scope="session")
def app_address(sample_manifest: Manifest, sample_settings: Settings) -> Iterator[str]:
    """Serve the app with the sample county on a free port; the server's address."""
    with served(sample_settings) as address:
        yield address


@contextmanager
def served(settings: Settings, **further: str) -> Iterator[str]:
    """Serve the app on a free port until the end, with more in its environment if need be."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "serve.py", "--server.port", str(port)]
    environment = os.environ | {"MILLTIR_HOME": str(settings.home), **further}
    server = subprocess.Popen(command, cwd=PROJECT, env=environment)
    address = f"http://localhost:{port}"
    try:
        wait_for(f"{address}/_stcore/health", server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


@cache
def started_playwright() -> Playwright:
    """Return Playwright, which starts once in a process; several folders have the next fixture."""
    return sync_playwright().start()


@pytest.fixture(scope="session")
def launched() -> Iterator[Callable[[bool], Browser]]:
    """A function that returns the browser with WebGL or without, which it starts at first."""
    path, started = chromium_path(), list[Browser]()

    @cache
    def browser(webgl: bool) -> Browser:
        flags = [*FLAGS, *(WEBGL if webgl else NO_WEBGL)]
        launch = started_playwright().chromium.launch
        started.append(launch(executable_path=path, args=flags))
        return started[-1]

    yield browser
    for one in started:
        one.close()


class Watch:
    """Record the errors that a page logs and its requests to hosts other than this machine."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.outside: list[str] = []

    def attach(self, page: Page) -> None:
        for event, listener in self._listeners().items():
            page.on(event, listener)

    def detach(self, page: Page) -> None:
        for event, listener in self._listeners().items():
            page.remove_listener(event, listener)

    def _listeners(self) -> dict[str, Callable[..., None]]:
        return {
            "console": self._on_console,
            "pageerror": self._on_error,
            "request": self._on_request,
        }

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _on_error(self, fault: Exception) -> None:
        self.errors.append(str(fault))

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "localhost":
            self.outside.append(request.url)

    def real_errors(self) -> list[str]:
        """Return the errors except for replies with status 404.

        On a deep link Streamlit looks for its base path by requests that fail with 404. The
        browser's message has no address, so that every message of a 404 is left out.
        """
        probes = "Failed to load resource: the server responded with a status of 404 (Not Found)"
        return [error for error in self.errors if error != probes]


Visit = Callable[..., Page]


@pytest.fixture
def watch() -> Watch:
    return Watch()


class Tabs:
    """A pool of browser tabs. In a tab that has loaded the app before, a page opens twice as fast.

    Between two tests a tab's cookies, storage and event listeners are removed.
    """

    def __init__(self, launched: Callable[[bool], Browser]) -> None:
        self._launched = launched
        # The tabs by whether they have a phone's user agent, and whether they have WebGL.
        self._free: defaultdict[tuple[bool, bool], list[Page]] = defaultdict(list)
        self._used: list[tuple[tuple[bool, bool], Page]] = []
        self._fresh: list[Page] = []

    def take(self, width: int, height: int, *, fresh: bool, webgl: bool) -> Page:
        """Return a tab of this size; if it is narrower than 500 pixels, with a phone's user agent.

        With `fresh` the tab is new and is closed after the test: for tests of the history, and for
        tests that replace the clock or intercept requests.
        """
        kind = (width < 500, webgl)
        page = self._free[kind].pop() if self._free[kind] and not fresh else self._open(*kind)
        self._fresh.append(page) if fresh else self._used.append((kind, page))
        page.set_viewport_size({"width": width, "height": height})
        return page

    def _open(self, phone: bool, webgl: bool) -> Page:
        looks = {"user_agent": PHONE, "has_touch": True} if phone else {}
        page = self._launched(webgl).new_context(**looks).new_page()
        page.set_default_timeout(120_000)
        return page

    def give_back(self, forget: Callable[[Page], None]) -> None:
        """Return a test's tabs to the pool after `forget` has removed its listeners from each."""
        # Forgotten first: a tab that can't be cleaned fails this test and not every later one.
        used, fresh, self._used, self._fresh = self._used, self._fresh, [], []
        for page in fresh:
            page.context.close()
        for kind, page in used:
            forget(page)
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
            page.context.clear_cookies()
            page.goto("about:blank")
            self._free[kind].append(page)


@pytest.fixture(scope="session")
def tabs(launched: Callable[[bool], Browser]) -> Tabs:
    return Tabs(launched)


@pytest.fixture
def visit(tabs: Tabs, app_address: str, watch: Watch) -> Iterator[Visit]:
    """A function that opens an address in a tab and waits until the page is complete.

    Without `webgl` maps are drawn as pictures, which have the same places, clicks and cards. Where
    deck.gl itself is tested, `webgl` is True: in software it takes seconds for a map.
    """

    def open_(
        path: str = "",
        width: int = 1366,
        height: int = 768,
        *,
        fresh: bool = False,
        webgl: bool = False,
    ) -> Page:
        page = tabs.take(width, height, fresh=fresh, webgl=webgl)
        watch.attach(page)
        page.goto(f"{app_address}/{path}")
        settled(page)
        return page

    yield open_
    tabs.give_back(watch.detach)


def settled(page: Page) -> None:
    """Wait until the page has its footer and Streamlit has finished running the script."""
    page.wait_for_selector(".mt-foot")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_selector('[data-testid="stApp"][data-test-connection-state="CONNECTED"]')


def unfold(fold: Locator) -> Locator:
    """Open a fold, and return it after it has stopped growing; until then what is below moves."""
    fold.locator("summary").first.click()
    # An animation that another one replaces is no fault.
    over = "Promise.allSettled(fold.getAnimations({subtree: true}).map((one) => one.finished))"
    fold.evaluate(f"async (fold) => {{ await {over}; }}")
    return fold


# Two frames, and then the moment when the browser has nothing more to do: on a busy machine what
# follows from a frame comes after the next one.
FRAMES = (
    "new Promise((done) => requestAnimationFrame("
    "() => requestAnimationFrame(() => requestIdleCallback(done))))"
)


def wider_than_window(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    page.evaluate(FRAMES)
    main = page.locator('[data-testid="stMain"]')
    return int(main.evaluate("(main) => main.scrollWidth - main.clientWidth"))


def painted(page: Page, within: str = "") -> Locator:
    """Wait until every map is drawn and has stopped moving, and return a map's canvas.

    This is the first canvas inside the element that the selector `within` finds, or on the page.
    """
    settled(page)
    # The maps get the server's latest data one animation frame after the page.
    page.evaluate(FRAMES)
    canvas = page.locator(f"{within} .mt-deck[data-painted] canvas").first
    expect(canvas).to_be_attached()
    expect(page.locator(".mt-deck:not([data-painted])")).to_have_count(0)
    # The map's buttons say a few times a second whether it rests; what they said before is old.
    buttons = ".st-key-mt-navigation [role=group]"
    forget = "(groups) => groups.forEach((group) => group.removeAttribute('data-rest'))"
    page.locator(buttons).evaluate_all(forget)
    expect(page.locator(f"{buttons}:not([data-rest])")).to_have_count(0)
    return canvas


@contextmanager
def redrawn(page: Page) -> Iterator[None]:
    """Wait at the end of the block until what it did has reached every map of the page.

    A page can be complete while its maps still show what they showed before.
    """
    mark = "(maps) => maps.forEach((map) => map.setAttribute('data-painted', 'before'))"
    page.locator(".mt-deck").evaluate_all(mark)
    yield
    expect(page.locator(".mt-deck[data-painted=before]")).to_have_count(0)
    painted(page)


def map_view(page: Page, chart: str = "explorer-map") -> list[float]:
    """Return the longitude, latitude and zoom of a map after it has stopped moving."""
    canvas = painted(page, f".st-key-{chart}")
    look = "(canvas) => canvas.closest('.mt-deck').milltirMap.view"
    view = canvas.evaluate(look)
    return [round(view[part], 3) for part in ("longitude", "latitude", "zoom")]


def press_map(page: Page, across: float, down: float, within: str = "") -> None:
    """Click on a map after it is drawn; `across` and `down` are shares of its width and height."""
    canvas = painted(page, within)
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box() or {}
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


def keep(page: Page, name: str) -> Path:
    """Save a screenshot in the folder of artefacts, and return its path."""
    ARTEFACTS.mkdir(exist_ok=True)
    path = ARTEFACTS / f"{name}.png"
    page.screenshot(path=path)
    return path
