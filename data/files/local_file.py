"""Opens and names single files on disk, whatever their name and wherever they have gone."""

import errno
import io
from pathlib import Path

from data.errors import SourceError
from data.messages import Message

WHY = {
    errno.ENOENT: "found.nothing_there",
    errno.ENAMETOOLONG: "found.nothing_there",
    errno.EACCES: "disk.denied",
    errno.EPERM: "disk.denied",
}


def in_utf8(name: str) -> str:
    r"""Return a file's name with a mark for each byte that isn't UTF-8.

    Parameters
    ----------
    name
        The name as the operating system gives it.

    Returns
    -------
    str
        A name that can be written into files and shown on pages.

    Examples
    --------
    >>> in_utf8("heol-y-m\udcf4r.csv")
    'heol-y-m�r.csv'
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def why_unreadable(fault: OSError) -> Message:
    """Return why the operating system can't open a path.

    Parameters
    ----------
    fault
        Its error.

    Returns
    -------
    Message
        That nothing is there, that nobody may read it, or that it can't be read.

    Examples
    --------
    >>> str(why_unreadable(FileNotFoundError(errno.ENOENT, "No such file")))
    'nothing there'
    """
    return Message(WHY.get(fault.errno or 0, "found.unreadable"))


def open_local(path: Path) -> io.BufferedReader:
    """Open a file for reading.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    io.BufferedReader
        Its bytes.

    Raises
    ------
    SourceError
        If it is no longer there, or nobody may read it.

    Examples
    --------
    >>> open_local(Path("no-such-file.csv"))
    Traceback (most recent call last):
    data.errors.SourceError: no-such-file.csv, ...
    """
    try:
        return path.open("rb")
    except OSError as fault:
        raise SourceError(
            file=in_utf8(str(path)),
            expected=Message("file_expected.readable"),
            found=why_unreadable(fault),
        ) from fault
