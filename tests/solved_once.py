"""Answers of the disclosure solver, worked out once in a run of the tests.

Many tests build the sample county, whose survey takes most of the time of a build. Tests of the
solver itself ask it anew (`tests/data/disclosure/conftest.py`).
"""

import os
import pickle
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from data.disclosure.hiding import Published, publish
from data.disclosure.layout import Layout


def solved_once(folder: Path) -> Callable[[Layout], Published]:
    """Return a function that returns what `publish` does, from a file if there is one."""

    def published(layout: Layout) -> Published:
        path = folder / f"{_name(layout)}.pickle"
        if not path.exists():
            draft = path.with_suffix(f".{os.getpid()}")
            draft.write_bytes(pickle.dumps(publish(layout)))
            draft.replace(path)
        answer: Published = pickle.loads(path.read_bytes())
        return answer

    return published


def _name(layout: Layout) -> str:
    """Return a name that only the same question with the same answers has."""
    tables = (layout.parts, layout.cells, layout.places, layout.residents)
    texts = ["" if table is None else table.to_csv() for table in tables]
    return sha256(repr((layout.question, layout.sampled, *texts)).encode()).hexdigest()
