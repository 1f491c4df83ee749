"""Words that several sections have in common."""

import datetime as dt

from components.text.catalogue import DASH, Text
from data.access.viewer import AND, OF

KB = 1_000
UNITS = ("kb", "mb", "gb")


def size(text: Text, number: int | None) -> str:
    """Return a number of bytes in the unit that suits it; a dash for none."""
    if number is None:
        return DASH
    value, unit = number / KB, UNITS[0]
    for unit in UNITS:
        if value < KB or unit == UNITS[-1]:
            break
        value /= KB
    return text(f"admin.size_{unit}", n=text.number(value, 0 if value >= 10 else 1))


def role(text: Text, roles: str) -> str:
    """Return the words of the roles of an entry; a dash for none."""
    return text.listing([*filter(None, (_role(text, one) for one in roles.split()))]) or DASH


def _role(text: Text, one: str) -> str:
    """Return the words of a role, with the codes of its areas; empty if there is no such role."""
    name, of_some, codes = one.partition(OF)
    if not _known(text, name):
        return ""
    role = text(f"sign_in.role_{name}")
    areas = text.listing(codes.split(AND))
    return text("sign_in.role_of_some", role=role, areas=areas) if of_some else role


def _known(text: Text, role_name: str) -> bool:
    return text.knows(f"sign_in.role_{role_name}")


def person(text: Text, who: str) -> str:
    """Return the name of a person; words for the public, this machine's user and a command."""
    key = f"admin.who_{who or 'public'}"
    return text(key) if text.knows(key) else who


def day(text: Text, at: str) -> str:
    """Return the day of a time."""
    return text.day(at[:10])


def moment(text: Text, at: str) -> str:
    """Return a time with its day, in UTC."""
    time = dt.datetime.fromisoformat(at)
    return f"{text.day(time.date().isoformat())}, {time:%H:%M}"
