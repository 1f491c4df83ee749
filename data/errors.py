"""Milltir's errors.

MilltirError
├── SourceError       a file can't be used
├── ReleaseError
│   ├── NoRelease     nothing has been built yet
│   ├── BrokenRelease a release is incomplete or can't be read
│   ├── LostHistory   it isn't known which release is current
│   ├── NothingBefore there is no earlier release to return to
│   └── OtherRelease  another release has become current since the question was asked
├── NothingPublished  none of the requested months has been published
├── WouldOverwrite    a file would be overwritten
├── BuildError
│   ├── BuildRunning  another build holds the lock
│   ├── NothingChanged the build would equal the current release
│   ├── LessThanBefore the release has less than the current one, and nobody confirmed it
│   ├── StorageFull   the disk is full
│   └── NotWritable   a folder can't be written to
├── ExecutorError     a build on several processes or machines can't go on
│   ├── NotInstalled  the package that --cluster needs isn't installed
│   ├── NoScheduler   nothing answers at the cluster's address
│   ├── NoWorkers     a scheduler has no workers
│   ├── SchedulerLost the scheduler stopped answering in the middle
│   ├── UnfitWorker   a worker has other files or another version
│   ├── OutOfMemory   a task needs more memory than its worker has
│   └── TasksLost     worker after worker ended in the middle of a task
├── NotErased         a record is still there after its erasure
├── TrialDecided      the files of a trial were accepted or discarded before, or can't be any more
├── ChangeRunning     another act on what is current hasn't ended
├── UpdateRunning     another update hasn't ended
├── ProgramFailed     a program that an update runs has failed
├── RegisterError
│   ├── RegisterUnavailable  the register's database can't be read or written
│   ├── Conflict             somebody else has saved the same record in the meantime
│   ├── InvalidRecord        fields of a record are not as they must be
│   └── NothingToUndo        a change can't be taken back
├── NotBackedUp       a backup of the home was not made
├── NotRestored       a backup was not restored; the home is as it was
├── DocumentFailed    a document or picture can't be made
├── PackNotSaved      the file of a pack can't be written
├── WorkLost          a process ended before it had made what was asked for
├── TooMuchWork       too much is being made for others already
├── WorkGone          a file that was made isn't there any more
├── ReadOnly          this viewer may not write to the register
└── AccessDenied      this viewer may not see the page or data

Errors are raised with facts. `components/ui/notices.py` words them in the viewer's language; their
own text is the English of the command line.
"""

from data.messages import Message
from data.settings import COMMAND


class MilltirError(Exception):
    """An error that is shown to the user; `facts` fill the placeholders of its wording."""

    wording = "{problem}"
    # The exit code of the command line.
    exit_code = 1

    def __init__(self, **facts: object) -> None:
        self.facts = {
            name: value if isinstance(value, str) else str(value) for name, value in facts.items()
        }
        super().__init__(self.wording.format_map(self.facts))

    def __reduce__(self) -> tuple[object, ...]:
        """Return how another process raises the same error."""
        return _same, (type(self), self.args, self.__dict__)


def _same(kind: type[MilltirError], words: tuple[str, ...], facts: dict[str, object]) -> object:
    error = kind.__new__(kind, *words)
    error.__dict__.update(facts)
    return error


class SourceError(MilltirError):
    """A file can't be used.

    Facts that are messages (`data/messages.py`) are worded in every language.
    """

    wording = "{file}, {where}: expected {expected}, but found {found}."

    def __init__(
        self, *, file: object, expected: str, found: str, where: str = Message("where.whole")
    ) -> None:
        super().__init__(file=file, where=where, expected=expected, found=found)


class ReleaseError(MilltirError):
    """A release can't be served."""


class NoRelease(ReleaseError):
    """Nothing has been built yet."""

    wording = f"There is no release in {{folder}} yet. Build one with: {COMMAND} sample"


class RestorationUnfinished(ReleaseError):
    """A restoration runs, or was killed half way."""

    wording = (
        "A backup is being restored in {folder}, or this was stopped half way. Wait for it to end; "
        f"if it has stopped, any command puts everything back as it was, such as: {COMMAND} show"
    )


class BrokenRelease(ReleaseError):
    """A release is incomplete or can't be read."""

    wording = "Release {release} can't be read: {problem}."


class NothingBefore(ReleaseError):
    """There is no earlier release to return to."""

    wording = "There is no release before the current one in {folder}."


class LostHistory(ReleaseError):
    """It isn't known which release is current, because the file that says so is damaged."""

    wording = (
        "{file} is damaged or lost. It alone says which releases were accepted, and therefore none "
        f"is served. Put it back from a backup, or build again with: {COMMAND} build FOLDER"
    )


class OtherRelease(ReleaseError):
    """Another release has become current since the question was asked."""

    wording = "Release {release} has become current in the meantime. Nothing was changed."


class NothingPublished(MilltirError):
    """None of the requested months has been published."""

    wording = "None of the months asked for ({months}) has been published."


class WouldOverwrite(MilltirError):
    """A file would be overwritten."""

    wording = (
        "{folder} already has {files}, with other content. Nothing was written. Give another "
        "folder, or --overwrite to replace them."
    )


class BuildError(MilltirError):
    """A release couldn't be built; the current one is still served."""


class BuildRunning(BuildError):
    """Another build holds the lock."""

    wording = "Another build is running in {folder}. Wait for it to end, then try again."


class NothingChanged(BuildError):
    """The build would equal the current release."""

    wording = (
        "Nothing has changed since release {release} was built on {day}: "
        "the same files, plan and program. With --again it is counted again all the same."
    )


