"""The register of what people enter: its revision, and its tables in place of a release's."""

import logging
from pathlib import Path

import geopandas as gpd
from sqlalchemy import Engine, make_url

from components.queries.cache import remember
from data.errors import RegisterUnavailable
from data.register import history
from data.register.database import SQLITE
from data.register.kinds import TABLES
from data.register.migration import open_register
from data.register.proposals import is_taken_over
from data.register.records import all_records
from data.settings import load_settings


def revision() -> int:
    """Return the revision of the register; 0 without one, or if it can't be read.

    Then pages show what came by file, and saving says what is wrong.
    """
    try:
        register = existing()
        return history.revision(register) if register else 0
    except RegisterUnavailable as error:
        logging.getLogger("milltir").warning("the register: %s", error)
        return 0


def existing() -> Engine | None:
    """Return the register if there is one; it is created by the first save."""
    address = load_settings().register_address
    url = make_url(address)
    if url.get_backend_name() == SQLITE and not Path(url.database or "").exists():
        return None
    return _opened(address)


def opened() -> Engine:
    """Return the register, created if there is none yet."""
    return _opened(load_settings().register_address)


def entered_tables(revision: int) -> dict[str, gpd.GeoDataFrame]:
    """Return the tables of which the register has the records, as a release has them."""
    return _tables(load_settings().register_address, revision)


@remember(4)
def _opened(address: str) -> Engine:
    return open_register(address)


@remember(4)
def _tables(address: str, revision: int) -> dict[str, gpd.GeoDataFrame]:
    """Return the tables of a revision; the cache key holds it."""
    engine = _opened(address)
    return {
        name: one.table(all_records(engine, one.kind))
        for name, one in TABLES.items()
        if is_taken_over(engine, one.kind)
    }
