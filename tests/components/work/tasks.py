"""Tasks for tests of the pool: functions of a module, as workers need them."""

import os
import signal
import time
from pathlib import Path
from typing import Any

from components.work.worker import Report
from data.errors import SourceError
from data.messages import Message


def write(report: Report, content: bytes) -> str:
    report(0.5)
    report.write(content)
    return "written"


def endless(report: Report, **arguments: Any) -> None:
    """Report until it is stopped."""
    for step in range(10_000):
        report(step, 10_000, left=7.0)
        time.sleep(0.02)


def deaf(report: Report) -> None:
    """Report once, and never look again whether it was stopped."""
    report(0.25)
    time.sleep(120)


def dies(report: Report) -> None:
    """End as a process does that the system ends where memory runs out."""
    report(0.1)
    os.kill(os.getpid(), signal.SIGKILL)


def refuses(report: Report) -> None:
    raise SourceError(
        file="own.csv", expected=Message("file_expected.one"), found=Message("found.none")
    )


def fails(report: Report) -> float:
    return 1 / 0


def where(report: Report) -> dict[str, Any]:
    """Return the process, its priority and its settings."""
    settings = {name: value for name, value in os.environ.items() if name.startswith("MILLTIR_")}
    nice = os.nice(0) if hasattr(os, "nice") else 0
    return {"process": os.getpid(), "nice": nice, "settings": settings}


def waits_for(report: Report, file: str) -> None:
    """Wait until a file is there."""
    while not Path(file).exists():
        report(0.5)
        time.sleep(0.02)


def joins(report: Report, number: int) -> None:
    """Write the files that came with it as one."""
    report.write(b"".join(report.brought(one) for one in range(number)))