class LessThanBefore(BuildError):
    """The release has less than the current one, and nobody confirmed it."""

    wording = (
        "The new release was not made current: it has less than the one before, which is still "
        "served. To serve it all the same, build again with --yes."
    )
    exit_code = 3


class ExecutorError(MilltirError):
    """A build on several processes or machines can't go on. What its tasks made stays."""


class NotInstalled(ExecutorError):
    """The package that `--cluster` needs isn't installed."""

    wording = (
        "--cluster: expected the package distributed, but found none. Install it with: "
        "python -m pip install --require-hashes -r requirements/cluster.txt"
    )


class NoScheduler(ExecutorError):
    """Nothing answers at the cluster's address, or something that isn't a scheduler."""

    wording = (
        "--cluster {address}: expected a scheduler of dask.distributed, but found {found}. Start "
        f"one with: {COMMAND} scheduler --host HOST"
    )


class NoWorkers(ExecutorError):
    """A scheduler has no workers that could run a task."""

    wording = (
        "--cluster {address}: expected workers, but found none in {seconds} s; {done} of {of} "
        "tasks are done and are not done again. Start workers on each machine with: "
        f"{COMMAND} worker "
        "{address}"
    )


class SchedulerLost(ExecutorError):
    """The scheduler stopped answering in the middle of a build."""

    wording = (
        "--cluster {address}: the scheduler does not answer any more; {done} of {of} tasks are "
        "done and are not done again. Start it and its workers anew, and repeat the command."
    )


class UnfitWorker(ExecutorError):
    """A worker has other files, another version of Milltir or another one of Python."""

    wording = (
        "Worker {worker}: expected {expected}, but found {found}. End this worker or mend it, and "
        "repeat the command; what is done is not done again."
    )


class OutOfMemory(ExecutorError):
    """A task needs more memory than its worker has."""

    wording = (
        "Worker {worker}: expected memory enough for {task}, but found that {limit} are not. Start "
        "workers with more (--memory), or fewer of them on each machine, and repeat the "
        "command; what is done is not done again."
    )


class TasksLost(ExecutorError):
    """Worker after worker ended in the middle of a task."""

    wording = (
        "{worker}: expected the result of {task}, but found that {times} processes ended before "
        "it, perhaps as memory ran out. Repeat the command; what is done is not done again."
    )


class NotErased(MilltirError):
    """A record is still there after its erasure."""

    wording = (
        "Not everything could be erased: it is still in {where}. Run the same command again; if "
        "that doesn't help, delete these by hand."
    )


class StorageFull(BuildError):
    """The disk is full."""

    wording = "The disk that holds {folder} is full. The release before this one still serves."


class NotWritable(BuildError):
    """A folder can't be written to."""

    wording = "{folder} can't be written to: {problem}."


class TrialDecided(MilltirError):
    """A trial can't be accepted or discarded any more; `problem` is a message that says why."""

    wording = "{problem}"


class ChangeRunning(MilltirError):
    """Another act on what is current hasn't ended."""

    wording = "Another change is being made in {folder}. Try again in a moment."


class UpdateRunning(MilltirError):
    """Another update hasn't ended."""

    wording = "Another update is running in {folder}. Nothing was done."


class ProgramFailed(MilltirError):
    """A program that an update runs has failed."""

    wording = "{program} ended with exit code {code}: {problem}"


class RegisterError(MilltirError):
    """What was entered wasn't saved; nothing of it was."""


class RegisterUnavailable(RegisterError):
    """The register's database can't be read or written; `problem` is a message that says why."""

    wording = "{problem}"


class Conflict(RegisterError):
    """Somebody else has saved the same record in the meantime."""

    wording = "{who} has changed {record} in the meantime (version {version}). Nothing was saved."


class RecordFrozen(RegisterError):
    """A record that is only added, such as evidence, is not changed afterwards."""

    wording = "{record} is as it was on the day that it was added. Nothing was saved."


class InvalidRecord(RegisterError):
    """Fields of a record are not as they must be; `faults` has the field, what is expected, and
    what was found.
    """

    wording = "{record}: {faults}"

    def __init__(self, *, record: str, faults: tuple[tuple[str, str, str], ...]) -> None:
        self.faults = faults
        told = "; ".join(
            f"{name}: expected {want}, but found {found}" for name, want, found in faults
        )
        super().__init__(record=record, faults=told)


class NothingToUndo(RegisterError):
    """A change can't be taken back; `problem` is a message that says why."""

    wording = "{problem}"


class NotBackedUp(MilltirError):
    """A backup of the home was not made; nothing of its file is there."""

    wording = "The backup {file} was not made: {why}. No part of it is there."


class NotRestored(MilltirError):
    """A backup was not restored; the home is as it was."""

    wording = "{file} was not restored: {why}. {home} is as it was."


class DocumentFailed(MilltirError):
    """A document or picture can't be made; the log has the reason."""

    wording = "The document could not be made; the log says why."


class PackNotSaved(MilltirError):
    """The file of a pack can't be written; nothing of it is there."""

    wording = "The pack could not be saved in {folder}: {problem}. No part of it is there."


class WorkLost(MilltirError):
    """A process ended before it had made what was asked for, as where memory runs out."""

    wording = "The program that was making this has ended, perhaps as memory ran out."


class TooMuchWork(MilltirError):
    """Too much is being made already; `waiting` is how many tasks wait."""

    wording = "{waiting} others wait to be made. Try again in a moment."


class WorkGone(MilltirError):
    """A file that was made isn't there any more, or isn't made yet."""

    wording = "The file is not there any more. Make it again."


class ReadOnly(MilltirError):
    """This viewer may not write to the register."""

    wording = "Only editors can change {what}."


class AccessDenied(MilltirError):
    """This viewer may not see the page or data."""

    wording = "{what} is not open to {audience} viewers."
