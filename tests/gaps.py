"""Releases in which some areas have no figures for some months, made from a release on disk."""

import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from data.files.digested_json import read_json, write_json
from data.release.counts.cube import write_observed
from data.release.manifest import MANIFEST, read_manifest
from data.release.store import Store
from data.release.switch import make_current
from data.schema import LSOA, WARD
from data.settings import load_settings
from geo.comparable_months.compared import ComparedMonths
from geo.noise.changes import whole_changed
from geo.noise.estimate import Noise
from geo.period import Period

YEAR = Period(first="2025-10", last="2026-09")
YEAR_BEFORE = Period(first="2024-10", last="2025-09")
LATE, ABSENT = slice(0, None, 4), slice(1, 2)


def hide_months(folder: Path, level: str, hidden: Mapping[str, Collection[str]]) -> None:
    """Hide the months of each area of a level, as a build does with months that have no figures."""
    store = Store(folder)
    mask = store.published(level)
    for area, months in hidden.items():
        mask.loc[list(months), area] = False
    write_observed(folder, level, mask.to_numpy())
    prefix = np.load(folder / f"prefix-{level}.npy")
    counts = np.diff(prefix.astype(np.int64), axis=1) * mask.to_numpy()
    prefix[:, 1:, :] = np.cumsum(counts, axis=1)
    np.save(folder / f"prefix-{level}.npy", prefix)
    np.save(folder / f"series-{level}.npy", counts.transpose(2, 0, 1).astype(np.uint16))
    manifest = read_json(folder / MANIFEST)
    for name in (f"prefix-{level}", f"series-{level}", f"observed-{level}"):
        digest = hashlib.sha256((folder / f"{name}.npy").read_bytes()).hexdigest()
        manifest["arrays"][name]["sha256"] = digest
    write_json(folder / MANIFEST, manifest)


def hide_wards(folder: Path, wards: Collection[str], months: Collection[str]) -> None:
    """Hide the months of these wards and of their LSOAs."""
    assert read_manifest(folder).first_month <= min(months)
    lsoas = Store(folder).areas(LSOA)["parent_code"]
    inside = [str(code) for code in lsoas.index[lsoas.isin(list(wards))]]
    hide_months(folder, WARD, dict.fromkeys(wards, months))
    hide_months(folder, LSOA, dict.fromkeys(inside, months))


def release_with_gaps(home: Path, name: str) -> None:
    """Make a release with gaps the current one of a home that has one release.

    The wards of `LATE` have no figures for the year before the latest one, that of `ABSENT` has
    none at all.
    """
    (current,) = (folder for folder in (home / "releases").iterdir() if folder.is_dir())
    folder = current.rename(current.parent / name)
    store = Store(folder)
    wards = [str(code) for code in store.codes(WARD)]
    hide_wards(folder, wards[LATE], YEAR_BEFORE.months())
    hide_wards(folder, wards[ABSENT], store.months())
    manifest = read_json(folder / MANIFEST)
    write_json(folder / MANIFEST, manifest | {"release": name})
    make_current(name, load_settings({"MILLTIR_HOME": str(home)}))


def compared_year(period: Period = YEAR) -> ComparedMonths:
    """Return a comparison over every month of a period and the whole area."""
    now = tuple(period.months())
    before = tuple(f"{int(month[:4]) - 1}{month[4:]}" for month in now)
    return ComparedMonths(now=now, before=before, asked=now, areas=("W1",))


def even_changes(now: Mapping[str, int], before: Mapping[str, int]) -> pd.DataFrame:
    """Return the changes of categories whose months are all alike, without any noise."""
    later, earlier = (
        pd.DataFrame({one: [count / 12] * 12 for one, count in counts.items()})
        for counts in (now, before)
    )
    quiet = Noise(clustering=1.0, drift=0.0, freedom=1e9)
    return whole_changed(later, earlier, dict.fromkeys(now, quiet), together=list(now))
