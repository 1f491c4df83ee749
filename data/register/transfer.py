"""Export the whole register as a file, and import it into an empty one, on either database."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Connection, Engine, MetaData, func, insert, select, text

from data.errors import RegisterUnavailable, WouldOverwrite
from data.files.durable import replace_file, storage_errors
from data.files.local_file import why_unreadable
from data.messages import Message
from data.register.database import POSTGRESQL, engine_of, reading, writing
from data.register.migration import create_file, latest_version, migrate, version
from data.register.tables import AUDIT, CHANGES, METADATA

FORMAT = "milltir register"
# The rows of each table, by the names of tables and columns.
Tables = dict[str, list[dict[str, Any]]]


def export(engine: Engine, file: Path) -> int:
    """Write every table of the register, with its whole history, as JSON.

    Parameters
    ----------
    engine
        The register.
    file
        The file, which must not exist yet.

    Returns
    -------
    int
        The number of changes in it.

    Raises
    ------
    WouldOverwrite
        If the file exists.

    Examples
    --------
    >>> export(engine, Path("register.json"))  # doctest: +SKIP
    412
    """
    if file.exists():
        raise WouldOverwrite(folder=file.parent, files=file.name)
    tables = _rows_of(engine)
    whole = {"format": FORMAT, "version": version(engine), "tables": tables}
    with storage_errors(file.parent):
        replace_file(file, json.dumps(whole, ensure_ascii=False, indent=1))
    return len(tables[CHANGES.name])


def import_file(engine: Engine, file: Path) -> int:
    """Read an export into a register in which nothing has been entered yet, all of it or nothing.

    Parameters
    ----------
    engine
        The register.
    file
        The export, of this version of the tables.

    Returns
    -------
    int
        The number of changes in it.

    Raises
    ------
    RegisterUnavailable
        If the file isn't such an export, or if the register isn't empty.

    Examples
    --------
    >>> import_file(engine, Path("register.json"))  # doctest: +SKIP
    412
    """
    of, tables = _tables_in(file)
    if of != latest_version():
        raise _not_an_export(file, Message("register.newer", version=of))
    with writing(engine) as connection:
        if connection.scalar(select(func.count()).select_from(CHANGES)):
            raise _not_an_export(file, Message("register.not_empty"))
        _insert(connection, METADATA, tables)
    return len(tables.get(CHANGES.name, []))


def from_export(file: Path, new: Path) -> None:
    """Make a register in SQLite of an export, and bring it to the version of this program.

    Parameters
    ----------
    file
        The export, of this version of the tables or an older one.
    new
        The register's file, which doesn't exist yet.

    Raises
    ------
    RegisterUnavailable
        If the file isn't such an export.

    Examples
    --------
    >>> from_export(Path("register.json"), Path("register.sqlite.new"))  # doctest: +SKIP
    """
    of, tables = _tables_in(file)
    create_file(new)
    engine = engine_of(f"sqlite:///{new}")
    migrate(engine, to=of)
    with writing(engine) as connection:
        _insert(connection, METADATA if of == latest_version() else _tables_of(connection), tables)
    migrate(engine)
    engine.dispose()


def copy_rows(source: Engine | None, connection: Connection) -> None:
    """Replace everything in a register by what is in another one, of the same version.

    Parameters
    ----------
    source
        The register with what is to be in it; None for nothing.
    connection
        A transaction of the register whose rows are replaced (`database.writing`). Its record of
        who did what stays, as it can't be deleted; without one, that of the source is written.

    Examples
    --------
    >>> copy_rows(restored, connection)  # doctest: +SKIP
    """
    for table in reversed(METADATA.sorted_tables):
        if table is not AUDIT:
            connection.execute(table.delete())
    rows = _rows_of(source) if source else {}
    if connection.scalar(select(func.count()).select_from(AUDIT)):
        rows.pop(AUDIT.name, None)
    _insert(connection, METADATA, rows)


def _rows_of(engine: Engine) -> Tables:
    with reading(engine) as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(select(table))]
            for table in METADATA.sorted_tables
        }


def _insert(connection: Connection, metadata: MetaData, tables: Tables) -> None:
    for table in metadata.sorted_tables:
        rows = tables.get(table.name, [])
        if table.name == AUDIT.name:  # Somebody may have been here before; their rows stay.
            rows = [{name: row[name] for name in row if name != "id"} for row in rows]
        # In the order of the file: a change can take back one before it.
        if rows:
            connection.execute(insert(table), rows)
    if connection.dialect.name == POSTGRESQL:
        # Rows of changes came with their numbers; the next one gets the number after them.
        last = "SELECT setval(pg_get_serial_sequence('changes', 'id'), max(id)) FROM changes"
        connection.execute(text(last))


def _tables_of(connection: Connection) -> MetaData:
    """Return the tables of an older version, as they are in the database."""
    metadata = MetaData()
    metadata.reflect(connection)
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, JSON) and column.nullable:
                column.type.none_as_null = True
    return metadata


def _tables_in(file: Path) -> tuple[str, Tables]:
    """Return the version of the tables of an export, and their rows."""
    try:
        whole = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise _not_an_export(file, why_unreadable(error)) from error
    except ValueError as error:
        raise _not_an_export(file, "JSON") from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise _not_an_export(file, Message("register.other_format", format=FORMAT))
    return str(whole["version"]), whole["tables"]


def _not_an_export(file: Path, why: str) -> RegisterUnavailable:
    return RegisterUnavailable(problem=Message("register.not_an_export", file=str(file), why=why))
