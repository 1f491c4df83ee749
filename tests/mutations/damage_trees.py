"""Damages of GeoJSON, JSON and TOML: values of other types, lost keys, odd shapes."""

import copy
import json
import re
from collections.abc import Callable
from random import Random
from typing import Any

from tests.mutations.damage_tables import ODD_CELLS

Tree = Any
TreeDamage = Callable[[Tree, Random], Tree]
ODD_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**30, float("nan"), float("inf"), [], {}, [[]], [None]),
    *([1, 2], {"a": 1}, {"": {}}, ["a", {"b": []}], "x" * 100_000, *ODD_CELLS),
)
ODD_NUMBERS: tuple[Any, ...] = (
    *(float("nan"), float("inf"), -float("inf"), 1e300, 0, -180, 91, 330_000),
    *(None, "x", "-3.1", []),
)
ODD_SHAPES: tuple[Any, ...] = (
    None,
    {},
    [],
    "POINT (1 1)",
    {"type": "Point", "coordinates": [-3.19, 51.551]},
    {"type": "Point", "coordinates": []},
    {"type": "LineString", "coordinates": [[-3.19, 51.55], [-3.18, 51.56]]},
    {"type": "Polygon", "coordinates": []},
    {"type": "Polygon", "coordinates": [[]]},
    {"type": "Polygon", "coordinates": [[[-3.19, 51.55], [-3.18, 51.56], [-3.19, 51.55]]]},
    {"type": "Polygon", "coordinates": [[[-3.2, 51.5], [-3.1, 51.6], [-3.2, 51.6], [-3.1, 51.5]]]},
    {"type": "Polygon", "coordinates": [[[0, 51.5], [1, 51.6], [0, 51.6], [1, 51.5], [0, 51.5]]]},
    {"type": "Polygon", "coordinates": [[[-3.2, 51.55]] * 5]},
    {"type": "MultiPolygon", "coordinates": []},
    {"type": "GeometryCollection", "geometries": []},
    {"type": "Circle", "coordinates": [0, 0, 5]},
    {"type": "Polygon"},
)  # fmt: skip


def odd_value(tree: Tree, rng: Random) -> Tree:
    """Replace any value by one of another type."""
    holder, key = _any_place(tree, rng)
    if holder is None:
        return rng.choice(ODD_VALUES)
    holder[key] = copy.deepcopy(rng.choice(ODD_VALUES))
    return tree


def key_lost(tree: Tree, rng: Random) -> Tree:
    holder, key = _any_place(tree, rng)
    if holder is not None:
        del holder[key]
    return tree


def key_added(tree: Tree, rng: Random) -> Tree:
    holder, _ = _any_place(tree, rng)
    if isinstance(holder, dict):
        holder[rng.choice(("unknown", "", "type", "name", "x" * 1_000))] = rng.choice(ODD_VALUES)
    return tree


JSON: tuple[TreeDamage, ...] = (odd_value, odd_value, odd_value, key_lost, key_added)


def shapes_odd(tree: Tree, rng: Random) -> Tree:
    """Replace the shape of some or all features."""
    every, odd = rng.random() < 0.3, rng.choice(ODD_SHAPES)
    for feature in tree["features"]:
        if every or rng.random() < 0.3:
            feature["geometry"] = copy.deepcopy(odd if every else rng.choice(ODD_SHAPES))
    return tree


def corners_odd(tree: Tree, rng: Random) -> Tree:
    every, odd = rng.random() < 0.2, rng.choice(ODD_NUMBERS)
    for feature in tree["features"]:
        for corner in feature["geometry"]["coordinates"][0]:
            if every or rng.random() < 0.1:
                corner[rng.randrange(2)] = odd
    return tree


def corners_exchanged(tree: Tree, rng: Random) -> Tree:
    every = rng.random() < 0.5
    for feature in tree["features"]:
        if every or rng.random() < 0.3:
            ring = feature["geometry"]["coordinates"][0]
            feature["geometry"]["coordinates"] = [[corner[::-1] for corner in ring]]
    return tree


