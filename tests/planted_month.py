"""A release in whose latest month some counts stand out, made from a release on disk."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from data.files.digested_json import read_json, write_json
from data.release.manifest import MANIFEST
from data.release.store import Store
from data.release.switch import make_current
from data.schema import CATEGORIES, WARD
from data.settings import load_settings

# PLANTED: what the latest month has in a ward of the sample county, by ward and category.
PLANTED = {("W05999003", "burglary"): 31, ("W05999016", "vehicle-crime"): 44}


def release_with_exceptions(home: Path, name: str) -> None:
    """Make a release with planted counts the current one of a home that has one release."""
    settings = load_settings({"MILLTIR_HOME": str(home)})
    (current,) = (folder for folder in settings.releases.iterdir() if folder.is_dir())
    folder = current.rename(current.parent / name)
    plant(folder, PLANTED)
    write_json(folder / MANIFEST, read_json(folder / MANIFEST) | {"release": name})
    make_current(name, settings)


def plant(folder: Path, counts: Mapping[tuple[str, str], int]) -> None:
    """Write other counts of wards into the latest month of a release."""
    store = Store(folder)
    codes, month = list(store.codes(WARD)), store.months().index(store.complete_months()[-1])
    prefix = np.load(folder / f"prefix-{WARD}.npy")
    monthly = np.diff(prefix.astype(np.int64), axis=1)
    for (ward, category), count in counts.items():
        monthly[CATEGORIES.index(category), month, codes.index(ward)] = count
    prefix[:, 1:, :] = np.cumsum(monthly, axis=1)
    np.save(folder / f"prefix-{WARD}.npy", prefix)
    np.save(folder / f"series-{WARD}.npy", monthly.transpose(2, 0, 1).astype(np.uint16))
    manifest = read_json(folder / MANIFEST)
    for array in (f"prefix-{WARD}", f"series-{WARD}"):
        digest = hashlib.sha256((folder / f"{array}.npy").read_bytes()).hexdigest()
        manifest["arrays"][array]["sha256"] = digest
    write_json(folder / MANIFEST, manifest)
