"""The names of authorities as people say and write them."""

import re

# TITLE: what ONS adds to the names of Bristol, Herefordshire and Kingston upon Hull.
TITLE = re.compile(r", (City|County) of$", re.IGNORECASE)


def without_title(name: str) -> str:
    """Return a name as people say it, without the title that ONS adds after a comma.

    Parameters
    ----------
    name
        The official name of an authority.

    Returns
    -------
    str
        The name, unchanged if it has no such title.

    Examples
    --------
    >>> without_title("Bristol, City of"), without_title("Herefordshire, County of")
    ('Bristol', 'Herefordshire')
    """
    return TITLE.sub("", name)


def normalised(name: str) -> str:
    """Return a name by which areas are compared: in one case, without "the", hyphens and a title.

    Parameters
    ----------
    name
        The name or the code of an area.

    Returns
    -------
    str
        The normalised name.

    Examples
    --------
    >>> normalised("The Vale of Glamorgan"), normalised("Bristol, City of")
    ('vale of glamorgan', 'bristol')
    """
    return without_title(name).casefold().removeprefix("the ").replace("-", " ").strip()
