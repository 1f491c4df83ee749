"""The names of areas, by which the plan of another one is recognised."""

from collections.abc import Collection

from data.sample.place_names import AREA
from data.sources.authorities import with_welsh_names
from data.sources.shipped_look_up import shipped_forces


def other_areas(own: Collection[str]) -> list[str]:
    """Return the names of authorities of England and Wales, in both languages, but for one's own.

    Parameters
    ----------
    own
        The names of the area whose plan is expected.

    Returns
    -------
    list of str
        Longer names first, as one can be a part of another. An authority that a name of one's own
        contains is not another area.

    Examples
    --------
    >>> found = other_areas(["Ceredigion"])
    >>> "Carmarthenshire" in found, "Ceredigion" in found
    (True, False)
    """
    names = shipped_forces()["LADNM"]
    both = with_welsh_names(names.to_frame("name_en").assign(name_cy=names))
    mine = " ".join(own).casefold()
    every = {str(name) for column in both for name in both[column]} | set(AREA[:2])
    others = [name for name in every if name.casefold() not in mine]
    return sorted(others, key=lambda name: (-len(name), name))
