"""Messages of data/: a key with its values, whose text is worded in each language.

A message's text is its English, which the command line prints. Pages word it in the page's language
by its key (`components/ui/notices.py`).
"""

from collections.abc import Mapping
from typing import Any

from data.translations import read_messages

# WORDS: the English text of each message by its key, as data/locale/en/messages.po has it.
WORDS = {key.removeprefix("fact."): words for key, words in read_messages("messages", "en").items()}


class Message(str):
    """A message by its key: `Message("where.column", column="lon")` reads "column lon".

    A value is a number, text from a file, another message, or a tuple of those.
    """

    key: str
    values: Mapping[str, Any]

    def __new__(cls, key: str, /, **values: Any) -> "Message":
        words = {name: in_english(value) for name, value in values.items()}
        text = super().__new__(cls, WORDS[key].format_map(words))
        text.key, text.values = key, values
        return text

    @classmethod
    def coerce(cls, value: Any) -> "Message":
        """Return the value; raise TypeError if it isn't a message."""
        if not isinstance(value, cls):
            raise TypeError(value)
        return value

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        return (self.key,), dict(self.values)


class InBoth(str):
    """A text in both languages, such as the name of a contract or an area."""

    cy: str

    def __new__(cls, *, en: str, cy: str) -> "InBoth":
        text = super().__new__(cls, en)
        text.cy = cy
        return text

    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, str]]:
        return (), {"en": str(self), "cy": self.cy}


def in_english(value: Any) -> str:
    """Return a value of a message as the command line prints it.

    Parameters
    ----------
    value
        A number, a text or a tuple of values.

    Returns
    -------
    str
        Numbers have thousands separators; the parts of a tuple are separated by commas.

    Examples
    --------
    >>> in_english((1200, "rows"))
    '1,200, rows'
    """
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, tuple):
        return ", ".join(map(in_english, value))
    return str(value)


def to_json(value: Any) -> Any:
    """Return a message or one of its values in a form that JSON can store.

    Parameters
    ----------
    value
        A message, a text in both languages, a tuple, a number or a text.

    Returns
    -------
    dict, list, int or str
        The value; `from_record` reads it.

    Examples
    --------
    >>> to_json(Message("where.column", column="lon"))
    {'fact': 'where.column', 'column': 'lon'}
    """
    if isinstance(value, Message):
        return {"fact": value.key, **{name: to_json(v) for name, v in value.values.items()}}
    if isinstance(value, InBoth):
        return {"en": str(value), "cy": value.cy}
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    return value


def from_record(record: Any) -> Any:
    """Return the value that `to_json` stored.

    Parameters
    ----------
    record
        The stored value.

    Returns
    -------
    Message, InBoth, tuple, int or str
        The value.

    Raises
    ------
    KeyError
        If the message's key isn't known.

    Examples
    --------
    >>> str(from_record({"fact": "where.column", "column": "lon"}))
    'column lon'
    """
    if isinstance(record, dict) and "fact" not in record:
        return InBoth(en=record["en"], cy=record["cy"])
    if isinstance(record, dict):
        values = {name: from_record(v) for name, v in record.items() if name != "fact"}
        return Message(record["fact"], **values)
    if isinstance(record, list):
        return tuple(from_record(part) for part in record)
    return record
