"""Damages inside zips, workbooks and GeoPackages: of one of their parts, tables or rows."""

import io
import sqlite3
import tempfile
import zipfile
from pathlib import Path
from random import Random

from tests.mutations.damage_bytes import ANY, TEXT

GEOMETRIES = ("NULL", "x''", "x'47500001'", "substr(geom, 1, 40)", "'text'", "12", "zeroblob(200)")


def part_damaged(content: bytes, rng: Random) -> bytes:
    """Damage, lose, rename or repeat a part of a zip, which stays a whole zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    at = rng.randrange(len(parts))
    name, part = parts[at]
    way = rng.random()
    if way < 0.7:
        parts[at] = name, rng.choice((*ANY, *TEXT))(part, rng)
    elif way < 0.85:
        del parts[at]
    elif way < 0.95:
        parts[at] = (
            rng.choice(("other.csv", "a/" + name, name.upper(), "../a", "x.zip", "a\\b")),
            part,
        )
    else:
        parts.append((f"again/{name}", part))
    return _zipped(parts)


def database_changed(content: bytes, rng: Random) -> bytes:
    """Change rows, columns or tables of a GeoPackage."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        path.write_bytes(content)
        with sqlite3.connect(path) as database:
            _change(database, rng)
        database.close()
        return path.read_bytes()


def _change(database: sqlite3.Connection, rng: Random) -> None:
    for (trigger,) in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        database.execute(f'DROP TRIGGER "{trigger}"')
    (table,) = database.execute("SELECT table_name FROM gpkg_contents").fetchone()
    columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
    own = [column for column in columns if column not in ("fid", "geom")]
    some = rng.choice(("", " WHERE fid % 2 = 0", " WHERE fid = 1"))
    column = rng.choice(own)
    value = rng.choice(
        ("NULL", "''", "'inf'", "1e400", "x'00ff'", "-1", "'2025-13'", f'"{own[0]}"')
    )
    other = rng.choice(("odd", "geometry"))
    change = rng.choice(
        (
            f'UPDATE "{table}" SET geom = {rng.choice(GEOMETRIES)}{some}',
            f'UPDATE "{table}" SET geom = {rng.choice(GEOMETRIES)}{some}',
            f'UPDATE "{table}" SET "{column}" = {value}{some}',
            f'UPDATE "{table}" SET "{column}" = {value}{some}',
            f'UPDATE "{table}" SET "{column}" = (SELECT "{column}" FROM "{table}"){some}',
            f'DELETE FROM "{table}"{some}',
            f'ALTER TABLE "{table}" DROP COLUMN "{column}"',
            f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO "{other}"',
            f'DROP TABLE "{table}"',
            "DELETE FROM gpkg_contents",
            "DELETE FROM gpkg_geometry_columns",
            "UPDATE gpkg_geometry_columns SET srs_id = 99999",
            "DELETE FROM gpkg_spatial_ref_sys",
        )
    )
    database.execute(change)


def _zipped(parts: list[tuple[str, bytes]]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            archive.writestr(name, part)
    return written.getvalue()
