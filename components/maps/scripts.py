"""What runs in the browser beside a map: each script with what all of them need of the map."""

from pathlib import Path

SCRIPTS = Path(__file__).parents[1] / "scripts"


def beside_a_map(name: str) -> str:
    """A script of this name, after the part that finds the drawn map and moves it."""
    return "\n".join((SCRIPTS / part).read_text(encoding="utf-8") for part in ("deck.js", name))
