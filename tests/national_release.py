"""A small release that was built with national counts: the sample county among six authorities."""

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from data.build.write_release import fingerprint
from data.files.digested_json import read_json, write_json
from data.release.manifest import MANIFEST
from data.release.switch import make_current
from data.settings import load_settings
from tests.national_counts import change, national_file

NAME = "2026-09-compared"
# ROWS: six authorities and the LSOAs of the sample county.
ROWS = 97


def release_with_national_counts(
    release: Path,
    home: Path,
    *,
    alter: Callable[[pa.Table], pa.Table] | None = None,
    facts: dict[str, object] | None = None,
    similar: dict[str, list[str]] | None = None,
) -> None:
    """Make the sample county's release with national counts the current one of a home.

    `alter` and `facts` change the file of national counts, `similar` are stated areas.
    """
    folder = home / "releases" / NAME
    folder.mkdir(parents=True)
    for path in release.iterdir():
        # The files are only read, so that links do.
        if path.name not in (MANIFEST,):
            (folder / path.name).symlink_to(path)
    file = national_file(release, home / "six", folder / "national.parquet")
    change(file, alter or (lambda table: table), facts)
    content = read_json(release / MANIFEST)
    entry = fingerprint(file)
    content["tables"]["national"] = {"rows": ROWS, **entry}
    report = {"file": file.name, "kind": "national", "sha256": entry["sha256"]}
    content["files"].append(report | {"read": ROWS, "used": ROWS})
    content |= {"release": NAME, "similar": similar or {}}
    write_json(folder / MANIFEST, json.loads(json.dumps(content)))
    make_current(NAME, load_settings({"MILLTIR_HOME": str(home)}))
