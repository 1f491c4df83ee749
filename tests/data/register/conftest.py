"""A register on SQLite, and one in a PostgreSQL server that the tests start."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from data.access.viewer import Audience, Viewer
from data.register.database import engine_of
from data.register.migration import open_register

OFFICER = Viewer(name="Officer", audience=Audience.PARTNER, edits=True)
ANALYST = Viewer(name="Analyst", audience=Audience.ANALYST, edits=True)
# READER: somebody who sees all of it and may change nothing.
READER = Viewer(name="Reader", audience=Audience.ANALYST)


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs; Debian doesn't have it on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server of its own; it ends with the tests."""
    folder = programs()
    if folder is None:
        if os.environ.get("MILLTIR_BROWSER") == "required":
            pytest.fail("postgresql is not installed")
        pytest.skip("postgresql is not installed")
    home = tmp_path_factory.mktemp("postgresql")
    as_user: list[str] = []
    if os.geteuid() == 0:  # The server refuses to run as root.
        shutil.chown(home, "postgres")
        for parent in [home, *home.parents][:4]:
            parent.chmod(parent.stat().st_mode | 0o011)
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

    def run(program: str, *arguments: str) -> None:
        command = [*as_user, str(folder / program), *arguments]
        subprocess.run(command, check=True, cwd=home, capture_output=True, timeout=120)

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run("initdb", "-D", str(home / "db"), "-U", "milltir", "-A", "trust", "--no-sync")
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1"
    run("pg_ctl", "-D", str(home / "db"), "-w", "-l", str(home / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://milltir@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", str(home / "db"), "-m", "immediate", "stop")


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


@pytest.fixture
def register(address: str) -> Engine:
    """Return a new register."""
    return open_register(address)
