"""Errors of a fetch.

FetchError          a service didn't return what was asked for
└── FetchRunning    another fetch holds the lock of the folder
"""

from data.errors import MilltirError


class FetchError(MilltirError):
    """A service didn't return what was asked for. Files fetched before are kept."""

    wording = "{what} ({address}): expected {expected}, but {found}."

    def __init__(self, *, what: str, address: str, expected: str, found: str) -> None:
        super().__init__(what=what, address=address, expected=expected, found=found)


class FetchRunning(FetchError):
    """Another fetch holds the lock of the folder."""

    wording = "Another fetch is running in {address}. Wait for it to end, then try again."

    def __init__(self, folder: object) -> None:
        super().__init__(
            what="the folder",
            address=str(folder),
            expected="a folder of its own",
            found="another fetch is running there",
        )
