"""Damages that happen to a file of a release on the disk, and a look at every answer of a store."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import shapely

from data.release.counts.cube import OUTSIDE_OF
from data.release.store import Store
from data.schema import CATEGORIES, COUNTY, FURTHER_LEVELS


def truncate(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def flip(path: Path) -> None:
    """Change one bit in place, at a position that depends on the file's name."""
    rng = random.Random(path.name)
    position = rng.randrange(path.stat().st_size)
    with path.open("r+b") as file:
        file.seek(position)
        (byte,) = file.read(1)
        file.seek(position)
        file.write(bytes([byte ^ 1 << rng.randrange(8)]))


def replace(path: Path) -> None:
    """Write other bytes of the same number in place."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(random.Random(path.name).randbytes(size))


def delete(path: Path) -> None:
    path.unlink()


def make_unreadable(path: Path) -> None:
    """Make a file that nobody can read, not even the administrator: a folder of its name."""
    path.unlink()
    path.mkdir()


def delete_release(path: Path) -> None:
    shutil.rmtree(path.parent)


DAMAGES: tuple[Callable[[Path], None], ...] = (
    truncate,
    flip,
    replace,
    delete,
    make_unreadable,
    delete_release,
)


def every_answer(store: Store) -> list[object]:
    """Return every kind of answer of a store; every file of the release is read for them.

    A release has cubes of each level and of what lies outside it.
    """
    months = store.months()
    answers: list[object] = [hashed(store.table(name)) for name in sorted(store.manifest.tables)]
    answers += [hashed(store.point_counts(months)), hashed(store.named_points())]
    answers += [hashed(part) for part in store.left_out_parts()]
    answers.append(store.tally("perceptions", "question"))
    for level in (*store.levels(), COUNTY):
        answers += [hashed(store.areas(level)), hashed(store.residents(level))]
        answers += [hashed(store.counts(level, months, CATEGORIES))]
        answers += [hashed(store.observed(level, months))]
        if level == COUNTY:
            continue
        answers += [hashed(store.published(level))]
        place = str(store.codes(level)[0])
        answers += [store.monthly(level, place, CATEGORIES).tolist()]
        if level in FURTHER_LEVELS:
            answers.append(store.nowhere(level, months, CATEGORIES))
            outside = store._cube(OUTSIDE_OF + level)
            answers += [outside.published().tolist(), outside.monthly(0, [1]).tolist()]
    return answers


def hashed(table: pd.DataFrame | pd.Series) -> int:
    """Return a number that differs if any value of a table does."""
    table = pd.DataFrame(table)
    if "geometry" in table:
        table = table.assign(geometry=shapely.to_wkb(table["geometry"].to_numpy(), hex=True))
    return hash(tuple(pd.util.hash_pandas_object(table)))
