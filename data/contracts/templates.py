"""Write contracts as files for partners: template, example, schema and description."""

import io
import json
import zipfile
from pathlib import Path

from data.contracts import Contract, contract_of
from data.contracts.table_schema import table_schema
from data.contracts.template_description import describe_contract
from data.contracts.template_rows import csv_rows, feature_collection
from data.errors import NotWritable, WouldOverwrite

# BOTH_FORMS: kinds that are common both in map programs and in spreadsheets.
BOTH_FORMS = ("groups", "orders")


def write_template(kind: str, folder: Path, *, overwrite: bool = False) -> list[Path]:
    """Write the files of a kind into a folder.

    Nothing is written if a file of the same name has other content, unless it may be overwritten.

    Parameters
    ----------
    kind
        The contract's kind.
    folder
        The folder; created if it doesn't exist.
    overwrite
        Whether files of the same names may be replaced.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    WouldOverwrite
        If a file would be replaced; the message names all of them.
    NotWritable
        If the folder can't be written to.

    Examples
    --------
    >>> write_template("responses", Path("templates"))  # doctest: +SKIP
    [PosixPath('templates/responses-template.csv'), ...]
    """
    contents = template_files(kind)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = [name for name in contents if _has_other(folder / name, contents[name])]
        if others and not overwrite:
            raise WouldOverwrite(folder=folder, files=", ".join(others))
        for name, content in contents.items():
            (folder / name).write_bytes(content)
    except OSError as fault:
        raise NotWritable(folder=folder, problem=str(fault.strerror)) from fault
    return [folder / name for name in contents]


def _has_other(path: Path, content: bytes) -> bool:
    """Return whether there is a file with other content."""
    return path.exists() and path.read_bytes() != content


def template_zip(kind: str) -> bytes:
    """Return the files of a kind as a zip, with the same bytes each time.

    Parameters
    ----------
    kind
        The contract's kind.

    Returns
    -------
    bytes
        The zip.

    Examples
    --------
    >>> template_zip("responses") == template_zip("responses")
    True
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in template_files(kind).items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return content.getvalue()


def template_files(kind: str) -> dict[str, bytes]:
    """Return the template, example, schema and description of a contract.

    Groups and orders have their template and example both as a layer and as a table.

    Parameters
    ----------
    kind
        The contract's kind.

    Returns
    -------
    dict of bytes
        From each file's name to its content.

    Examples
    --------
    >>> list(template_files("responses"))
    ['responses-template.csv', 'responses-example.csv',
     'responses-contract.json', 'responses-contract.md']
    """
    contract = contract_of(kind)
    layer, table = ("geojson", _geojson), ("csv", csv_rows)
    first, second = (layer, table) if contract.polygons else (table, layer)
    ending, write = first
    files = {
        f"{kind}-template.{ending}": write(contract, 0),
        f"{kind}-example.{ending}": write(contract, 3),
        f"{kind}-contract.json": _json(table_schema(contract)),
        f"{kind}-contract.md": describe_contract(contract).encode(),
    }
    if kind in BOTH_FORMS:
        ending, write = second
        files |= {
            f"{kind}-template.{ending}": write(contract, 0),
            f"{kind}-example.{ending}": write(contract, 3),
        }
    return files


def _geojson(contract: Contract, rows: int) -> bytes:
    return _json(feature_collection(contract, rows))


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
