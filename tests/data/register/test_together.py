"""Many save at the same time, and some are killed: every acknowledged save is there, whole."""

import os
import random
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, create_engine

from data.errors import Conflict, RegisterUnavailable
from data.register.database import reading
from data.register.editing.saving import save
from data.register.groups import GROUP
from data.register.history import changes
from data.register.records import all_records, find_record
from tests.data.register.conftest import OFFICER

WATCH = {"name_en": "Harbour Watch", "kind": "neighbourhood_watch", "covers": "county"}
WRITERS, SAVES = 20, int(os.environ.get("MILLTIR_SAVES_OF_A_WRITER", "2"))
# The saves that are acknowledged before the last process is killed, and the most of one process.
KILLED = int(os.environ.get("MILLTIR_KILLED_SAVES", "20"))
OF_A_PROCESS = max(40, KILLED // 10)
# Saves records for ever, and prints the number of each that was acknowledged.
ENDLESS = """
import sys
from data.register.groups import GROUP
from data.register.migration import open_register
from data.register.editing.saving import save
from tests.data.register.conftest import OFFICER
from tests.data.register.test_together import WATCH
engine = open_register(sys.argv[1])
while True:
    print(save(engine, OFFICER, GROUP, WATCH).key, flush=True)
"""


def test_twenty_writers_lose_no_update(register: Engine) -> None:
    save(register, OFFICER, GROUP, {**WATCH, "x": 0.0})

    def add_one() -> None:
        """Add one to what is there, and look again if somebody else was faster."""
        while True:
            now = find_record(register, GROUP, "G001")
            assert now is not None
            try:
                more = {"x": now.values["x"] + 1}
                save(register, OFFICER, GROUP, more, key="G001", version=now.version)
                return
            except Conflict:
                continue

    def write(number: int) -> None:
        for _ in range(SAVES):
            add_one()
            save(register, OFFICER, GROUP, {**WATCH, "name_en": f"of writer {number}"})

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(write, number) for number in range(WRITERS)]:
            done.result(timeout=240)
    counter = find_record(register, GROUP, "G001")
    assert counter and counter.values["x"] == WRITERS * SAVES
    assert counter.version == WRITERS * SAVES + 1
    assert len(all_records(register, GROUP)) == WRITERS * SAVES + 1, "every number once"
    told = changes(register, kind="groups", record="G001", most=10**6)
    assert [one.after["x"] for one in reversed(told)] == list(range(WRITERS * SAVES + 1))


def test_all_writers_are_connected_at_once(register: Engine) -> None:
    all_of_them = Barrier(WRITERS)

    def look() -> None:
        with reading(register):
            all_of_them.wait(timeout=20)

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(look) for _ in range(WRITERS)]:
            done.result(timeout=60)


def test_without_a_free_connection_the_register_is_busy(postgresql: str) -> None:
    engine = create_engine(postgresql, pool_size=1, max_overflow=0, pool_timeout=0.1)
    with reading(engine), pytest.raises(RegisterUnavailable) as error, reading(engine):
        pass
    assert error.value.facts["problem"].key == "register.busy"
    engine.dispose()


def test_a_killed_process_leaves_whole_saves(register: Engine, address: str) -> None:
    rng, acknowledged = random.Random(7), set()
    while len(acknowledged) < KILLED:
        process = subprocess.Popen(
            [sys.executable, "-c", ENDLESS, address], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        after = rng.randint(1, OF_A_PROCESS)
        for line in process.stdout:
            acknowledged.add(line.strip())
            after -= 1
            if not after:
                os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=60)
    records = {one.key: one for one in all_records(register, GROUP)}
    assert acknowledged <= set(records), "every acknowledged save is there"
    history = {one.record: one for one in changes(register, most=10**6)}
    assert set(history) == set(records), "no record without its change, or the other way round"
    assert all(history[key].after["name_en"] == "Harbour Watch" for key in records)
    assert all(one.version == 1 for one in records.values())
