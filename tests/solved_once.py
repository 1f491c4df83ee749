"""Published tables of surveys and geometry of areas, worked out once in a run of the tests.

Many tests build the sample county or months of it. Tests of the solver itself ask it anew
(`tests/data/disclosure/conftest.py`), and those of the geometry call its functions.
"""

import os
import pickle
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.disclosure.layout import Layout
from data.disclosure.survey import SurveyAnswers

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def answered_once(
    folder: Path, answer: Callable[Asked, Answer], name_of: Callable[Asked, str]
) -> Callable[Asked, Answer]:
    """Return a function that returns what `answer` does, from a file if there is one.

    `name_of` returns a name that only the same question has.
    """

    def answered(*asked: Asked.args, **named: Asked.kwargs) -> Answer:
        path = folder / f"{answer.__name__}-{name_of(*asked, **named)}.pickle"
        if not path.exists():
            draft = path.with_suffix(f".{os.getpid()}")
            draft.write_bytes(pickle.dumps(answer(*asked, **named)))
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


def name_of_shapes(*shapes: shapely.Geometry | np.ndarray) -> str:
    """Return a name that only the same shapes have, or arrays of them in the same order."""
    return _digest(repr([list(shapely.to_wkb(np.ravel(one))) for one in shapes]).encode())


def name_of_tables(*tables: pd.DataFrame | pd.Series) -> str:
    """Return a name that only the same tables have, with the same shapes in the same order."""
    return _digest(b"".join(part for table in tables for part in _parts(table)))


def _parts(table: pd.DataFrame | pd.Series) -> Iterator[bytes]:
    if isinstance(table, gpd.GeoDataFrame):
        yield b"".join(shapely.to_wkb(table.geometry.to_numpy()))
        table = pd.DataFrame(table.drop(columns=table.geometry.name))
    yield _text(table).encode()


def _text(table: pd.DataFrame | pd.Series | None) -> str:
    return "" if table is None else str(table.to_csv())


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
