"""The log: to a file that is begun anew when it is large, and no message many times in a minute.

Streamlit, uvicorn and asyncio log each in their own way, with a line for each connection. Here all
of it goes one way. What an attacker causes a thousand times a second is counted, and not repeated.
"""

import logging
import re
import sys
import threading
import time
from collections.abc import Callable
from logging.handlers import RotatingFileHandler

from streamlit import logger as streamlit_logger

from data.limits import LogLimits

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
MB = 1 << 20
# OFTEN: how often a message may be said in so many SECONDS. MOST: how many different ones are
# remembered; after that all are counted anew.
OFTEN, SECONDS, MOST = 10, 60.0, 1_000
# VARIES: what differs in messages that count as equal. LONGEST: the letters that are compared.
VARIES, LONGEST = re.compile(r"0x[0-9a-fA-F]+|\d+"), 200
# PLACES: a message that is only this says everything in its arguments.
PLACES = {"%s", "%r"}
# EACH_REQUEST: what has a line with an address for each request, unless it is a warning.
EACH_REQUEST = ("uvicorn.access", "uvicorn.error", "websockets")


class Repeated(logging.Filter):
    """Lets a message pass a few times in a minute, and then says how often it came besides."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        # By message: when its minute began, and how often it came since.
        self._seen: dict[tuple[str, ...], tuple[float, int]] = {}
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a message is written; add how many equal ones were not."""
        came, left_out = self._count(_what(record))
        if left_out:
            record.msg = f"{record.getMessage()} [and {left_out} more like it before]"
            record.args = ()
        return came < OFTEN

    def _count(self, key: tuple[str, ...]) -> tuple[int, int]:
        """Return how often a message came in this minute before, and was left out in the last."""
        now, left_out = self._clock(), 0
        with self._lock:
            begun, came = self._seen.pop(key, (now, 0))
            if now - begun >= SECONDS:
                begun, came, left_out = now, 0, max(0, came - OFTEN)
            if len(self._seen) >= MOST:
                del self._seen[next(iter(self._seen))]
            self._seen[key] = begun, came + 1
        return came, left_out


def _what(record: logging.LogRecord) -> tuple[str, ...]:
    """Return what makes messages equal: who says them, the fault, and the words without numbers."""
    words = str(record.msg)
    if words.strip() in PLACES:
        words = record.getMessage()
    fault = record.exc_info[0] if record.exc_info else None
    return record.name, str(fault), VARIES.sub("#", words[:LONGEST])


def write_log(limits: LogLimits) -> None:
    """Let all messages of this process go to the log, within its limits."""
    handler = _handler(limits)
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(Repeated())
    logging.basicConfig(handlers=[handler], force=True)
    for name in list(logging.root.manager.loggerDict):
        _pass_on(logging.getLogger(name))
    for name in EACH_REQUEST:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Streamlit gives each of its loggers a handler of its own, also to those that come later.
    streamlit_logger.setup_formatter = _pass_on


def _handler(limits: LogLimits) -> logging.Handler:
    if limits.file is None:
        return logging.StreamHandler()
    try:
        limits.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return RotatingFileHandler(
            limits.file,
            maxBytes=limits.megabytes * MB,
            backupCount=max(1, limits.files - 1),
            encoding="utf-8",
        )
    except OSError as fault:
        print(f"milltir: the log can't be written to {limits.file}: {fault}", file=sys.stderr)
        return logging.StreamHandler()


def _pass_on(logger: logging.Logger) -> None:
    """Let a logger write nothing itself."""
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    logger.propagate = True
