"""Writes the loaded tables as a release's files, with their manifest."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from data.build.about import is_fictional
from data.build.area_in_text import area_in_text
from data.build.config import BuildPlan
from data.build.explain_unrecognised import explain_unrecognised
from data.build.load import Loaded
from data.build.recognise import Inputs
from data.file_kinds import ABOUT, BEST_FIT, LSOAS, OTHER, WARDS
from data.files.durable import sync_files
from data.load_report.reasons import MOST_EXAMPLES
from data.load_report.report import LoadReport
from data.provenance.licences import rights_by_source
from data.provenance.release_rights import rights_of_all
from data.release.coverage.recording_breaks import RULE
from data.release.manifest import FORMAT, Manifest
from data.sources.levels.custom_levels import KIND_OF
from data.sources.registry import source_of
from data.translations import LANGUAGES

# ROWS_AT_A_TIME: the number of rows in each group of a table's file.
ROWS_AT_A_TIME = {"areas": 1_000}


def write_release(
    beside: Path, inputs: Inputs, loaded: Loaded, report: LoadReport, plan: BuildPlan
) -> Manifest:
    """Write every table and then the manifest; the release isn't current yet.

    Parameters
    ----------
    beside
        Folder of the new release, which contains the police tables and cubes already.
    inputs
        The recognised files.
    loaded
        The loaded tables.
    report
        Rows used and left out.
    plan
        The plan of the build: of it the groups of types and the stated similar areas.

    Returns
    -------
    Manifest
        The manifest that was written.

    Examples
    --------
    >>> write_release(folder, inputs, loaded, report, plan)  # doctest: +SKIP
    """
    tables = {name: write_table(beside, name, table) for name, table in loaded.tables.items()}
    for name, rows in loaded.written.items():
        tables[name] = {"rows": rows, **fingerprint(beside / f"{name}.parquet")}
    arrays = {path.stem: fingerprint(path) for path in sorted(beside.glob("*.npy"))}
    manifest = _manifest(inputs, loaded, report, tables, arrays, plan)
    manifest.write(beside)
    sync_files(beside)
    return manifest


def write_table(beside: Path, name: str, table: pd.DataFrame) -> dict[str, Any]:
    """Write a table into the folder of a release that isn't current yet.

    Parameters
    ----------
    beside
        The folder.
    name
        The table's name.
    table
        The table.

    Returns
    -------
    dict
        Its entry in the manifest: rows, bytes and digest.

    Examples
    --------
    >>> write_table(folder, "groups", groups)["rows"]  # doctest: +SKIP
    60
    """
    path = beside / f"{name}.parquet"
    # In small groups, so that one area is read without the shapes of all others.
    table.to_parquet(path, index=False, compression="zstd", row_group_size=ROWS_AT_A_TIME.get(name))
    return {"rows": len(table), **fingerprint(path)}


def fingerprint(path: Path) -> dict[str, Any]:
    """Return the size and the digest of a file, as the manifest has them.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    dict
        `bytes` and `sha256`.

    Examples
    --------
    >>> sorted(fingerprint(Path(__file__)))
    ['bytes', 'sha256']
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": digest}


def _manifest(
    inputs: Inputs,
    loaded: Loaded,
    report: LoadReport,
    tables: dict[str, dict[str, Any]],
    arrays: dict[str, dict[str, Any]],
    plan: BuildPlan,
) -> Manifest:
    about, area = loaded.about, loaded.area
    parts = {**tables, **arrays}
    ingredients = [f"format {FORMAT}", area.code]
    ingredients += [f"{name} {parts[name]['sha256']}" for name in sorted(parts)]
    ingredients += sorted(f"{account.file} {account.sha256}" for account in report.files)
    ingredients += [member.sha256() for member in inputs.all(ABOUT)]
    editions = _editions(loaded)
    sources = rights_by_source(about, _sources_in(report), editions)
    stated = [sources, loaded.forces, plan.groups, area.absent]
    # Without similar areas the name of a release is as it was before there were any.
    stated += [plan.similar] if plan.similar else []
    ingredients.append(json.dumps(stated, sort_keys=True))
    if loaded.breaks:
        ingredients.append(json.dumps([asdict(one) for one in loaded.breaks], sort_keys=True))
    digest = hashlib.sha256("\n".join(ingredients).encode()).hexdigest()
    titles = {
        language: about.get(f"title_{language}", area.title(language)) for language in LANGUAGES
    }
    return Manifest(
        release=f"{loaded.months[-1]}-{digest[:10]}",
        built_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        title_en=titles["en"],
        title_cy=titles["cy"],
        in_text_en=area_in_text(about, titles["en"], "en"),
        in_text_cy=area_in_text(about, titles["cy"], "cy"),
        fictional=is_fictional(about),
        rights=rights_of_all(about, _sources_used(report), editions),
        sources=sources,
        counted_to=about.get("counted_to", ""),
        area_code=area.code,
        boundaries="; ".join(_stem(inputs, kind) for kind in _kinds_of_areas(loaded)),
        best_fit=_stem(inputs, BEST_FIT) if inputs.one(BEST_FIT) else "",
        absent_authorities=area.absent,
        levels=loaded.levels,
        first_month=loaded.months[0],
        last_month=loaded.months[-1],
        gaps=tuple(loaded.gaps),
        breaks=tuple(loaded.breaks),
        breaks_rule=RULE,
        missing_months=tuple(loaded.missing_months),
        forces=tuple(loaded.forces),
        authorities=tuple(loaded.authorities),
        files=tuple(report.files),
        tables=tables,
        arrays=arrays,
        groups=plan.groups,
        similar=plan.similar,
        addresses=plan.addresses,
        most_examples=MOST_EXAMPLES,
        unrecognised=explain_unrecognised(inputs.all(OTHER)),
    )


def _kinds_of_areas(loaded: Loaded) -> list[str]:
    return [WARDS, LSOAS, *(KIND_OF[level] for level in loaded.levels if level in KIND_OF)]


def _stem(inputs: Inputs, kind: str) -> str:
    member = inputs.one(kind)
    assert member
    return Path(member.name).stem.replace("_", " ")


def _sources_in(report: LoadReport) -> list[str]:
    return sorted({source_of(account.kind) for account in report.files})


def _sources_used(report: LoadReport) -> list[str]:
    """Return the sources of which the release has rows."""
    return sorted({source_of(account.kind) for account in report.files if account.used})


def _editions(loaded: Loaded) -> list[str]:
    """Return the editions of the indices of deprivation in the release."""
    ranks = loaded.tables.get("deprivation")
    return [] if ranks is None else sorted(ranks["edition"].astype(str).unique())
