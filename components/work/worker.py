"""What happens in the process of a worker: it runs one task after another, and reports on each."""

import contextlib
import json
import logging
import os
import signal
import threading
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import Any

from components.work.model import Call, Content, Outcome, Progress, Stopped
from data.errors import MilltirError

# The files in the folder of a task: what it made, how far it is, and the wish that it stops.
RESULT, PROGRESS, STOP = "result", "progress.json", "stop"
BROUGHT = "brought-"
# NICER: by how much its priority is lower, so that pages go first.
NICER = 10
# FIRST_TO_END: the kernel's score by which a worker ends before the server where memory runs out.
FIRST_TO_END = 700
OURS = "MILLTIR_"


class Report:
    """Tells the server how far a task is, and the task that it was stopped."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, done: float, of: float = 1.0, left: float = 0.0) -> None:
        """Write how far it is; raise Stopped if it was stopped."""
        if (self.folder / STOP).exists():
            raise Stopped
        draft = self.folder / f"{PROGRESS}.new"
        told = asdict(Progress(done=done, of=of, left=left)) | {"process": os.getpid()}
        draft.write_text(json.dumps(told))
        draft.replace(self.folder / PROGRESS)

    def write(self, content: bytes) -> None:
        """Write the file that the task was asked for."""
        (self.folder / RESULT).write_bytes(content)

    def brought(self, number: int) -> bytes:
        """Return a file that came with the task, by its number."""
        return (self.folder / f"{BROUGHT}{number}").read_bytes()


def write_brought(folder: Path, brought: Sequence[Content]) -> None:
    """Write the files that come with a task to its folder."""
    for number, content in enumerate(brought):
        (folder / f"{BROUGHT}{number}").write_bytes(content)


def remove_brought(folder: Path) -> None:
    """Remove the files that came with a task."""
    for file in folder.glob(f"{BROUGHT}*"):
        with contextlib.suppress(OSError):
            file.unlink()


def begin() -> None:
    """Prepare the process of a worker: pages go first, and it ends with its server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICER)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(FIRST_TO_END))
    # Streamlit warns of every call outside a session; here there is none on purpose.
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    threading.Thread(target=_end_with_server, daemon=True).start()


def _end_with_server() -> None:
    server = parent_process()
    if server is not None:
        connection.wait([server.sentinel])
        os._exit(1)


def run_in_worker(call: Call, environment: Mapping[str, str]) -> Outcome:
    """Run a task with the settings that the server has now, and return what came of it."""
    for name in [name for name in os.environ if name.startswith(OURS)]:
        del os.environ[name]
    os.environ.update(environment)
    return run(call)


def run(call: Call) -> Outcome:
    """Run a task in this process, and return what came of it."""
    report = Report(call.folder)
    try:
        report(0.0)
        value: Any = call.function(report, **call.arguments)
    except Stopped:
        return Outcome(stopped=True)
    except MilltirError as error:
        return Outcome(error=error)
    except Exception:
        return Outcome(fault=traceback.format_exc())
    return Outcome(value=value)


def progress_in(folder: Path) -> tuple[Progress, int]:
    """Return how far the task of a folder is, and its process; 0 before it has one."""
    try:
        told = json.loads((folder / PROGRESS).read_text())
        return Progress(done=told["done"], of=told["of"], left=told["left"]), int(told["process"])
    except (OSError, ValueError, KeyError):
        return Progress(), 0
