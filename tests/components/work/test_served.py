"""Work beside a real server: others' pages go on, it can be left, stopped and lost."""

import asyncio
import os
import signal
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.load.client import Answer, Tab
from tests.load.servers import started
from tests.servers import Server

PACKS, MAP, MEASURE = "packs", "map", "measure"
# RERUNS: of the map, measured before and meanwhile. BOUND: seconds; generous, as machines are busy.
RERUNS, BOUND = 24, 3.0
PATIENCE = 120


@pytest.fixture
def own_home(own_packs_home: Path) -> Path:
    return own_packs_home


@contextmanager
def served(home: Path, files: Path) -> Iterator[Server]:
    """Serve the app from a home, with a folder of its own for temporary files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILLTIR_HOME", str(home))
        patch.setenv("TMPDIR", str(files))
        with started("serve.py") as (server,):
            yield server


async def opened(server: Server, page: str, query: str = "") -> Tab:
    tab = await Tab.connect(server.address, query=query)
    answer = await tab.open(page)
    assert not answer.errors
    return tab


async def begun(server: Server, query: str, *, every_ward: bool = False) -> Tab:
    """Return a tab in which a pack is being made."""
    tab = await opened(server, PACKS, query)
    if every_ward:
        await tab.switch("all", on=True)
    answer = await tab.press("make")
    assert not answer.errors
    return tab


async def until(tab: Tab, key: str) -> Answer:
    """Run the page again until it has a widget; a browser does that each second by itself."""
    async with asyncio.timeout(PATIENCE):
        while True:
            answer = await tab.again()
            if key in tab.widgets or answer.errors:
                return answer
            await asyncio.sleep(0.2)


def workers(server: Server) -> list[int]:
    """Return the processes that run tasks: the children of the one that was begun for them."""
    return [child for parent in children(server.process) for child in children(parent)]


def children(process: int) -> list[int]:
    """Return the processes that any thread of a process has begun."""
    lists = Path(f"/proc/{process}/task").glob("*/children")
    return [int(one) for file in lists for one in file.read_text().split()]


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("milltir-work-*/*/*")]


def test_a_pack_is_made_beside_the_server_and_is_there_after_the_page_was_left(
    own_home: Path, tmp_path: Path
) -> None:
    files = tmp_path / "t"
    files.mkdir()

    async def visit(server: Server) -> None:
        tab = await begun(server, "pack=changes")
        await tab.open(MAP)
        tab.widgets.clear()
        await tab.open(PACKS)
        answer = await until(tab, "save")
        assert not answer.errors and files_in(files).count("result") == 1
        other = await opened(server, PACKS, "pack=changes")
        assert "save" not in other.widgets, "a file is for its own session"
        await lost(server)
        await tab.close()
        await other.close()

    async def lost(server: Server) -> None:
        """End the worker in the middle of a pack; the next pack gets another one."""
        tab = await begun(server, "pack=ward", every_ward=True)
        assert "stop" in tab.widgets
        assert workers(server)
        for worker in workers(server):
            os.kill(worker, signal.SIGKILL)
        answer = await until(tab, "nothing")
        assert "the program that makes it has ended" in answer.errors[0]
        tab.widgets.pop("save", None)
        await tab.close()
        again = await begun(server, "pack=changes")
        assert not (await until(again, "save")).errors
        await again.close()

    with served(own_home, files) as server:
        asyncio.run(visit(server))
    assert files_in(files) == [], "the end of the server removes its files"


@pytest.mark.slow
def test_others_see_the_map_as_fast_while_packs_of_every_ward_are_made(
    own_home: Path, tmp_path: Path
) -> None:
    """The figures are printed: seconds of a rerun of the map, without other work and meanwhile."""
    files = tmp_path / "t"
    files.mkdir()

    async def measured(tab: Tab) -> list[float]:
        seconds = []
        options = tab.options(MEASURE)
        for number in range(RERUNS):
            answer = await tab.choose(MEASURE, options[number % len(options)])
            assert not answer.errors
            seconds.append(answer.seconds)
            await asyncio.sleep(0.1)
        return seconds

    async def visit(server: Server) -> tuple[list[float], list[float]]:
        viewer = await opened(server, MAP)
        await measured(viewer)
        before = await measured(viewer)
        maker = await begun(server, "pack=ward", every_ward=True)
        meanwhile = await measured(viewer)
        answer = await maker.again()
        assert "progress" in answer.elements, "the packs were made in less time than was measured"
        await maker.press("stop")
        end = time.monotonic() + PATIENCE
        while files_in(files) and time.monotonic() < end:
            await maker.again()
        await maker.close()
        await viewer.close()
        return before, meanwhile

    with served(own_home, files) as server:
        before, meanwhile = asyncio.run(visit(server))
    for name, found in (("before", before), ("meanwhile", meanwhile)):
        middle, worst = statistics.median(found), max(found)
        print(f"rerun of the map {name}: {middle:.3f} s in the middle, {worst:.3f} s at most")
    assert max(meanwhile) < BOUND
