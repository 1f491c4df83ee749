"""Benchmark the register: a save until others see it, long histories, and pages of many records."""

import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, insert
from streamlit.testing.v1 import AppTest

from components.ui import routes
from data.access.viewer import Audience, Viewer
from data.build.pipeline import build_release
from data.register.database import writing
from data.register.editing.saving import save
from data.register.groups import GROUP
from data.register.history import changes
from data.register.kinds import TABLES
from data.register.migration import open_register
from data.register.orders import ORDER
from data.register.proposals.decisions import decide
from data.register.proposals.differences import proposals
from data.register.proposals.taking_over import take_over
from data.register.records import find_record
from data.register.revision import state
from data.register.tables import CHANGES
from data.release.current import open_store
from data.sample import write_sources
from data.settings import Settings
from tests.benchmarks.measure import PROJECT, alternate_kernels, middle
from tests.benchmarks.national import Nation
from tests.benchmarks.report import Row
from tests.conftest import settings_in

GROUPS, ORDERS, HISTORY = 5_000, 1_000, 100_000
# MOST: a save until it is seen, in seconds. PAGES: how much longer a page of many records may take.
MOST, PAGES, WARM = 0.15, 1.5, 5
EDITOR = Viewer(name="Editor", audience=Audience.PARTNER, edits=True)
AREA = "POLYGON ((225000 276000, 225100 276000, 225100 276100, 225000 276000))"


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Measure saves against bare inserts, the history, and the pages."""
    del nation
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/register.sqlite"
        _fill(address)
        return [
            *_saves(address, Path(folder), rounds),
            *_histories(address, rounds),
            _pages(address, Path(folder), rounds),
        ]


def _saves(address: str, folder: Path, rounds: int) -> list[Row]:
    """Return the time of a save until another engine has read it, beside a bare insert."""
    writer, reader = open_register(address), open_register(address)
    plain = create_engine(f"sqlite:///{folder}/plain.sqlite")
    meta = MetaData()
    table = Table("plain", meta, Column("id", Integer, primary_key=True), Column("name", String))
    meta.create_all(plain)
    number = iter(range(1, 1_000_000))

    def ours() -> None:
        now = find_record(writer, GROUP, "G0001")
        assert now
        name = f"Watch {next(number)}"
        save(writer, EDITOR, GROUP, {"name_en": name}, key="G0001", version=now.version)
        assert state(reader, TABLES)
        seen = find_record(reader, GROUP, "G0001")
        assert seen and seen.values["name_en"] == name

    def peer() -> None:
        with plain.begin() as connection:
            connection.execute(insert(table).values(name=f"Watch {next(number)}"))

    times = alternate_kernels(ours, [peer], rounds=rounds * 5)
    took = middle(times.ours)
    return [
        Row.of_times(
            "a save until another process could read it, 5,000 groups, 100,000 changes",
            "a bare SQLAlchemy insert and commit",
            None,
            times,
        ),
        Row.of_cost("the same save, median", took, MOST, clock=""),
    ]


def _histories(address: str, rounds: int) -> list[Row]:
    register = open_register(address)
    asked: dict[str, Callable[[], object]] = {
        "the latest 50 of 100,000 changes": lambda: changes(register),
        "the history of one record among 100,000 changes": lambda: changes(
            register, kind="groups", record="G0002"
        ),
    }
    return [
        Row.of_cost(what, middle([_seconds(ask) for _ in range(rounds)]), MOST, clock="")
        for what, ask in asked.items()
    ]


def _pages(address: str, folder: Path, rounds: int) -> Row:
    """Return how long a rerun takes with many records, against the sample's own."""
    settings = settings_in(folder / "home")
    write_sources(folder / "sources")
    build_release([folder / "sources"], settings)
    os.environ["MILLTIR_HOME"] = str(settings.home)
    _refuse_what_files_propose(address, settings)
    many = _opened(address)
    few = _opened(f"sqlite:///{folder}/few.sqlite")
    times = alternate_kernels(lambda: _run(*many), [lambda: _run(*few)], rounds=rounds * 3)
    return Row.of_times(
        "a rerun of the register's page, 5,000 groups and 1,000 orders",
        "the sample's 60 groups and 20 orders",
        1 / PAGES,
        times,
    )


def _refuse_what_files_propose(address: str, settings: Settings) -> None:
    """Leave the register as it is, so that both pages have as much to draw."""
    register, (store, _) = open_register(address), open_store(settings)
    for one in TABLES.values():
        rows = one.fields_of(one.of_release(store))
        decide(register, EDITOR, one.kind, proposals(register, one.kind, rows), accepted=False)


def _opened(address: str) -> tuple[AppTest, str]:
    os.environ["MILLTIR_REGISTER"] = address
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=120).run()
    app.switch_page(routes.REGISTER).run()
    for _ in range(WARM):
        app.run()
    return app, address


def _run(app: AppTest, address: str) -> None:
    os.environ["MILLTIR_REGISTER"] = address
    app.run()
    assert not app.exception


def _fill(address: str) -> None:
    """Write the records, and a history of one kind as the records' own saves would have left it."""
    register = open_register(address)
    group = {"name_en": "Watch", "kind": "neighbourhood_watch", "covers": "county"}
    order = {"name_en": "Quay", "prohibitions_en": "No fires", "status": "in force", "area": AREA}
    order |= {"start": "2026-01-01", "expiry": "2028-12-31"}
    take_over(register, "r", GROUP, _numbered("G", GROUPS, group), release="r")
    take_over(register, "r", ORDER, _numbered("PSPO-", ORDERS, order), release="r")
    with writing(register) as connection:
        row = {
            "at": "2026-01-01T00:00:00.000+00:00",
            "who": "Editor",
            "kind": "groups",
            "action": "changed",
            "version_id": 1,
            "before": {"kind": "rural_watch"},
            "after": json.loads(json.dumps(group)),
        }
        many = [{**row, "record": f"G{2 + n % (GROUPS - 2):04}"} for n in range(HISTORY)]
        connection.execute(insert(CHANGES), many)


def _numbered(prefix: str, number: int, fields: dict[str, str]) -> dict[str, dict[str, str]]:
    return {
        f"{prefix}{n:04}": {**fields, "name_en": f"{fields['name_en']} {n}"}
        for n in range(1, number + 1)
    }


def _seconds(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started
