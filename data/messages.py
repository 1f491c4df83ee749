"""What an error says besides people's own data: a key with its values, worded language by language.

A fact's text is its English, which the command line prints. A page words it anew by its key
(`components/notices.py`), so that no message is half in one language and half in another.
"""

from collections.abc import Mapping
from typing import Any

from data.translations import read_messages

# WORDS: the English text of each fact by its key, as data/locale/en/facts.po has it.
WORDS = {key.removeprefix("fact."): words for key, words in read_messages("facts", "en").items()}


class Message(str):
    """Words that are ours: `fact("where.column", column="lon")` reads "column lon".

    A value is a number, people's own text, another fact, or a tuple of those.
    """

    key: str
    values: Mapping[str, Any]

    def __new__(cls, key: str, /, **values: Any) -> "Message":
        words = {name: in_english(value) for name, value in values.items()}
        made = super().__new__(cls, WORDS[key].format_map(words))
        made.key, made.values = key, values
        return made

    @classmethod
    def coerce(cls, value: Any) -> "Message":
        """The value, sure to be a fact."""
        if not isinstance(value, cls):
            raise TypeError(value)
        return value

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        return (self.key,), dict(self.values)


class InBoth(str):
    """Words that come in both languages already, such as a contract's or an area's name."""

    cy: str

    def __new__(cls, *, en: str, cy: str) -> "InBoth":
        made = super().__new__(cls, en)
        made.cy = cy
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, str]]:
        return (), {"en": str(self), "cy": self.cy}


def in_english(value: Any) -> str:
    """A value as the command line prints it."""
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, tuple):
        return ", ".join(map(in_english, value))
    return str(value)


def to_json(value: Any) -> Any:
    """A fact and what is in it, as JSON can keep it."""
    if isinstance(value, Message):
        return {"fact": value.key, **{name: to_json(v) for name, v in value.values.items()}}
    if isinstance(value, InBoth):
        return {"en": str(value), "cy": value.cy}
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    return value


def from_record(kept: Any) -> Any:
    """The same again; KeyError for a fact that isn't known."""
    if isinstance(kept, dict) and "fact" not in kept:
        return InBoth(en=kept["en"], cy=kept["cy"])
    if isinstance(kept, dict):
        values = {name: from_record(v) for name, v in kept.items() if name != "fact"}
        return Message(kept["fact"], **values)
    if isinstance(kept, list):
        return tuple(from_record(part) for part in kept)
    return kept
