"""Addresses that nobody's page made: values that exist in odd company, changed ones, and worse."""

import random
from collections.abc import Iterator, Mapping, Sequence

from components.view.address import Known
from components.view.view import CLASSINGS, PERIOD_MARK, SEVERAL

# WORSE: what people and programs try.
WORSE = (
    "", " ", "\0", "\n", "\r\n", "0", "-1", "1e309", "NaN", "inf", "9" * 400, "٣", "²", "½",
    "true", "None", "null", "undefined", "[]", "{}", '{"a": 1}', "[1, 2]", "'", '"', "`", "\\",
    "' OR 1=1 --", "; DROP TABLE groups", "<script>alert(1)</script>", "<img src=x onerror=1>",
    "javascript:alert(1)", "![a](http://a.example)", "[a](http://a.example)", "$$x$$", ":red[a]",
    "../../etc/passwd", "/etc/passwd", "C:\\Windows", "file:///etc/passwd", "%00", "%2e%2e%2f",
    "%", "%s%n", "{0}", "{place}", "${x}", "\ud7ff", "\u202e", "\ufeff", "é" * 200, "🏴",
    "a" * 9000, "~", "..", "~~",
    "2026-13_2026-14", "0000-00_9999-99", "2026-09_2022-10", "2026-09_",
    "1,2,3", "0,0,0", "nan,nan,nan", "90,180,99", "1e400,0,1", ",,,,", "1,,2", "..1", "1..2..3",
)  # fmt: skip
STRANGE_NAMES = ("", "__class__", "lang[]", "place.x", "🏴", "a" * 300)


def values_that_exist(known: Known) -> dict[str, list[str]]:
    """Return for each kind of value in an address some that this release has."""
    months = list(known.months)
    return {
        "place": list(known.places)[:40],
        "level": list(known.levels),
        "measure": list(known.measures),
        "category": list(known.categories),
        "topic": list(known.topics),
        "domain": list(known.domains),
        "overlays": list(known.overlays),
        "lang": ["en", "cy"],
        "period": [f"{a}{PERIOD_MARK}{b}" for a in months[::5] for b in months[::5]],
        "method": list(CLASSINGS),
        "order": list(known.orders),
        "number": ["1", "2", "3", "new", "on", "off", "yes", "no"],
    }


def addresses(
    known: Known, names: Sequence[str], number: int, seed: object
) -> Iterator[Mapping[str, str | list[str]]]:
    """Yield so many addresses with these names; the same seed gives the same ones."""
    chance = random.Random(str(seed))
    exist = values_that_exist(known)
    pool = [value for values in exist.values() for value in values] + ["1", "2", "new"]
    for _ in range(number):
        query: dict[str, str | list[str]] = {}
        for name in chance.sample(names, min(len(names), chance.randint(1, 7))):
            own = exist.get(name) or pool
            value = _value(own, pool, chance)
            query[name] = [value, _value(own, pool, chance)] if chance.random() < 0.05 else value
        if chance.random() < 0.1:
            query[chance.choice(STRANGE_NAMES)] = chance.choice(WORSE)
        yield query


def _value(own: Sequence[str], pool: Sequence[str], chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.45:
        return chance.choice(own)
    if kind < 0.6:
        return SEVERAL.join(chance.choices(own, k=chance.randint(2, 12)))
    if kind < 0.7:
        return chance.choice(pool)
    if kind < 0.85:
        return chance.choice(WORSE)
    value = list(chance.choice(own))
    for _ in range(chance.randint(1, 3)):
        value[chance.randrange(len(value) + 1) : chance.randrange(len(value) + 1)] = chance.choice(
            [*WORSE, *"0a-~.,é"]
        )
    return "".join(value)
