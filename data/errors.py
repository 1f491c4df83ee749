"""Everything that Milltir itself can say went wrong.

MilltirError
├── SourceError       a file that was brought in can't be used
├── ReleaseError
│   ├── NoRelease     nothing has been built yet
│   ├── BrokenRelease a release is half-written or can't be read
│   └── NothingBefore there is no earlier release to go back to
├── NothingPublished  no month that was asked for has been published
├── BuildError
│   ├── BuildRunning  another build holds the lock
│   ├── NothingChanged what would be built is served already
│   ├── StorageFull   the disk has no room left
│   └── NotWritable   a folder can't be written to
└── AccessDenied      this viewer may not see that

Errors are raised low, with the facts that explain them, and worded for people in one place
(`components/notices.py`). Their own text is the plain English that the command line prints.
"""

from data.messages import Message


class MilltirError(Exception):
    """An error that is explained to the user; `facts` fill the places in its wording."""

    wording = "{problem}"

    def __init__(self, **facts: object) -> None:
        self.facts = {
            name: value if isinstance(value, str) else str(value) for name, value in facts.items()
        }
        super().__init__(self.wording.format_map(self.facts))


class SourceError(MilltirError):
    """A file that was brought in can't be used.

    What is ours to say of it comes as facts (`data/facts.py`), which every language words.
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

    wording = "There is no release in {folder} yet. Build one with: python -m data sample"


class BrokenRelease(ReleaseError):
    """A release is half-written or can't be read."""

    wording = "Release {release} can't be read: {problem}."


class NothingBefore(ReleaseError):
    """There is no earlier release to go back to."""

    wording = "There is no release before the current one in {folder}."


class NothingPublished(MilltirError):
    """No month that was asked for has been published."""

    wording = "None of the months asked for ({months}) has been published."


class BuildError(MilltirError):
    """A release couldn't be built; the one before it still serves."""


class BuildRunning(BuildError):
    """Another build holds the lock."""

    wording = "Another build is running in {folder}. Wait for it to end, then try again."


class NothingChanged(BuildError):
    """What would be built is served already."""

    wording = (
        "Nothing has changed since release {release} was built on {day}: "
        "the same files, plan and program. With --again it is counted again all the same."
    )


class StorageFull(BuildError):
    """The disk has no room left."""

    wording = "The disk that holds {folder} is full. The release before this one still serves."


class NotWritable(BuildError):
    """A folder can't be written to."""

    wording = "{folder} can't be written to: {problem}."


class AccessDenied(MilltirError):
    """This viewer may not see that."""

    wording = "{what} is not open to {audience} viewers."
