"""Published tables of surveys, worked out once in a run of the tests.

Many tests build the sample county, whose survey takes most of the time of a build. Tests of the
solver itself ask it anew (`tests/data/disclosure/conftest.py`).
"""

import os
import pickle
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar, cast

import pandas as pd
import shapely

from data.disclosure.layout import Layout
from data.disclosure.survey import SurveyAnswers

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


def answered_once(
    folder: Path, answer: Callable[[Asked], Answer], name_of: Callable[[Asked], str]
) -> Callable[[Asked], Answer]:
    """Return a function that returns what `answer` does, from a file if there is one.

    `name_of` returns a name that only the same question has.
    """

    def answered(asked: Asked) -> Answer:
        path = folder / f"{answer.__name__}-{name_of(asked)}.pickle"
        if not path.exists():
            draft = path.with_suffix(f".{os.getpid()}")
            draft.write_bytes(pickle.dumps(answer(asked)))
            draft.replace(path)
        return cast(Answer, pickle.loads(path.read_bytes()))

    return answered


def name_of_layout(layout: Layout) -> str:
    """Return a name that only the same question with the same answers has."""
    tables = (layout.parts, layout.cells, layout.places, layout.residents)
    return _digest(repr((layout.question, layout.sampled, *map(_text, tables))).encode())


def name_of_survey(answers: SurveyAnswers) -> str:
    """Return a name that only the same answers have, in the same wards."""
    wards = pd.DataFrame({"shape": shapely.to_wkb(answers.wards.geometry.to_numpy(), hex=True)})
    tables = (answers.totals, wards.set_index(answers.wards.index), answers.residents)
    answered = answers.respondents.read_bytes() if answers.respondents else b""
    return _digest(repr(tuple(map(_text, tables))).encode() + answered)


def _text(table: pd.DataFrame | pd.Series | None) -> str:
    return "" if table is None else str(table.to_csv())


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
