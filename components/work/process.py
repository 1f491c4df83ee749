"""The pool of this process. A server has workers; without one, work is done at once."""

import asyncio
import os

from streamlit import runtime

from components.work.folders import remove_left_behind
from components.work.pool import Pool

# EVERY: seconds after which it is looked for files that can be removed.
EVERY = 30.0


class _Process:
    pool = Pool()


def start() -> None:
    """Remove what servers that have ended left, and let work be done by workers from now on."""
    remove_left_behind()
    _Process.pool = Pool(most_workers())


def end() -> None:
    """Stop all work and remove its files."""
    pool, _Process.pool = _Process.pool, Pool()
    pool.end()


def pool() -> Pool:
    """Return the pool of this process."""
    return _Process.pool


def most_workers() -> int:
    """Return how many workers there may be: a core is left for the pages."""
    return max(1, (os.cpu_count() or 1) - 1)


async def sweep_now_and_then() -> None:
    """Remove files an hour after they were made, or with their session, without an end."""
    while True:
        await asyncio.sleep(EVERY)
        pool().sweep(_is_there)


def _is_there(session: str) -> bool:
    return runtime.exists() and runtime.get_instance().is_active_session(session)
