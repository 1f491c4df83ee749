"""A change of values in a real browser: bytes sent and time to the new colours, against the peer.

Both are watched in the same browser, turn by turn. The time runs from the press of a button to the
first picture that differs, with software WebGL: the slowest machine that a council will use.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.county import build_county
from tests.benchmarks.measure import PROJECT, Comparison
from tests.benchmarks.national import Nation
from tests.benchmarks.painted import OURS, PEER
from tests.benchmarks.report import Row
from tests.browser.conftest import FLAGS, chromium_path

DEMANDS = {200: (100.0, 1.0), 2_000: (500.0, 1 / 0.7)}
"""By the number of areas: how many times fewer bytes, how many times faster."""
SIZE = {"width": 1366, "height": 768}
PATIENCE = 60.0
STILL = 5
MAIN = "from tests.benchmarks.painted import show\n\nshow()\n"


class Watched:
    """A page that shows one map; what its server sends is counted."""

    def __init__(self, browser: Browser, address: str, who: str) -> None:
        self.page: Page = browser.new_context(viewport=SIZE).new_page()
        self.received = 0
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._count))
        self.page.goto(f"{address}/?who={who}")
        self.page.wait_for_selector("canvas")
        self.page.wait_for_timeout(2_000)
        self._box = self.page.locator("canvas").first.bounding_box() or {}
        self._rest()

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
        """Press the button; the seconds until the colours differ, and the bytes that came."""
        before, already = self._picture(), self.received
        self.page.mouse.move(2, 2)
        started = time.perf_counter()
        self.page.get_by_role("button", name="next").click()
        while self._picture() == before:
            if time.perf_counter() - started > PATIENCE:
                raise RuntimeError("the map never changed")
        seconds = time.perf_counter() - started
        self._rest()
        return seconds, self.received - already

    def _rest(self) -> None:
        """Wait until nothing has come and nothing has moved for a while."""
        still, was = 0, (self.received, b"")
        while still < STILL:
            self.page.wait_for_timeout(500)
            now = (self.received, self._picture())
            still, was = (still + 1 if now == was else 0), now


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Bytes and time at 200 and at 2,000 areas."""
    del nation
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for areas, (fewer, faster) in DEMANDS.items():
            with tempfile.TemporaryDirectory() as folder, _served(Path(folder), areas) as address:
                ours, peer = Watched(browser, address, OURS), Watched(browser, address, PEER)
                pairs = [(ours.change(), peer.change()) for _ in range(rounds + 1)][1:]
            times = Comparison(ours=[a[0] for a, _ in pairs], peer=[b[0] for _, b in pairs])
            sent = Comparison(ours=[a[1] for a, _ in pairs], peer=[b[1] for _, b in pairs])
            what = f"change of values on a map of {areas:,} areas"
            found += [
                Row.of_bytes(f"{what}: bytes sent", "st.pydeck_chart", fewer, sent),
                Row.of_times(f"{what}: repainted", "st.pydeck_chart", faster, times),
            ]
        browser.close()
    return found


@contextmanager
def _served(folder: Path, areas: int) -> Iterator[str]:
    """The page, served from a folder of its own that shares the project's static files."""
    settings = build_county(folder / "home", areas)
    (folder / "main.py").write_text(MAIN, encoding="utf-8")
    (folder / "static").symlink_to(PROJECT / "static")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(folder / "main.py")]
    command += ["--server.port", str(port)]
    environment = os.environ | {"MILLTIR_HOME": str(settings.home), "PYTHONPATH": str(PROJECT)}
    server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(20)
