"""The scripts that run in the browser for a map, each with the shared functions it needs."""

import hashlib
from pathlib import Path

from components.static_files import publish_as

SCRIPTS = Path(__file__).parents[1] / "scripts"
# The same few lines for every component: the script itself is fetched once, by its address.
LOAD = (SCRIPTS / "load.js").read_text(encoding="utf-8")


class Script:
    """A script by its name, with the functions that it needs before it."""

    def __init__(self, name: str, *needs: str) -> None:
        names = ("maps.js", *needs, name)
        parts = [(SCRIPTS / part).read_text(encoding="utf-8") for part in names]
        self._content = "\n".join(parts).encode()
        digest = hashlib.sha256(self._content).hexdigest()[:12]
        self._path = f"scripts/milltir-{digest}/{name}"

    def address(self) -> str:
        """Return the script's address; the file is written the first time."""
        return publish_as(self._path, lambda: self._content)
