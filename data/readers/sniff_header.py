"""Finds candidates for a file's header without reading the whole file."""

import io
import json
import re

import geopandas as gpd
import pyogrio

from data.errors import SourceError
from data.files.archive import Member
from data.messages import Message
from data.readers.partner_workbook import heads_of_workbook
from data.readers.shapes import for_reader, without_name_warning
from data.readers.text.delimited_text import heads_of_text

HEAD_BYTES = 64 * 1024


def heads_of_table(member: Member) -> list[list[list[str]]]:
    """Return the first filled rows of each sheet, or under each delimiter.

    Parameters
    ----------
    member
        A table.

    Returns
    -------
    list[list[list[str]]]
        Rows of cells per sheet or delimiter, comma first.

    Raises
    ------
    SourceError
        If it is a workbook that can't be read.

    Examples
    --------
    >>> heads_of_table(member)  # doctest: +SKIP
    """
    if member.name.lower().endswith((".xlsx", ".ods")):
        heads = heads_of_workbook(member.path_shown, member.read_bytes())
    else:
        with member.open() as file:
            heads = heads_of_text(file.read(HEAD_BYTES))
    return [[cells for _, cells in head if any(cells)] for head in heads]


def headers_of_layers(member: Member) -> list[list[str]]:
    """Return the column names of each layer.

    Parameters
    ----------
    member
        A layer file.

    Returns
    -------
    list[list[str]]
        Names per layer, in the file's order.

    Raises
    ------
    SourceError
        If it is no layer.

    Examples
    --------
    >>> headers_of_layers(member)  # doctest: +SKIP
    """
    return list(columns_by_layer(member).values())


def columns_by_layer(member: Member) -> dict[str, list[str]]:
    """Return the column names of each layer by its name.

    Parameters
    ----------
    member
        A layer file.

    Returns
    -------
    dict of list
        Names in the file's order; the only layer of a GeoJSON may have an empty name.

    Raises
    ------
    SourceError
        If it is no layer.

    Examples
    --------
    >>> list(columns_by_layer(zoomstack_file))  # doctest: +SKIP
    ['airports', 'boundaries', 'contours']
    """
    if member.name.lower().endswith("json"):
        with member.open() as file:
            found = _first_properties(file.read(HEAD_BYTES).decode("utf-8", errors="replace"))
        if found:
            return {"": found}
    try:
        with without_name_warning():
            return _fields_of_layers(member)
    except SourceError:
        raise
    except Exception as fault:  # GDAL raises many kinds, none of them shared.
        raise SourceError(
            file=member.path_shown,
            expected=Message("layer.any"),
            found=Message("layer.unreadable"),
        ) from fault


def _fields_of_layers(member: Member) -> dict[str, list[str]]:
    source = for_reader(member)
    layers = [str(layer) for layer in gpd.list_layers(source)["name"]]
    if len(layers) == 1:  # GDAL gives the only layer of a GeoJSON a new name each time.
        return {layers[0]: _fields(source, None)}
    return {layer: _fields(source, layer) for layer in layers}


def _fields(source: io.BytesIO | str, layer: str | None) -> list[str]:
    if isinstance(source, io.BytesIO):
        source.seek(0)
    return [str(name) for name in pyogrio.read_info(source, layer=layer)["fields"]]


def _first_properties(head: str) -> list[str]:
    """Return the property names of a GeoJSON's first feature, if they are near its start."""
    start = head.find('"properties"', head.find('"Feature"') + 1)
    found = re.search(r"\{[^{}]*\}", head[start:]) if start >= 0 else None
    try:
        return list(json.loads(found.group(0))) if found else []
    except ValueError:
        return []
