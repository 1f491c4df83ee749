"""Files of derived data: read as they were written, or not at all."""

import math
import os
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
from pandas.testing import assert_frame_equal

from data.files.derived_file import (
    ABANDONED,
    ENDING,
    Derived,
    prune_derived,
    read_derived,
    write_derived,
)
from data.files.digested_file import DRAFT
from tests.conftest import PROJECT

NAMES = pd.MultiIndex.from_tuples([("drugs", "W1"), ("drugs", "")], names=["category", "area"])
TABLE = pd.DataFrame(
    {
        "now": [1.0, math.nan],
        "months": [36, 24],
        "reason": pd.Series([None, "few months"], NAMES, dtype=object),
        "verdict": ["higher", math.nan],
    },
    index=NAMES,
)
CONTENT = Derived({"month": "2026-09", "inside": 0.1 + 0.2, "why": None}, {"one": TABLE})
# KILLED: a program that is killed in the middle of its writing.
KILLED = """
import os, signal, sys
from pathlib import Path
from data.files import derived_file

real = derived_file.digested_file
def writing(path):
    held = real(path)
    file = held.__enter__()
    file.write(b"half of it")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
derived_file.digested_file = writing
derived_file.write_derived(Path(sys.argv[1]), derived_file.Derived({}, {}), version="1")
"""


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "release" / f"one{ENDING}"
    write_derived(path, CONTENT, version="1")
    found = read_derived(path, version="1")
    assert found is not None and found.facts == CONTENT.facts
    assert_frame_equal(found.tables["one"], TABLE, check_exact=True)
    assert found.tables["one"]["reason"].iloc[0] is None
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_another_version_a_damaged_file_and_none_are_no_answer(tmp_path: Path) -> None:
    path = tmp_path / f"one{ENDING}"
    assert read_derived(path, version="1") is None
    write_derived(path, CONTENT, version="1")
    assert read_derived(path, version="2") is None
    whole = path.read_bytes()
    for damaged in (b"", whole[:1], whole[: len(whole) // 2], whole[:-1], b"{}" + whole):
        path.write_bytes(damaged)
        assert read_derived(path, version="1") is None, len(damaged)
    at = len(whole) // 2
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    assert read_derived(path, version="1") is None
    path.unlink()
    path.mkdir()
    assert read_derived(path, version="1") is None


def test_a_killed_writer_leaves_a_draft_that_is_deleted_later(tmp_path: Path) -> None:
    path = tmp_path / "release" / f"one{ENDING}"
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    (draft,) = path.parent.iterdir()
    assert draft.name.endswith(DRAFT) and read_derived(path, version="1") is None
    write_derived(path, CONTENT, version="1")
    assert read_derived(path, version="1") is not None
    prune_derived(tmp_path, ["release"])
    assert draft.exists(), "its writer may still be at work"
    old = draft.stat().st_mtime - ABANDONED - 1
    os.utime(draft, (old, old))
    prune_derived(tmp_path, ["release"])
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_what_is_of_deleted_releases_is_deleted(tmp_path: Path) -> None:
    for release in ("old", "new"):
        write_derived(tmp_path / release / f"one{ENDING}", CONTENT, version="1")
    prune_derived(tmp_path, ["new", "another"])
    assert [folder.name for folder in tmp_path.iterdir()] == ["new"]
