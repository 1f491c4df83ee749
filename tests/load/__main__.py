"""Put viewers before the map page and the same page in plain Streamlit, and print a table.

    python -m tests.load --viewers 25 50 100 --minutes 10

The release in MILLTIR_HOME is served by as many processes as there are cores. The viewers run on
the same machine. CPU is the servers' own, for each change.
"""

import argparse
import asyncio
import os
from collections.abc import Sequence

from tests.load.servers import started
from tests.load.viewers import Habit, Waits, watch
from tests.servers import Server

OURS, PLAIN = "serve.py", "tests/load/plain_page.py"
HEAD = ("page", "viewers", "p50 s", "p95 s", "first s", "KB", "CPU ms", "MB", "errors")


def main() -> None:
    """Read the command line, and print a row for each page and number of viewers."""
    parser = argparse.ArgumentParser(prog="tests.load", description=__doc__)
    parser.add_argument("--viewers", type=int, nargs="+", default=[25, 50, 100])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--every", type=float, default=5.0, help="seconds between two changes")
    parser.add_argument("--arrive", type=float, default=60.0, help="seconds in which all come")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--without-plain", action="store_true", help="leave the peer out")
    asked = parser.parse_args()
    print(" | ".join(HEAD))
    for number in asked.viewers:
        for script in (OURS,) if asked.without_plain else (OURS, PLAIN):
            page = "map" if script == OURS else ""
            habit = Habit(
                page=page,
                widget="category",
                every=asked.every,
                seconds=asked.minutes * 60,
                arrive=asked.arrive,
            )
            with started(script, asked.processes) as servers:
                before = sum(server.cpu() for server in servers)
                waits = asyncio.run(watch(servers, number, habit))
                print(_row(script, number, waits, servers, before), flush=True)
                for error in sorted(set(waits.errors))[:5]:
                    print(f"  {waits.errors.count(error)} times: {error}")


def _row(script: str, number: int, waits: Waits, servers: Sequence[Server], before: float) -> str:
    used = sum(server.cpu() for server in servers) - before
    memory = sum(server.memory() for server in servers)
    cells = (
        script,
        str(number),
        f"{waits.at(0.5):.2f}",
        f"{waits.at(0.95):.2f}",
        f"{max(waits.first, default=float('nan')):.1f}",
        f"{waits.middle_bytes() / 1000:.1f}" if waits.answers else "",
        f"{used / max(1, len(waits.answers)) * 1000:.0f}",
        f"{memory / 1e6:.0f}",
        str(len(waits.errors)),
    )
    return " | ".join(cells)


main()
