"""Names of columns in files, and the wanted columns that they spell."""

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase

# Other names of a wanted column, used if the file has no column of the wanted name.
ALSO_CALLED = {
    "ward_code": ("ward", "wardname", "wardnameen", "electoralward", "enwrward", "enwward"),
    "lsoa_code": ("lsoa21cd",),
    "town_code": ("bua22cd", "bua24cd"),
    "town_en": ("townname", "townnameen", "bua22nm", "bua24nm"),
    "town_cy": ("townnamecy", "bua22nmw", "bua24nmw"),
    "beat_en": ("beatname", "beatnameen"),
    "beat_cy": ("beatnamecy",),
}


def names_in(header: Sequence[str], wants: Sequence[str]) -> list[str | None]:
    """Return for each column of a header the wanted column that it is.

    Parameters
    ----------
    header
        Names in the file.
    wants
        The columns to look for.

    Returns
    -------
    list[str or None]
        None for a column that isn't wanted.

    Examples
    --------
    >>> names_in(["Electoral ward", "Notes"], ["ward_code"])
    ['ward_code', None]
    """
    names = [wanted(cell, wants) for cell in header]
    bare = [re.sub(r"[\W_]+", "", cell).casefold() for cell in header]
    for want, others in ALSO_CALLED.items():
        if want in wants and want not in names:
            alike = [bare.index(other) for other in others if other in bare]
            if alike:
                names[alike[0]] = want
    return names


def wanted(cell: str, wants: Sequence[str]) -> str | None:
    """Return the wanted column that a name spells, in any case and spacing.

    Parameters
    ----------
    cell
        A name in the file.
    wants
        The columns to look for; one may end with `*`.

    Returns
    -------
    str or None
        None if it is none of them.

    Examples
    --------
    >>> wanted("Ward Code", ["ward_code"])
    'ward_code'
    """
    spelt = re.sub(r"[\s_\-]+", "_", cell.strip()).casefold()
    bare = spelt.replace("_", "")
    for want in wants:
        if want.endswith("*") and fnmatchcase(spelt, want):
            return spelt
        if bare == want.replace("_", "").casefold():
            return want
    return None
