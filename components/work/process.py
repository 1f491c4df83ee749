"""The pool of this process. A server has workers; without one, work is done at once."""

import asyncio
import os

from streamlit import runtime

from components.work.folders import remove_left_behind
from components.work.pool import Pool
from data.settings import load_settings

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
    """Remove files an hour after they were made, or with their session, without an end.

    After an erasure all of them are removed, as the record can be in any.
    """
    erased = last_erasure()
    while True:
        await asyncio.sleep(EVERY)
        before, erased = erased, last_erasure()
        if before == erased:
            pool().sweep(_is_there)
        else:
            pool().forget_all()


def last_erasure() -> int:
    """Return a number that changes with every erasure."""
    try:
        return load_settings().erasures.stat().st_mtime_ns
    except OSError:
        return 0


def _is_there(session: str) -> bool:
    return runtime.exists() and runtime.get_instance().is_active_session(session)
