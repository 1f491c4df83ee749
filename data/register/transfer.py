"""Export the whole register as a file, and import it into an empty one, on either database."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, insert, select, text

from data.errors import RegisterUnavailable, WouldOverwrite
from data.files.durable import replace_file, storage_errors
from data.files.local_file import why_unreadable
from data.messages import Message
from data.register.database import POSTGRESQL, reading, writing
from data.register.migration import latest_version, version
from data.register.tables import AUDIT, CHANGES, METADATA

FORMAT = "milltir register"


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
    with reading(engine) as connection:
        tables = {
            table.name: [dict(row._mapping) for row in connection.execute(select(table))]
            for table in METADATA.sorted_tables
        }
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
        The export, of the same version of the tables.

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
    tables = _tables_in(file)
    with writing(engine) as connection:
        if connection.scalar(select(func.count()).select_from(CHANGES)):
            raise _not_an_export(file, Message("register.not_empty"))
        for table in METADATA.sorted_tables:
            rows = tables.get(table.name, [])
            if table is AUDIT:  # Somebody may have been here before; their rows stay.
                rows = [{name: row[name] for name in row if name != "id"} for row in rows]
            # In the order of the file: a change can take back one before it.
            if rows:
                connection.execute(insert(table), rows)
        if engine.dialect.name == POSTGRESQL:
            last = "SELECT setval(pg_get_serial_sequence('changes', 'id'), max(id)) FROM changes"
            connection.execute(text(last))
    return len(tables.get(CHANGES.name, []))


def _tables_in(file: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        whole = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise _not_an_export(file, why_unreadable(error)) from error
    except ValueError as error:
        raise _not_an_export(file, "JSON") from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise _not_an_export(file, Message("register.other_format", format=FORMAT))
    if whole["version"] != latest_version():
        raise _not_an_export(file, Message("register.newer", version=str(whole["version"])))
    tables: dict[str, list[dict[str, Any]]] = whole["tables"]
    return tables


def _not_an_export(file: Path, why: str) -> RegisterUnavailable:
    return RegisterUnavailable(problem=Message("register.not_an_export", file=str(file), why=why))
