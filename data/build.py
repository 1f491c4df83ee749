"""Sources -> a release: written beside the current one, current in one atomic step."""

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from data.load import Progress, load_tables
from data.manifest import FORMAT, Manifest
from data.settings import Settings
from data.shelf import (
    BUILDING,
    build_lock,
    flush,
    make_current,
    prune,
    stands,
    storage_errors,
    sweep,
)
from data.sources.folder import SourceFolder, open_folder
from data.sources.police_uk import months_missing
from data.sources.report import LoadReport

OPEN_GOVERNMENT_LICENCE = {
    "en": "Open Government Licence v3.0",
    "cy": "Trwydded Llywodraeth Agored f3.0",
}


def _quiet(share: float, what: str) -> None:
    """The progress of someone who isn't watching."""


def build_release(
    sources: Path,
    settings: Settings,
    *,
    progress: Progress = _quiet,
    prepare: Callable[[], None] | None = None,
) -> Manifest:
    """Build a release from a folder of sources and make it current.

    Whatever goes wrong on the way, and whenever, the release that was current stays so.
    `prepare` writes the sources first, under the same lock, where they are made and not brought.
    """
    with storage_errors(settings.home), build_lock(settings):
        sweep(settings)
        if prepare:
            prepare()
        folder = open_folder(sources)
        report = LoadReport(folder.root)
        tables = load_tables(folder, report, lambda share, what: progress(share * 0.8, what))
        progress(0.8, "writing the release")
        manifest = _write(folder, tables, report, settings)
        make_current(manifest.release, settings)
        prune(manifest.release, settings)
        progress(1.0, f"release {manifest.release} is current")
        return manifest


def _write(
    folder: SourceFolder, tables: dict[str, pd.DataFrame], report: LoadReport, settings: Settings
) -> Manifest:
    beside = settings.releases / f"{BUILDING}{os.getpid()}"
    try:
        beside.mkdir()
        written = {name: _write_table(beside, name, table) for name, table in tables.items()}
        manifest = _manifest(folder, tables, report, written)
        manifest.write(beside)
        flush(beside)
        target = settings.releases / manifest.release
        if not stands(target):
            shutil.rmtree(target, ignore_errors=True)
            beside.rename(target)
        return manifest
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write_table(beside: Path, name: str, table: pd.DataFrame) -> dict[str, object]:
    path = beside / f"{name}.parquet"
    table.to_parquet(path, index=False, compression="zstd")
    content = path.read_bytes()
    return {
        "rows": len(table),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _manifest(
    folder: SourceFolder,
    tables: dict[str, pd.DataFrame],
    report: LoadReport,
    written: dict[str, dict[str, object]],
) -> Manifest:
    about, areas = folder.about, tables["areas"]
    county = areas[areas["level"] == "county"].iloc[0]
    months = sorted(path.name[:7] for path in folder.police)
    ingredients = [f"format {FORMAT}", *(f"{a.file} {a.sha256}" for a in report.files)]
    digest = hashlib.sha256("\n".join(ingredients).encode()).hexdigest()
    return Manifest(
        release=f"{months[-1]}-{digest[:10]}",
        built_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        title_en=about.get("title_en", county["name_en"]),
        title_cy=about.get("title_cy", county["name_cy"]),
        fictional=bool(about.get("fictional", False)),
        rights=_rights(about),
        area_code=county["area_code"],
        boundaries=f"{folder.files['ward'].stem}; {folder.files['lsoa'].stem}".replace("_", " "),
        first_month=months[0],
        last_month=months[-1],
        missing_months=tuple(months_missing(folder.police)),
        files=tuple(report.files),
        tables=written,
    )


def _rights(about: dict[str, Any]) -> dict[str, str]:
    """Licence and attribution in both languages; the Welsh falls back on the English."""
    licence = about.get("licence", OPEN_GOVERNMENT_LICENCE["en"])
    attribution = about.get("attribution", "data.police.uk; ONS; Welsh Government")
    own_licence = "licence" in about
    return {
        "licence_en": licence,
        "licence_cy": about.get(
            "licence_cy", licence if own_licence else OPEN_GOVERNMENT_LICENCE["cy"]
        ),
        "attribution_en": attribution,
        "attribution_cy": about.get("attribution_cy", attribution),
    }
