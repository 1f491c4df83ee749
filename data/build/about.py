"""Reads `source.json`, which states names, licences and dates that the other files don't say.

{
  "title_en": "Vale of Glamorgan", "title_cy": "Bro Morgannwg",
  "in_text_en": "the Vale of Glamorgan", "in_text_cy": "Bro Morgannwg",
  "licence": "Our own licence", "licence_cy": "Ein trwydded ni",
  "attribution": "The council", "attribution_cy": "Y cyngor",
  "sources": {"groups": {"attribution": "The voluntary council", "as_of": "2026-05"}}
}
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.build.recognise import Inputs
from data.build.stated_text import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_SHOWN,
    is_stated_text,
    shown_value,
)
from data.contracts.cells import EARLIEST, LATEST
from data.errors import SourceError
from data.file_kinds import ABOUT
from data.files.archive import Member
from data.messages import Message
from data.sources.registry import SOURCES

AS_OF = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Field:
    """A field of `source.json`: what is expected of it, and whether a value is that."""

    expected: Message
    fits: Callable[[Any], bool]


class _Twice(ValueError):
    """A field is there more than once."""


def _text(most: int) -> Field:
    return Field(Message("about.text", most=most), lambda value: is_stated_text(value, most))


def _is_day(value: Any) -> bool:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return False
    try:
        return EARLIEST <= dt.date.fromisoformat(value).year <= LATEST
    except ValueError:
        return False


def _is_as_of(value: Any) -> bool:
    is_date = isinstance(value, str) and AS_OF.fullmatch(value)
    return bool(is_date) and EARLIEST <= int(value[:4]) <= LATEST


RIGHTS = {
    name: _text(LONGEST_TEXT) for name in ("licence", "licence_cy", "attribution", "attribution_cy")
}
# OF_A_SOURCE: the fields of one source under `sources`.
OF_A_SOURCE = RIGHTS | {"as_of": Field(Message("about.as_of"), _is_as_of)}
FIELDS = RIGHTS | {
    "title_en": _text(LONGEST_NAME),
    "title_cy": _text(LONGEST_NAME),
    "in_text_en": _text(LONGEST_NAME),
    "in_text_cy": _text(LONGEST_NAME),
    "fictional": Field(Message("about.yes_no"), lambda value: isinstance(value, bool)),
    "counted_to": Field(Message("about.day", first=str(EARLIEST), last=str(LATEST)), _is_day),
    "sources": Field(
        Message("about.object_each", sources=tuple(SOURCES)), lambda value: isinstance(value, dict)
    ),
    # For those who read the file; a build makes nothing of them.
    "area_code": _text(LONGEST_NAME),
    "made_for": _text(LONGEST_TEXT),
    "files": Field(Message("json.object"), lambda value: isinstance(value, dict)),
}


def read_about(inputs: Inputs) -> dict[str, Any]:
    """Return the content of all `source.json` files; later values replace earlier ones.

    Parameters
    ----------
    inputs
        The recognised files.

    Returns
    -------
    dict
        Empty without such a file.

    Raises
    ------
    SourceError
        If one is no JSON object, or has a field that is unknown or of another kind.

    Examples
    --------
    >>> read_about(Inputs())
    {}
    """
    about: dict[str, Any] = {}
    for member in inputs.all(ABOUT):
        content = read_about_file(member)
        sources = about.get("sources", {}) | content.get("sources", {})
        about |= content | ({"sources": sources} if sources else {})
    return about


def read_about_file(member: Member) -> dict[str, Any]:
    """Return the content of one `source.json`, every field checked.

    Parameters
    ----------
    member
        The file.

    Returns
    -------
    dict
        Its fields.

    Raises
    ------
    SourceError
        If it is no JSON object, or has a field that is unknown or of another kind.

    Examples
    --------
    >>> read_about_file(about_file)["title_en"]  # doctest: +SKIP
    'Newport'
    """
    content = _object(member)
    _check(member, content, FIELDS, ())
    sources = content.get("sources", {})
    for name, stated in sources.items():
        if name not in SOURCES or not isinstance(stated, dict):
            found = stated if name in SOURCES else name
            raise _wrong(member, ("sources", name), FIELDS["sources"].expected, found)
        _check(member, stated, OF_A_SOURCE, ("sources", name))
    return content


def is_fictional(about: Mapping[str, Any]) -> bool:
    """Return whether the files say that they are of a fictional county.

    Parameters
    ----------
    about
        The content of `source.json`.

    Returns
    -------
    bool
        False if it doesn't say so.

    Examples
    --------
    >>> is_fictional({})
    False
    """
    return bool(about.get("fictional", False))


def _object(member: Member) -> dict[str, Any]:
    try:
        content = json.loads(member.read_bytes(), object_pairs_hook=_once)
    except json.JSONDecodeError as fault:
        raise SourceError(
            file=member.path_shown,
            where=Message("where.line_column", line=fault.lineno, column=fault.colno),
            expected=Message("json.object"),
            found=Message("json.broken"),
        ) from fault
    except _Twice as fault:
        field = str(fault)
        raise _wrong(member, (field,), Message("about.once"), Message("about.again")) from fault
    # Bytes that are no text, and brackets within brackets without end.
    except (ValueError, RecursionError) as fault:
        raise SourceError(
            file=member.path_shown, expected=Message("json.object"), found=Message("found.another")
        ) from fault
    if not isinstance(content, dict):
        raise SourceError(
            file=member.path_shown, expected=Message("json.object"), found=shown_value(content)
        )
    return content


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; raise `_Twice` if a field is there more than once."""
    content: dict[str, Any] = {}
    for name, value in pairs:
        if name in content:
            raise _Twice(name)
        content[name] = value
    return content


def _check(
    member: Member, content: Mapping[str, Any], fields: Mapping[str, Field], above: tuple[str, ...]
) -> None:
    for name, value in content.items():
        if name not in fields:
            where = Message("where.field", field=_path(above)) if above else Message("where.whole")
            expected = Message("about.fields", fields=tuple(fields))
            raise SourceError(
                file=member.path_shown, where=where, expected=expected, found=shown_value(name)
            )
        if not fields[name].fits(value):
            raise _wrong(member, (*above, name), fields[name].expected, value)


def _wrong(member: Member, path: tuple[str, ...], expected: Message, found: Any) -> SourceError:
    return SourceError(
        file=member.path_shown,
        where=Message("where.field", field=_path(path)),
        expected=expected,
        found=found if isinstance(found, Message) else shown_value(found),
    )


def _path(names: tuple[str, ...]) -> str:
    return ".".join(name[:MOST_SHOWN] for name in names)
