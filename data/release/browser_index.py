"""The names of the files of geometry that a build wrote for browsers."""

import json
from pathlib import Path

# INDEX: file with the names, by level and kind. It is written last, and never served.
INDEX = "index.json"
# LETTERS: the number of letters of the digest in a file's name, which changes with its content.
LETTERS = 12


def file_name(name: str, digest: str) -> str:
    """Return the name of a file of geometry.

    Parameters
    ----------
    name
        Level and kind, such as "ward-areas".
    digest
        Hexadecimal digest of the content.

    Returns
    -------
    str
        The name.

    Examples
    --------
    >>> file_name("ward-areas", "0123456789abcdef")
    'ward-areas-0123456789ab.geojson'
    """
    return f"{name}-{digest[:LETTERS]}.geojson"


def built_file(folder: Path, name: str) -> str | None:
    """Return the name of the file that the build wrote for a level and kind.

    Parameters
    ----------
    folder
        The folder of the release's geometry.
    name
        Level and kind, such as "ward-areas".

    Returns
    -------
    str or None
        Empty if the build found nothing to draw; None if there is no such file, as in a release
        that was built before builds wrote them.

    Examples
    --------
    >>> built_file(Path("no-such-folder"), "ward-areas") is None
    True
    """
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        written = index.get(name)
    except (OSError, ValueError, AttributeError):
        return None
    if written and not (folder / written).is_file():
        return None
    return None if written is None else str(written)
