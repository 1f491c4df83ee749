"""How many bytes folders have."""

import os
from pathlib import Path


def bytes_in(folder: Path) -> int:
    """Return the bytes of the files in a folder; a file with several names is counted once.

    Parameters
    ----------
    folder
        A folder, or a file.

    Returns
    -------
    int
        0 if there is none. What can't be read is left out.

    Examples
    --------
    >>> bytes_in(Path("no-such-folder"))
    0
    """
    if folder.is_file():
        return folder.stat().st_size
    seen: dict[tuple[int, int], int] = {}
    for parent, _, files in os.walk(folder):
        for name in files:
            try:
                found = Path(parent, name).stat(follow_symlinks=False)
            except OSError:
                continue
            seen[found.st_dev, found.st_ino] = found.st_size
    return sum(seen.values())
