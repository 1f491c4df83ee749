"""Reads what a partnership's milltir.toml says of the packs that each update makes.

[[packs]]
template = "ward"
places = ["all"]
languages = ["en", "cy"]
formats = ["pptx", "pdf"]
slides_on = "our-slides.pptx"
folder = "packs"

Only `template` is needed. Paths are relative to the folder of milltir.toml.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.build.stated_text import LONGEST_NAME, is_stated_text, shown_value
from data.errors import SourceError

LISTS = ("places", "languages", "formats")
TEXTS = ("template", "slides_on", "folder")
FOLDER = "packs"


@dataclass(frozen=True, kw_only=True)
class PackOrder:
    """Packs of one template that each update makes."""

    template: str
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    slides_on: Path | None = None
    folder: Path = Path(FOLDER)

    @property
    def arguments(self) -> list[str]:
        """The arguments of `python -m components.packs`, which checks them."""
        language = "both" if len(self.languages) > 1 else "".join(self.languages)
        return [
            self.template,
            *(part for place in self.places for part in ("--place", place)),
            *(("--language", language) if language else ()),
            *(part for ending in self.formats for part in ("--format", ending)),
            *(("--slides-on", str(self.slides_on)) if self.slides_on else ()),
            *("--out", str(self.folder)),
        ]


def read_stated_packs(path: Path, content: Any) -> tuple[PackOrder, ...]:
    """Check the stated packs.

    Parameters
    ----------
    path
        The file, for messages and for paths relative to its folder.
    content
        Its array of tables [[packs]].

    Returns
    -------
    tuple[PackOrder, ...]
        In the order of the file. Whether there is such a template is seen when a pack is made.

    Raises
    ------
    SourceError
        For the first one that isn't as expected.

    Examples
    --------
    >>> read_stated_packs(Path("milltir.toml"), [{"template": "monthly"}])[0].arguments
    ['monthly', '--out', 'packs']
    """
    if not isinstance(content, list):
        raise _wrong(path, "[[packs]]", "tables", content)
    return tuple(_order(path, f"[[packs]] {n}", one) for n, one in enumerate(content, start=1))


def _order(path: Path, where: str, one: Any) -> PackOrder:
    keys = set(one) if isinstance(one, Mapping) else set()
    if "template" not in keys or keys - {*LISTS, *TEXTS}:
        expected = "template, and perhaps places, languages, formats, slides_on and folder"
        raise _wrong(path, where, expected, ", ".join(map(str, one)) if keys else one)
    for name in TEXTS:
        if name in one and not is_stated_text(one[name], LONGEST_NAME):
            raise _wrong(path, f"{where} {name}", "a text", one[name])
    lists = {name: _list(path, f"{where} {name}", one[name]) for name in LISTS if name in one}
    slides_on = path.parent / one["slides_on"] if "slides_on" in one else None
    folder = path.parent / one.get("folder", FOLDER)
    return PackOrder(template=one["template"], slides_on=slides_on, folder=folder, **lists)


def _list(path: Path, where: str, value: Any) -> tuple[str, ...]:
    items: Sequence[Any] = value if isinstance(value, list) else [value]
    if not items or not all(is_stated_text(item, LONGEST_NAME) for item in items):
        raise _wrong(path, where, "a text or a list of texts", value)
    return tuple(items)


def _wrong(path: Path, where: str, expected: str, found: Any) -> SourceError:
    return SourceError(file=path, where=where, expected=expected, found=shown_value(found))
