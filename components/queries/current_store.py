"""The release that is served, the one that a run of a page shows, and what was entered by hand."""

import logging
import os
import time
from collections.abc import Collection
from pathlib import Path
from typing import cast

import pandas as pd
from sqlalchemy import Engine

from components.queries.cache import LOOK_EVERY, CacheKey, or_last_read, remember
from components.view import run
from data.access.scopes import authorities_of, own_incidents_visible
from data.errors import BrokenRelease, MilltirError, RegisterUnavailable
from data.messages import Message
from data.register import revision
from data.register.connections.faults import GONE
from data.register.database import change_mark, engine_of
from data.register.kinds import TABLES
from data.register.migration import bring_up_to_date, exists, latest_version, open_register, version
from data.register.proposals.taking_over import is_taken_over
from data.register.records import all_records
from data.release.current import open_store
from data.release.manifest import Manifest
from data.release.opened import OpenRelease
from data.release.store import Store
from data.settings import load_settings


def serving() -> tuple[Store, BrokenRelease | None]:
    """Return the store of the release that is served, and the fault of the current one if broken.

    Files that have changed since they were verified are found. A release is verified once for each
    state that its files are in, also a broken one.
    """
    return open_store(run.settings(), lambda folder: _release(str(folder)).store())


def begin_run() -> tuple[Manifest, BrokenRelease | None]:
    """Let the run that begins show the release that is served, and no other until its end.

    Return its manifest, and the fault of the current release if an older one is served instead.
    """
    run.set_release_of_run("")
    store, broken = serving()
    run.set_release_of_run(store.manifest.release)
    return store.manifest, broken


def store() -> Store:
    """Return the store of the release of this run; outside a run, of the one that is served."""
    release = run.release_of_run()
    return _store_of(release) if release else serving()[0]


def store_of(key: CacheKey) -> Store:
    """Return the store of the release in the key, even if a newer release has become current.

    What people have entered by the key's revision of the register is in place of what came by file.
    Own incidents are those of the authorities in the key's scope. The public has none, where the
    partners of one authority could take their own from the number of all.
    """
    store = _store_of(key.release)
    if key.register:
        store = _with_entered(id(store), key.register, _store=store)
    of_some = authorities_of(key.scope)
    if not own_incidents_visible(key.scope):
        of_some = frozenset() if len(store.manifest.authorities) > 1 else None
    return store if of_some is None else _within(id(store), of_some, _store=store)


def is_replaced(broken: BrokenRelease) -> bool:
    """Return whether another release is served in place of that of this run, which is broken.

    It is verified once more, as it was found to be broken after it was verified.
    """
    release = run.release_of_run()
    if not release or broken.facts["release"] != release:
        return False
    _release(_folder(release)).doubt()
    try:
        return serving()[0].manifest.release != release
    except MilltirError:
        return False


def _store_of(release: str) -> Store:
    return _release(_folder(release)).latest()


@remember(8)
def _with_entered(number: int, register: str, *, _store: Store) -> Store:
    """Return a store with what was entered; it holds on to the store whose number it goes by."""
    return _store.with_entered(_entered_tables())


@remember(16)
def _within(number: int, authorities: frozenset[str], *, _store: Store) -> Store:
    """Return a store with own incidents of some authorities alone.

    It holds on to the store whose number it goes by.
    """
    return _store.within(authorities)


def _folder(release: str) -> str:
    return str(_releases(os.environ.get("MILLTIR_HOME", "")) / release)


@remember(4)
def _releases(home: str) -> Path:
    # A run asks for it eight times; the other settings don't matter here.
    return load_settings({"MILLTIR_HOME": home}).releases


@remember(8)
def _release(folder: str) -> OpenRelease:
    path = Path(folder)
    if not path.is_dir():
        # Not remembered: a name in an address must not take the place of a release.
        raise BrokenRelease(release=path.name, problem=Message("release.no_manifest"))
    return OpenRelease(path)


def register_state() -> str:
    """Return the state of what pages take from the register in place of a release's tables.

    A change of another kind leaves every answer as it is. It is empty without a register. If that
    can't be read it is the state that was read last, of which pages have what they showed before,
    or empty: then they show what came by file. Either is said (`register_trouble`).
    """
    return run.register_of_run(lambda: state_of(TABLES))


def state_of(kinds: Collection[str]) -> str:
    """Return the state of these kinds of records, or the one read last; empty without either."""
    try:
        return _state_of(tuple(kinds))
    except RegisterUnavailable as error:
        logging.getLogger("milltir").warning("the register: %s", error)
        return ""


@or_last_read(20)
def _state_of(kinds: tuple[str, ...]) -> str:
    engine = existing_register()
    if engine is None:
        return ""
    mark = change_mark(engine)
    return _state_at(mark, kinds, _engine=engine) if mark else revision.state(engine, kinds)


@remember(40)
def _state_at(mark: tuple[int, ...], kinds: tuple[str, ...], *, _engine: Engine) -> str:
    """Return the state of these kinds of records, which is read once for each mark."""
    del mark
    return revision.state(_engine, kinds)


def register_trouble() -> RegisterUnavailable | None:
    """Return why what people entered can't be read; None if it can, or if nobody entered anything.

    Pages then show what was read last or what came by file, and have to say so.
    """
    try:
        existing_register()
    except RegisterUnavailable as error:
        return error
    return None


def existing_register() -> Engine | None:
    """Return the register if there is one; it is created by the first save.

    A register that was there and is there no more can't be read, and neither can one that a newer
    program has changed since: both raise RegisterUnavailable.
    """
    address = run.settings().register_address
    if exists(address):
        engine = _up_to_date(address, int(time.monotonic() / LOOK_EVERY))
        _FOUND.add(address)
        return engine
    if address in _FOUND:
        raise RegisterUnavailable(problem=Message(GONE))
    return None


# _FOUND: the address of each register that this process has opened.
_FOUND: set[str] = set()


def register() -> Engine:
    """Return the register to save in, created if there was never one.

    One that was there and is there no more raises RegisterUnavailable, also when its engine isn't
    in the cache: an empty one in its place would hide the loss. Another program may have changed
    its version since it was opened.
    """
    engine = existing_register()
    if engine is None:
        open_register(run.settings().register_address)
        engine = cast(Engine, existing_register())
    bring_up_to_date(engine)
    return engine


@remember(4)
def _up_to_date(address: str, moment: int) -> Engine:
    """Return an open register whose version was looked at in this moment, and raised if need be."""
    engine = _opened(address)
    if version(engine) != _latest_version():
        bring_up_to_date(engine)
    return engine


@remember(1)
def _latest_version() -> str:
    """Return the version of the program's tables, which takes longer to read than a register's."""
    return latest_version()


@remember(4)
def _opened(address: str) -> Engine:
    """Return the engine of a register, which opens one that exists and makes none."""
    return engine_of(address)


def _entered_tables() -> dict[str, pd.DataFrame]:
    """Return the tables of which the register has the records, as a release has them."""
    engine = _opened(run.settings().register_address)
    return {
        name: one.table(all_records(engine, one.kind))
        for name, one in TABLES.items()
        if is_taken_over(engine, one.kind)
    }
