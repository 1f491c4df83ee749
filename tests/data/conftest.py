"""Registers on SQLite, and in a PostgreSQL server that the tests start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from data.register.database import engine_of
from tests.postgresql import running_postgresql


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Return the address of a server of its own; it ends with the tests."""
    with running_postgresql() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'home' / 'register.sqlite'}"
        return
    server = request.getfixturevalue("postgresql")
    name = f"test_{abs(hash(str(tmp_path))):x}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    own = server.rsplit("/", 1)[0] + f"/{name}"
    yield own
    engine_of(own).dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()
