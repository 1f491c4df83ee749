"""Benchmark a change of values in a browser: bytes sent and time to the new colours.

Both are measured in turns in the same browser. The time is from the press of a button to the last
change of the picture, with software WebGL, as on the slowest machines of councils. (The first
change doesn't count, as Streamlit fades a map while it waits for the server.)
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.county import MONTHS, build_county
from tests.benchmarks.measure import PROJECT, Comparison, middle
from tests.benchmarks.national import Nation
from tests.benchmarks.painted import OURS, PEER
from tests.benchmarks.report import Row
from tests.browser.conftest import FLAGS, chromium_path, settled
from tests.servers import Server, free_port, wait_for

# DEMANDS: by the number of areas, how many times fewer bytes and how many times faster.
DEMANDS = {200: (100.0, 1.0), 2_000: (500.0, 1 / 0.7)}
SIZE = {"width": 1366, "height": 768}
# PATIENCE, STAYS: seconds; a plain map of 2,000 areas is faded for four of them before it changes.
PATIENCE, STAYS = 300.0, 5.0
STILL = 5
# RERUN, CHANGES: CPU seconds of a warm rerun of the map page, and reruns per round.
RERUN, CHANGES = 0.05, 12
MAIN = "from tests.benchmarks.painted import show\n\nshow()\n"
SERVED = (
    "import streamlit as st\nfrom components.maps import browser_files\n\n"
    "app = st.App('main.py', routes=browser_files.routes())\n"
)


class Watched:
    """A page with one map, which counts the bytes that its server sends."""

    def __init__(self, browser: Browser, address: str, who: str) -> None:
        self.page: Page = browser.new_context(viewport=SIZE).new_page()
        # A page that draws much answers late.
        self.page.set_default_timeout(PATIENCE * 1000)
        self.received = 0
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._count))
        started = time.perf_counter()
        self.page.goto(f"{address}/?who={who}")
        self.page.wait_for_selector("canvas", timeout=PATIENCE * 1000)
        self._box = self.page.locator("canvas").first.bounding_box() or {}
        # The seconds from the first request to the last change of the picture.
        self.first = self._until_it_stays(b"", started)
        self.page.wait_for_timeout(2_000)
        self._box = self.page.locator("canvas").first.bounding_box() or {}
        self.rest()

    def _count(self, payload: str | bytes) -> None:
        self.received += len(payload)

    def _picture(self) -> bytes:
        box = self._box
        middle_of = {
            "x": box["x"] + box["width"] * 0.35,
            "y": box["y"] + box["height"] * 0.35,
            "width": box["width"] * 0.3,
            "height": box["height"] * 0.3,
        }
        return self.page.screenshot(clip=middle_of)  # type: ignore[arg-type]

    def change(self) -> tuple[float, int]:
        """Press the button and return seconds until the new colours, and bytes sent."""
        before, already = self._picture(), self.received
        self.page.mouse.move(2, 2)
        started = time.perf_counter()
        self.page.get_by_role("button", name="next").click()
        seconds = self._until_it_stays(before, started)
        self.rest()
        return seconds, self.received - already

    def _until_it_stays(self, before: bytes, started: float) -> float:
        """Return when the last change of the picture came."""
        was, changed = before, 0.0
        while not changed or time.perf_counter() - started - changed < STAYS:
            now, at = self._picture(), time.perf_counter() - started
            if now != was:
                was, changed = now, at
            if at > PATIENCE:
                raise RuntimeError("the map never came to rest")
        return changed

    def rest(self) -> None:
        """Wait until no bytes come and the picture doesn't change."""
        still, was = 0, (self.received, b"")
        while still < STILL:
            self.page.wait_for_timeout(500)
            now = (self.received, self._picture())
            still, was = (still + 1 if now == was else 0), now


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Compare bytes and time for 200 and 2,000 areas, and the server's CPU time of a change."""
    del nation
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for areas, (fewer, faster) in DEMANDS.items():
            with tempfile.TemporaryDirectory() as folder, _served(Path(folder), areas) as server:
                address = server.address
                ours, peer = Watched(browser, address, OURS), Watched(browser, address, PEER)
                pairs = [(ours.change(), peer.change()) for _ in range(rounds + 1)][1:]
            times = Comparison(ours=[a[0] for a, _ in pairs], peer=[b[0] for _, b in pairs])
            sent = Comparison(ours=[a[1] for a, _ in pairs], peer=[b[1] for _, b in pairs])
            what = f"change of values on a map of {areas:,} areas"
            found += [
                Row.of_bytes(f"{what}: bytes sent", "st.pydeck_chart", fewer, sent),
                Row.of_times(f"{what}: repainted", "st.pydeck_chart", faster, times),
            ]
        areas = min(DEMANDS)
        with (
            tempfile.TemporaryDirectory() as folder,
            _served(Path(folder), areas, script=PROJECT / "serve.py") as server,
        ):
            seconds = middle([rerun(browser, server) for _ in range(rounds)])
        what = f"rerun of the map page, {areas:,} areas, another month, the server's own time"
        found.append(Row.of_cost(what, seconds, RERUN))
        browser.close()
    return found


def rerun(browser: Browser, server: Server) -> float:
    """Return the server's CPU seconds for a change to a month that it has cached."""
    page = browser.new_context(viewport=SIZE).new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"{server.address}/map?level=lsoa&period={MONTHS[0]}_{MONTHS[0]}")
    settled(page)

    def step(number: int) -> None:
        button = "back" if number % 2 else "on"
        page.locator(f".st-key-time-{button} button").first.click()
        wanted = MONTHS[(number + 1) % 2]
        page.wait_for_url(lambda address: f"{wanted}_{wanted}" in address)
        settled(page)

    for number in range(4):
        step(number)
    page.wait_for_timeout(2_000)
    before = server.cpu()
    for number in range(CHANGES):
        step(number)
    page.wait_for_timeout(1_000)
    page.context.close()
    return (server.cpu() - before) / CHANGES


@contextmanager
def _served(folder: Path, areas: int, *, script: Path | None = None) -> Iterator[Server]:
    """Serve the page from a folder of its own."""
    settings = build_county(folder / "home", areas)
    with served_home(folder, settings.home, app=script is not None) as server:
        yield server


@contextmanager
def served_home(folder: Path, home: Path, *, app: bool = False) -> Iterator[Server]:
    """Serve the page, or the app, with the release of a home."""
    folder.mkdir(exist_ok=True)
    served = PROJECT / "serve.py" if app else folder / "served.py"
    (folder / "main.py").write_text(MAIN, encoding="utf-8")
    (folder / "served.py").write_text(SERVED, encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(served)]
    # The peer's 36,000 areas are more than the 64 MB that Streamlit sends unless told otherwise.
    command += ["--server.port", str(port), "--server.maxMessageSize", "300"]
    environment = os.environ | {"MILLTIR_HOME": str(home), "PYTHONPATH": str(PROJECT)}
    server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL)
    try:
        address = f"http://localhost:{port}"
        wait_for(f"{address}/_stcore/health", server)
        yield Server(address=address, process=server.pid)
    finally:
        server.terminate()
        server.wait(20)
