"""A release of two authorities, made from the sample county's release on disk."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.build.write_release import write_table
from data.file_kinds import LOCAL_INCIDENTS
from data.files.digested_json import read_json, write_json
from data.release.manifest import MANIFEST, read_manifest
from data.release.switch import make_current
from data.schema import WARD
from data.settings import load_settings

# NORTH has the wards of OWN; SOUTH has the others, with a type of its own and many more of another.
NORTH, SOUTH = "W06000997", "W06000998"
OWN = slice(0, None, 2)
NOISE, TYPE, MANY = "noise", "planted siren", 7919


def release_with_two_authorities(home: Path, name: str, *, many: bool = True) -> None:
    """Make a release of two authorities the current one of a home that has one release.

    Without `many`, the south has no more incidents than the sample's.
    """
    (current,) = (folder for folder in (home / "releases").iterdir() if folder.is_dir())
    folder = current.rename(current.parent / name)
    content = read_json(folder / MANIFEST)
    areas = gpd.read_parquet(folder / "areas.parquet")
    wards = areas.loc[areas["level"] == WARD, "area_code"]
    of_ward = dict.fromkeys(wards, SOUTH) | dict.fromkeys(wards.iloc[OWN], NORTH)
    areas["authority_code"] = areas["area_code"].map(of_ward).where(areas["level"] == WARD)
    table = pd.read_parquet(folder / f"{LOCAL_INCIDENTS}.parquet")
    more = incidents_in(str(wards.iloc[1]), table).iloc[: None if many else 0]
    tables = {"areas": areas, LOCAL_INCIDENTS: pd.concat([table, more], ignore_index=True)}
    for one, rows in tables.items():
        content["tables"][one] |= write_table(folder, one, rows)
    (only,) = read_manifest(folder).authorities
    names = {NORTH: ("North Halwyn", "Gogledd Halwyn"), SOUTH: ("South Halwyn", "De Halwyn")}
    both = [
        replace(only, authority=code, name_en=english, name_cy=welsh, wards=12)
        for code, (english, welsh) in names.items()
    ]
    content["authorities"] = [vars(one) for one in both]
    for report in content["files"]:
        if report["kind"] == LOCAL_INCIDENTS:
            report["read"] += len(more)
            report["used"] += len(more)
    write_json(folder / MANIFEST, content | {"release": name})
    make_current(name, load_settings({"MILLTIR_HOME": str(home)}))


def incidents_in(ward: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return very many incidents of one ward: of noise, and of a type that no other ward has."""
    like = table[table["type"] == NOISE].iloc[[-1]]
    noise = like.assign(ward_code=ward, lsoa_code=None, x=None, y=None)
    siren = noise.assign(type=TYPE)
    more = pd.concat([*[noise] * MANY, *[siren] * MANY], ignore_index=True)
    return more.astype(table.dtypes.to_dict())