def property_odd(tree: Tree, rng: Random) -> Tree:
    """Replace one property of some or all features."""
    name = rng.choice(list(tree["features"][0]["properties"]))
    every, odd = rng.random() < 0.4, rng.choice(ODD_VALUES)
    for feature in tree["features"]:
        if every or rng.random() < 0.3:
            feature["properties"][name] = copy.deepcopy(odd)
    return tree


def property_lost(tree: Tree, rng: Random) -> Tree:
    name, every = rng.choice(list(tree["features"][0]["properties"])), rng.random() < 0.6
    for feature in tree["features"]:
        if every or rng.random() < 0.3:
            del feature["properties"][name]
    return tree


def property_same(tree: Tree, rng: Random) -> Tree:
    """Give features the property of another one, such as a code that is there twice."""
    name, every = rng.choice(list(tree["features"][0]["properties"])), rng.random() < 0.3
    first = rng.choice(tree["features"])["properties"].get(name)
    for feature in tree["features"]:
        if every or rng.random() < 0.3:
            feature["properties"][name] = first
    return tree


def properties_null(tree: Tree, rng: Random) -> Tree:
    for feature in tree["features"]:
        if rng.random() < 0.5:
            feature["properties"] = rng.choice((None, {}, []))
    return tree


def features_twice(tree: Tree, rng: Random) -> Tree:
    few = rng.sample(tree["features"], rng.randrange(1, len(tree["features"]) + 1))
    return tree | {"features": [*tree["features"], *few]}


def features_few(tree: Tree, rng: Random) -> Tree:
    return tree | {"features": tree["features"][: rng.choice((0, 0, 1, 2))]}


def system_odd(tree: Tree, rng: Random) -> Tree:
    name = rng.choice(("EPSG:27700", "EPSG:3857", "EPSG:999999", "", "nonsense"))
    crs = {"type": "name", "properties": {"name": name}}
    return tree | {"crs": rng.choice((crs, crs, None, [], "EPSG:27700", {"type": "name"}))}


LAYER: tuple[TreeDamage, ...] = (
    *(shapes_odd, shapes_odd, corners_odd, corners_exchanged, property_odd, property_odd),
    *(property_lost, property_lost, property_same, property_same, properties_null),
    *(features_twice, features_few, system_odd, odd_value, key_lost),
)
TOML_VALUES = (
    *('""', "0", "-1", "1.5", "nan", "true", "[]", "{}", "[1, 2]", '["a", "a"]', "{a = 1}"),
    *("2026-01-01", '"x"', '"Narnia"', '"/nowhere"', "[[]]", '"drugs"', '["asb"]'),
    *('"' + "x" * 50_000 + '"', '"\\u0000"', "07:32:00"),
)


def toml_changed(content: bytes, rng: Random) -> bytes:
    """Replace the value or the key of a line, repeat a line or lose it."""
    lines = content.decode().splitlines()
    at = rng.choice([at for at, line in enumerate(lines) if line])
    way = rng.random()
    if way < 0.6 and "=" in lines[at]:
        lines[at] = f"{lines[at].split('=')[0]}= {rng.choice(TOML_VALUES)}"
    elif way < 0.75:
        lines[at] = re.sub(r"[a-z_-]+", rng.choice(("other", '""', "a.b", "1")), lines[at], count=1)
    elif way < 0.85:
        lines.insert(at, lines[at])
    else:
        del lines[at]
    return "\n".join(lines).encode()


def as_json(tree: Tree) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _any_place(tree: Tree, rng: Random) -> tuple[Any, Any]:
    """Return any container in the tree and one of its keys; None without one."""
    places = list(_places(tree))
    return rng.choice(places) if places else (None, None)


def _places(tree: Tree) -> list[tuple[Any, Any]]:
    keys = (
        list(tree) if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    )
    return [pair for key in keys for pair in ((tree, key), *_places(tree[key]))]
