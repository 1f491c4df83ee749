"""The mark by which it is known without a read that a register has changed."""

import shutil
from pathlib import Path

from data.register.database import change_mark, engine_of
from data.register.editing.saving import save
from data.register.groups import GROUP
from data.register.migration import open_register
from data.register.revision import state
from tests.data.register.conftest import OFFICER

GIVEN = {"name_en": "Harbour Watch", "kind": "neighbourhood_watch", "covers": "county"}


def test_every_change_gives_another_mark_and_nothing_else_does(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'register.sqlite'}"
    register, other = open_register(address), engine_of(address)
    marks = [change_mark(register)]
    assert marks[0] is not None
    for number in range(5):
        save(register if number % 2 else other, OFFICER, GROUP, GIVEN)
        marks.append(change_mark(register))
        state(register, ["groups"])
        assert change_mark(register) == marks[-1], "a read is no change"
    assert len(set(marks)) == len(marks)


def test_a_register_that_was_replaced_has_another_mark_and_one_that_is_gone_has_none(
    tmp_path: Path,
) -> None:
    path, copy = tmp_path / "register.sqlite", tmp_path / "copy.sqlite"
    register = open_register(f"sqlite:///{path}")
    before = change_mark(register)
    shutil.copy(path, copy)
    copy.replace(path)
    replaced = change_mark(register)
    assert replaced not in (None, before)
    path.unlink()
    assert change_mark(register) is None


def test_a_database_of_another_kind_has_no_mark() -> None:
    assert change_mark(engine_of("postgresql+psycopg://milltir@localhost:1/milltir")) is None
