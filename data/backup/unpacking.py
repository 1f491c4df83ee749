"""Say what is in a backup, and unpack it with every checksum compared."""

import hashlib
import shutil
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from data.backup.contents import FORMAT, LIST, Backup, parsed
from data.errors import NotRestored
from data.files.durable import OWNER_ONLY, sync_files
from data.release.manifest import FORMAT as RELEASE_FORMAT
from data.settings import Settings

AT_A_TIME = 1 << 20
# LARGEST_LIST: the bytes of the list of a million files.
LARGEST_LIST = 256 << 20
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
NO_BACKUP = f"it is no whole backup made by Milltir (expected a zip that ends with {LIST})"


def read_list(file: Path, settings: Settings) -> Backup:
    """Return what is in a backup, if this program can restore it.

    Parameters
    ----------
    file
        The archive.
    settings
        The paths of the home that it would be restored to.

    Returns
    -------
    Backup
        What is in it.

    Raises
    ------
    NotRestored
        If it is missing, no backup, damaged, or of a newer version of the program, or if the home's
        disk has no room for it.

    Examples
    --------
    >>> read_list(Path("milltir.zip"), load_settings()).at  # doctest: +SKIP
    '2026-11-20T02:00:07+00:00'
    """
    refused = _Refusal(file, settings)
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if LIST not in names or archive.getinfo(LIST).file_size > LARGEST_LIST:
                raise refused(NO_BACKUP)
            backup = parsed(archive.read(LIST).decode("utf-8"))
    except FileNotFoundError as fault:
        raise refused("there is no such file") from fault
    except OSError as fault:
        raise refused(f"it can't be read ({fault.strerror})") from fault
    except DAMAGE as fault:
        raise refused(NO_BACKUP) from fault
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise refused(f"its list {LIST} is damaged, or was written by a newer Milltir") from fault
    if backup.format > FORMAT or backup.release_format > RELEASE_FORMAT:
        newer = f"it was made by Milltir {backup.program}, which is newer than this program"
        raise refused(f"{newer}. Install that version")
    expected, found = {*backup.files, LIST}, set(names)
    if expected != found or len(names) != len(found) or not all(map(_is_inside, names)):
        raise refused("it has other files than its list says")
    _check_room(backup, settings, refused)
    return backup


def unpack(file: Path, backup: Backup, folder: Path, settings: Settings) -> None:
    """Unpack a backup into an empty folder, which only its owner can read.

    Parameters
    ----------
    file
        The archive.
    backup
        What is in it (`read_list`).
    folder
        The folder, which is there.
    settings
        The paths of the home, for messages.

    Raises
    ------
    NotRestored
        If a file differs from its checksum.

    Examples
    --------
    >>> unpack(Path("milltir.zip"), backup, Path("new"), load_settings())  # doctest: +SKIP
    """
    refused = _Refusal(file, settings)
    folder.chmod(OWNER_ONLY)
    with zipfile.ZipFile(file) as archive:
        for name, entry in backup.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            digest, size = hashlib.sha256(), 0
            try:
                with archive.open(name) as source, path.open("wb") as target:
                    # A byte more than the list says is enough to see that it is another file.
                    while size <= entry.size and (part := source.read(AT_A_TIME)):
                        digest.update(part)
                        size += len(part)
                        target.write(part)
            except DAMAGE as fault:
                raise refused(f"{name} in it is damaged") from fault
            if (size, digest.hexdigest()) != (entry.size, entry.sha256):
                raise refused(f"{name} in it differs from its checksum")
    sync_files(folder)


class _Refusal:
    """Makes the error of one archive."""

    def __init__(self, file: Path, settings: Settings) -> None:
        self._file, self._home = file, settings.home

    def __call__(self, why: str) -> NotRestored:
        return NotRestored(file=self._file, why=why, home=self._home)


def _is_inside(name: str) -> bool:
    """Return whether a name is of a file inside the folder that an archive is unpacked into."""
    parts = name.split("/")
    plain = not any(part in ("", ".", "..") for part in parts) and "\\" not in name
    return plain and not PurePosixPath(name).is_absolute() and ":" not in name


def _check_room(backup: Backup, settings: Settings, refused: _Refusal) -> None:
    there = next(one for one in (settings.home, *settings.home.parents) if one.exists())
    free = shutil.disk_usage(there).free
    if backup.size > free:
        need, has = (f"{size / 1e9:,.1f} GB" for size in (backup.size, free))
        raise refused(f"it needs {need}, and the disk of {settings.home} has {has} left")
