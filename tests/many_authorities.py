"""A release of six authorities, made from the sample county's release on disk."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from data.build.write_release import fingerprint, write_table
from data.files.digested_json import read_json, write_json
from data.release.manifest import MANIFEST, read_manifest
from data.release.switch import make_current
from data.schema import AUTHORITY, LSOA, WARD
from data.settings import load_settings

CODES = [f"W0600099{number}" for number in range(1, 7)]


def release_with_six_authorities(
    release: Path,
    home: Path,
    *,
    without: Sequence[str] = (),
    similar: dict[str, list[str]] | None = None,
    name: str = "2026-09-of-six",
) -> None:
    """Make a release whose wards are dealt out to six authorities the current one of a home.

    Some tables can be without the LSOAs of the first authority: `without` names them. `similar` are
    the areas that the partnership states as most like an area.
    """
    folder = home / "releases" / name
    shutil.copytree(release, folder)
    content = read_json(folder / MANIFEST)
    areas = gpd.read_parquet(folder / "areas.parquet")
    wards = areas.loc[areas["level"] == WARD, "area_code"].tolist()
    dealt = {ward: CODES[number % len(CODES)] for number, ward in enumerate(wards)}
    areas["authority_code"] = areas["area_code"].map(dealt)
    lsoas = areas[areas["level"] == LSOA]
    first = lsoas.loc[lsoas["parent_code"].map(dealt) == CODES[0], "area_code"]
    for table in without:
        rows = pd.read_parquet(folder / f"{table}.parquet")
        kept = rows[~rows["area_code"].isin(first)].reset_index(drop=True)
        content["tables"][table] |= write_table(folder, table, kept)
    (only,) = read_manifest(folder).authorities
    every = [
        replace(only, authority=code, name_en=f"Halwyn {n}", name_cy=f"Halwyn {n}", wards=4)
        for n, code in enumerate(CODES, 1)
    ]
    _add_level(folder, content, areas, dealt)
    content["similar"] = similar or {}
    content["authorities"] = [vars(one) for one in every]
    write_json(folder / MANIFEST, content | {"release": name})
    make_current(name, load_settings({"MILLTIR_HOME": str(home)}))


def _add_level(
    folder: Path, content: dict[str, Any], areas: gpd.GeoDataFrame, dealt: dict[str, str]
) -> None:
    """Write the authorities as a level: their areas, small areas and counts."""
    wards = areas[areas["level"] == WARD]
    shapes = wards.dissolve("authority_code")
    of_level = shapes.assign(level=AUTHORITY, area_code=shapes.index, authority_code=None)
    every = pd.concat([areas, of_level.reset_index(drop=True)[areas.columns]], ignore_index=True)
    content["tables"]["areas"] |= write_table(folder, "areas", every)
    lsoas = areas[areas["level"] == LSOA]
    members = {"level": AUTHORITY, "lsoa_code": lsoas["area_code"], "share": 1.0, "rule": "look-up"}
    further = pd.DataFrame(members | {"area_code": lsoas["parent_code"].map(dealt)})
    before = pd.read_parquet(folder / "further_membership.parquet")
    rows = pd.concat([before, further[before.columns]], ignore_index=True)
    content["tables"]["further_membership"] |= write_table(folder, "further_membership", rows)
    numbers = [wards["authority_code"].eq(code).to_numpy().nonzero()[0] for code in CODES]
    for name, axis, add in (("prefix", 2, np.sum), ("series", 0, np.sum), ("observed", 1, np.min)):
        of_wards = np.load(folder / f"{name}-{WARD}.npy")
        of_each = [add(of_wards.take(few, axis=axis), axis=axis) for few in numbers]
        path = folder / f"{name}-{AUTHORITY}.npy"
        np.save(path, np.stack(of_each, axis=axis).astype(of_wards.dtype))
        content["arrays"][path.stem] = fingerprint(path)
    content["levels"] = [*content["levels"], AUTHORITY]
