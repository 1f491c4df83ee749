"""The folder of a release with the geometry that everyone may fetch: areas and the background.

Nothing else is in it: no group, no order, and no other row of a partner's table.
"""

import json
from pathlib import Path

from data.files.published_file import read_published

FOLDER = "browser"
# INDEX: file with the names, by level and kind. It is written last, and never served.
INDEX = "index.json"


def built_name(release: Path, name: str) -> str | None:
    """Return the name of the file that the build wrote for a level and kind.

    Parameters
    ----------
    release
        The folder of the release.
    name
        Level and kind, such as "ward-areas".

    Returns
    -------
    str or None
        Empty if the build found nothing to draw; None if there is no such file, as in a release
        that was built before builds wrote them, or if it is damaged.

    Examples
    --------
    >>> built_name(Path("no-such-release"), "ward-areas") is None
    True
    """
    try:
        index = json.loads((release / FOLDER / INDEX).read_text(encoding="utf-8"))
        written = index.get(name)
    except (OSError, ValueError, AttributeError):
        return None
    if written and read_published(release / FOLDER, str(written)) is None:
        return None
    return None if written is None else str(written)
