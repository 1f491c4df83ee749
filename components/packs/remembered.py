"""Which packs were made from which release, so that the next one says what is new since then."""

import json
import logging
from dataclasses import asdict, dataclass

from data.files.durable import replace_file, storage_errors
from data.settings import Settings

FILE = "packs.json"
# MOST: entries of one kind of pack that are remembered.
MOST = 24


@dataclass(frozen=True, kw_only=True)
class MadePack:
    """A pack that was made: what it is about, its release, and the last month of its figures."""

    template: str
    subject: str
    release: str
    month: str


def last_before(settings: Settings, now: MadePack) -> MadePack | None:
    """Return the last pack of this kind from another release; None if there is none.

    The same pack made again from the same release is so compared with the same one.
    """
    of_kind = [one for one in _read(settings) if _same_kind(one, now)]
    return next((one for one in reversed(of_kind) if one.release != now.release), None)


def remember(settings: Settings, made: list[MadePack]) -> bool:
    """Remember packs, each release once; return whether they could be written down.

    A pack is a file by then: that it can't be remembered is no reason to take it back.
    """
    every = _read(settings)
    new = [one for one in made if one not in every]
    if not new:
        return True
    kept = [one for one in every if one not in new] + new
    for one in new:
        old = [other for other in kept if _same_kind(one, other)][:-MOST]
        kept = [other for other in kept if other not in old]
    try:
        with storage_errors(settings.home):
            content = json.dumps([asdict(one) for one in kept], ensure_ascii=False, indent=1)
            replace_file(settings.home / FILE, content + "\n")
    except Exception as fault:
        logging.getLogger("milltir").warning("packs that were made: %s", fault)
        return False
    return True


def _read(settings: Settings) -> list[MadePack]:
    """Return what is remembered; nothing if the file is damaged, which costs a comparison only."""
    try:
        rows = json.loads((settings.home / FILE).read_text(encoding="utf-8"))
        return [MadePack(**{name: str(row[name]) for name in _NAMES}) for row in rows]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError) as fault:
        logging.getLogger("milltir").warning("packs that were made: %s", fault)
        return []


_NAMES = tuple(MadePack.__dataclass_fields__)


def _same_kind(one: MadePack, other: MadePack) -> bool:
    return (one.template, one.subject) == (other.template, other.subject)
