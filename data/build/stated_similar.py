"""Reads which areas a partnership's milltir.toml states as most like an area.

[similar]
W06000014 = ["W06000016", "W06000018", "W06000022", "E06000022"]

The areas, such as those of an official group, take the place of those that are nearest by open
variables. Areas are authorities or LSOAs, by their codes.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.build.stated_text import shown_value
from data.errors import SourceError

# By area: the areas that are like it.
StatedSimilar = dict[str, list[str]]
CODE = re.compile(r"[EW]\d{8}")
# LEAST: fewer areas have no middle one.
LEAST = 3


def read_stated_similar(path: Path, content: Any) -> StatedSimilar:
    """Check the areas that are stated as most like an area.

    Parameters
    ----------
    path
        The file, for messages.
    content
        Its table [similar].

    Returns
    -------
    StatedSimilar
        The areas by area, each once.

    Raises
    ------
    SourceError
        For the first list that can't be used.

    Examples
    --------
    >>> stated = {"W06000014": ["W06000016", "W06000018", "W06000022", "W06000016"]}
    >>> read_stated_similar(Path("milltir.toml"), stated)
    {'W06000014': ['W06000016', 'W06000018', 'W06000022']}
    """
    if not isinstance(content, Mapping):
        found = shown_value(content)
        raise SourceError(file=path, where="[similar]", expected="codes of areas", found=found)
    return {code: _areas(path, code, listed) for code, listed in content.items()}


def _areas(path: Path, code: str, listed: Any) -> list[str]:
    where = "[similar]"
    if not CODE.fullmatch(code):
        expected = "the code of an area, such as W06000014"
        raise SourceError(file=path, where=where, expected=expected, found=shown_value(code))
    areas = list(dict.fromkeys(map(str, listed))) if isinstance(listed, list) else []
    wrong = [area for area in areas if not CODE.fullmatch(area) or area == code]
    if wrong or len(areas) < LEAST:
        few = f"{len(areas)} of them" if isinstance(listed, list) else shown_value(listed)
        raise SourceError(
            file=path,
            where=f"{where} {code}",
            expected=f"a list of {LEAST} or more codes of other areas",
            found=shown_value(wrong[0]) if wrong else few,
        )
    return areas
