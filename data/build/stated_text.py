"""Checks the texts that a partnership states for its pages: names, licences, attributions."""

import unicodedata

from data.messages import Message

# LONGEST_NAME, LONGEST_TEXT: the most characters of a name, and of a licence or attribution.
LONGEST_NAME, LONGEST_TEXT = 100, 500
# UNPRINTABLE: Unicode's categories of control characters and of halves of characters.
UNPRINTABLE = ("Cc", "Cs")
# MOST_SHOWN: the characters of a value in a message.
MOST_SHOWN = 80


def is_stated_text(value: object, most: int) -> bool:
    r"""Return whether a value is a text that a page can show on one line.

    Parameters
    ----------
    value
        The value, of any type.
    most
        The most characters.

    Returns
    -------
    bool
        False if it is no text, blank, too long, or has control characters such as line ends.

    Examples
    --------
    >>> [is_stated_text(value, 10) for value in ("Newport", "", "a\nb", ["Newport"], "x" * 11)]
    [True, False, False, False, False]
    """
    return (
        isinstance(value, str)
        and bool(value.strip())
        and len(value) <= most
        and not any(unicodedata.category(letter) in UNPRINTABLE for letter in value)
    )


def shown_value(value: object) -> str:
    """Return a value as messages show it.

    Parameters
    ----------
    value
        The value, of any type.

    Returns
    -------
    str
        Its first characters; nothing of what is inside a list or a table.

    Examples
    --------
    >>> shown_value(["a"]), shown_value(5)
    ('a list', '5')
    """
    if isinstance(value, list | dict):
        return Message("found.a_list" if isinstance(value, list) else "found.an_object")
    words = str(value)
    return words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}…"
