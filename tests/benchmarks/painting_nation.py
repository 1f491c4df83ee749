"""Benchmark the map of a nation in a browser: first picture, recolouring, bytes, memory, server.

The map in pieces takes turns with the whole level in one file, as releases without pieces are
drawn, and with st.pydeck_chart. It is measured with the whole nation in view, where it draws the
authorities, and where it draws as many areas as it ever does. Besides the time by the clock there
is the CPU time of the browser, which other work on the machine disturbs less.
"""

import json
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

from data.geometry.area_pieces import AUTHORITIES
from data.release.browser_folder import FOLDER, INDEX
from data.settings import load_settings
from tests.benchmarks.county import build_county
from tests.benchmarks.measure import Comparison, middle
from tests.benchmarks.national import AREAS, Nation
from tests.benchmarks.painted import OURS, PEER
from tests.benchmarks.painting import Watched, rerun, served_home
from tests.benchmarks.report import Row
from tests.browser.conftest import FLAGS, WEBGL, chromium_path
from tests.servers import Server, memory_of

# Seconds, bytes, megabytes.
FIRST, RECOLOUR, RERUN = 3.0, 0.5, 0.06
BYTES, MEMORY = 25_000, 600
WHOLE, CLOSE = "whole", "close"
# CHANGES: of each map in a round; the first one is not counted.
CHANGES = 3
# CLOSER: how far beyond the zoom of the nation the areas are drawn.
CLOSER = "(deck) => deck.milltirMap.move({ zoom: 7.7 })"


@dataclass
class Found:
    """What was measured of one map: first picture, changes, CPU of both, bytes, memory."""

    first: list[float] = field(default_factory=list)
    first_cpu: list[float] = field(default_factory=list)
    change: list[float] = field(default_factory=list)
    change_cpu: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Measure the map of 36,000 areas in pieces, whole, and as st.pydeck_chart draws it."""
    del nation
    found = {name: Found() for name in (OURS, CLOSE, WHOLE, PEER)}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        home = build_county(folder / "home", AREAS).home
        before = without_pieces(home, folder / "before")
        playwright = stack.enter_context(sync_playwright())
        servers = {
            OURS: stack.enter_context(served_home(folder / "ours", home)),
            WHOLE: stack.enter_context(served_home(folder / "whole", before)),
        }
        for _ in range(rounds):
            for name in found:
                server = servers[WHOLE if name == WHOLE else OURS]
                measure_map(playwright, server, name, found[name])
        app = stack.enter_context(served_home(folder / "app", home, app=True))
        browser = _launched(playwright)
        server_seconds = middle([rerun(browser, app) for _ in range(rounds)])
        browser.close()
    return [*_limits(found), *_compared(found), _of_server(server_seconds)]


def without_pieces(home: Path, copy: Path) -> Path:
    """Return a copy of a home whose release has no pieces, like those that were built before."""
    shutil.copytree(home, copy)
    for index in load_settings({"MILLTIR_HOME": str(copy)}).releases.glob(f"*/{FOLDER}/{INDEX}"):
        names = json.loads(index.read_text())
        index.write_text(json.dumps({k: v for k, v in names.items() if AUTHORITIES not in k}))
    return copy


def measure_map(playwright: Playwright, server: Server, name: str, found: Found) -> None:
    """Open a map in a browser of its own, change its values, and note what both took."""
    browser = _launched(playwright)
    session = browser.new_browser_cdp_session()

    def used() -> tuple[float, float]:
        """Return the CPU seconds of pages and of the GPU process, and the megabytes of a page."""
        processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
        drawing = [one for one in processes if one["type"] in ("renderer", "GPU")]
        pages = [memory_of(one["id"]) for one in drawing if one["type"] == "renderer"]
        return sum(one["cpuTime"] for one in drawing), max(pages, default=0) / 1e6

    before = used()[0]
    map_ = Watched(browser, server.address, PEER if name == PEER else OURS)
    found.first.append(map_.first)
    found.first_cpu.append(used()[0] - before)
    if name == CLOSE:
        map_.page.locator(".mt-deck").evaluate(CLOSER)
        map_.page.wait_for_selector(".mt-deck[data-painted]", state="attached")
        map_.rest()
    for number in range(CHANGES):
        before = used()[0]
        seconds, sent = map_.change()
        if number:
            found.change.append(seconds)
            found.change_cpu.append(used()[0] - before)
            found.sent.append(sent)
    found.memory.append(used()[1])
    browser.close()


def _launched(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=chromium_path(), args=[*FLAGS, *WEBGL])


def _limits(found: dict[str, Found]) -> list[Row]:
    what = f"map of {AREAS:,} areas"
    rows = [Row.of_cost(f"{what}: first picture", middle(found[OURS].first), FIRST, "")]
    for name, where in ((OURS, "authorities"), (CLOSE, "areas of 64 pixels")):
        of = found[name]
        rows += [
            Row.of_cost(f"{what}, {where}: recoloured", middle(of.change), RECOLOUR, ""),
            Row.of_size(f"{what}, {where}: bytes of a change", middle(of.sent), BYTES),
            Row.of_memory(f"{what}, {where}: memory of the tab", middle(of.memory), MEMORY),
        ]
    return rows


def _compared(found: dict[str, Found]) -> list[Row]:
    rows = []
    for peer, against in ((WHOLE, "the whole level"), (PEER, "st.pydeck_chart")):
        for name, where in ((OURS, "authorities"), (CLOSE, "areas of 64 pixels")):
            ours, other = found[name], found[peer]
            pairs = {
                "first picture": (ours.first, other.first),
                "first picture, CPU": (ours.first_cpu, other.first_cpu),
                "recoloured": (ours.change, other.change),
                "recoloured, CPU": (ours.change_cpu, other.change_cpu),
            }
            rows += [
                Row.of_times(
                    f"national map, {where}: {what}", against, None, Comparison(ours=a, peer=b)
                )
                for what, (a, b) in pairs.items()
                if name == OURS or "first" not in what
            ]
            sent = Comparison(ours=ours.sent, peer=other.sent)
            rows.append(Row.of_bytes(f"national map, {where}: bytes of a change", against, 1, sent))
        rows.append(
            Row.of_memory(f"memory of the tab: {against}", middle(found[peer].memory), float("inf"))
        )
    return rows


def _of_server(seconds: float) -> Row:
    what = f"rerun of the map page, {AREAS:,} areas, another month, the server's own time"
    return Row.of_cost(what, seconds, RERUN)
