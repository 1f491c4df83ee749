"""The trial of uploaded files that a worker builds, in a process beside the server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from components.work.worker import Report
from data.files.unused_memory import return_unused_memory
from data.messages import Message
from data.settings import load_settings
from data.uploads.trial_contents import files_not_read
from data.uploads.trials import build_trial, discard


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What came of files that were tried out: a trial to decide on, or nothing new."""

    # Empty if the release would be the one that is shown.
    upload: str = ""
    # Then each new file of which no row would be read, and why.
    unread: Mapping[str, Message] = field(default_factory=dict)


def try_out(report: Report, *, names: Sequence[str], shown: str) -> Tried:
    """Build a trial release with the files that came with the task; discard one without use."""
    settings = load_settings()
    files = [(name, report.brought(number)) for number, name in enumerate(names)]
    try:
        trial = build_trial(files, settings, progress=lambda share, what: report(share))
        if trial.release != shown:
            return Tried(upload=trial.upload)
        unread = files_not_read(trial, settings)
        discard(trial, settings)
        return Tried(unread=unread)
    finally:
        del files
        return_unused_memory()
