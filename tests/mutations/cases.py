"""The damaged counties: each is fixed by its number, so that a fault can be looked at again."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from data.build.config import FILE_NAME
from tests.mutations.damage_bytes import ANY, TEXT
from tests.mutations.damage_containers import database_changed, part_damaged
from tests.mutations.damage_tables import TABLE
from tests.mutations.damage_trees import JSON, LAYER, as_json, toml_changed
from tests.mutations.sources import LATEST, MONTHS, SourceFile, as_file, county_files, other_forms

# SWAPPED, RENAMED: how many cases exchange two files, or give a file the name of another one.
SWAPPED, RENAMED = 0.04, 0.03
# NEEDED: what every build needs. OTHERS: how many of the other files are there, for fast builds.
NEEDED = (*(f"police/{month}" for month in MONTHS[-3:]), "boundaries/", FILE_NAME)
OTHERS, EARLIER_MONTHS = 0.15, 0.1
ODD_ENDINGS = ("csv", "xlsx", "json", "gpkg", "zip", "ods", "shp", "txt")
ODD_NAMES = (*(f"%s.{ending}" for ending in ODD_ENDINGS), "\n%s", "\udcf4%s")


@dataclass(frozen=True, kw_only=True)
class Case:
    """The files of a damaged county by name, and what was done to which of them."""

    number: int
    damages: tuple[str, ...]
    files: dict[str, bytes]


def case_of(number: int) -> Case:
    """Return the damaged county of a number."""
    rng, every = Random(number), county_files()
    years = rng.random() < EARLIER_MONTHS
    files = {
        name: file.content
        for name, file in every.items()
        if name.startswith(NEEDED) or (years if _is_earlier_month(name) else rng.random() < OTHERS)
    }
    whole = {name: file for name, file in every.items() if not _is_earlier_month(name)}
    targets = [*whole.values(), *other_forms().values()]
    file = targets[number % len(targets)]
    files.pop(file.instead_of, None)
    files[file.name] = file.content
    way = rng.random()
    if way < SWAPPED:
        other = rng.choice([name for name in files if name != file.name])
        files[file.name], files[other] = files[other], files[file.name]
        damages = [f"{file.name} swapped with {other}"]
    elif way < SWAPPED + RENAMED:
        name = rng.choice((*files, rng.choice(ODD_NAMES) % file.name))
        files[name] = files.pop(file.name)
        damages = [f"{file.name} named {name!r}"]
    else:
        content, names = _damaged(file, rng)
        files[file.name] = content
        damages = [f"{file.name}: {name}" for name in names]
    return Case(number=number, damages=tuple(damages), files=files)


def _is_earlier_month(name: str) -> bool:
    return name.startswith("police/") and name != LATEST


def _damaged(file: SourceFile, rng: Random) -> tuple[bytes, list[str]]:
    """Return the damaged content, and the names of one or two damages."""
    ways: list[Callable[[SourceFile, Random], tuple[bytes, str]]] = [_of_bytes]
    if file.rows is not None:
        ways += [_of_cells] * 4
    if file.name.endswith((".csv", "json", ".toml")):
        ways += [_of_text]
    if file.name.endswith("json"):
        ways += [_of_tree] * 4
    if file.name.endswith(".toml"):
        ways += [lambda file, rng: (toml_changed(file.content, rng), "toml_changed")] * 4
    if file.name.endswith((".xlsx", ".ods", ".zip")):
        ways += [lambda file, rng: (part_damaged(file.content, rng), "part_damaged")] * 2
    if file.name.endswith(".gpkg"):
        ways += [lambda file, rng: (database_changed(file.content, rng), "database_changed")] * 3
    content, name = rng.choice(ways)(file, rng)
    if rng.random() < 0.9:
        return content, [name]
    again = rng.choice(ANY)
    return again(content, rng), [name, again.__name__]


def _of_bytes(file: SourceFile, rng: Random) -> tuple[bytes, str]:
    damage = rng.choice(ANY)
    return damage(file.content, rng), damage.__name__


def _of_text(file: SourceFile, rng: Random) -> tuple[bytes, str]:
    damage = rng.choice(TEXT)
    return damage(file.content, rng), damage.__name__


def _of_cells(file: SourceFile, rng: Random) -> tuple[bytes, str]:
    assert file.rows
    rows, names = [list(row) for row in file.rows], []
    for _ in range(rng.choice((1, 1, 2))):
        if rows:
            damage = rng.choice(TABLE)
            rows = damage(rows, rng)
            names.append(damage.__name__)
    return as_file(file.name, rows), " and ".join(names)


def _of_tree(file: SourceFile, rng: Random) -> tuple[bytes, str]:
    damage = rng.choice(LAYER if file.name.endswith(".geojson") else JSON)
    return as_json(damage(json.loads(file.content), rng)), damage.__name__
