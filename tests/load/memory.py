"""Print a server's memory while viewers look, and after sessions that came and went.

    python -m tests.load.memory --viewers 50 --minutes 30 --sessions 500

The first third of the time is not counted: modules are loaded and views are made once in it.
"""

import argparse
import asyncio
import time

from tests.load.client import opened
from tests.load.servers import started
from tests.load.viewers import Habit, watch
from tests.servers import Server

MB = 1e6
EVERY = 30.0
# Streamlit lets a session come back for two minutes; then its memory is given back within a half.
UNTIL_GIVEN_BACK = 180.0


def main() -> None:
    """Read the command line, and print the memory and how far it spreads."""
    parser = argparse.ArgumentParser(prog="tests.load.memory", description=__doc__)
    parser.add_argument("--viewers", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--sessions", type=int, default=500)
    asked = parser.parse_args()
    with started("serve.py") as (server,):
        asyncio.run(_measure(server, asked.viewers, asked.minutes * 60, asked.sessions))


async def _measure(server: Server, viewers: int, seconds: float, sessions: int) -> None:
    habit = Habit(page="map", widget="category", every=5.0, seconds=seconds, arrive=60.0)
    looking = asyncio.create_task(watch([server], viewers, habit))
    begun, seen = time.monotonic(), list[float]()
    while not looking.done():
        await asyncio.wait([looking], timeout=EVERY)
        after, used = time.monotonic() - begun, server.memory() / MB
        print(f"{after / 60:5.1f} min  {used:.0f} MB", flush=True)
        if after > max(seconds / 3, habit.arrive):
            seen.append(used)
    waits = await looking
    spread = max(seen) / min(seen) - 1
    print(f"{viewers} viewers, {len(waits.answers)} changes, {len(waits.errors)} errors")
    print(f"{min(seen):.0f} to {max(seen):.0f} MB: within {spread:.1%}; last {seen[-1]:.0f} MB")
    await asyncio.sleep(UNTIL_GIVEN_BACK)
    before = server.memory() / MB
    for _ in range(sessions):
        tab, _answer = await opened(server.address, "map")
        await tab.close()
    busy = server.memory() / MB
    await asyncio.sleep(UNTIL_GIVEN_BACK)
    after_all = server.memory() / MB
    print(f"{sessions} sessions: {before:.0f} MB before, {busy:.0f} after, {after_all:.0f} later")


if __name__ == "__main__":
    main()
