"""Columns and example rows of templates, as a table and as a layer."""

import csv
import io
from dataclasses import replace

from data.contracts import IN_DEGREES, IN_METRES, Contract, Field

# SHAPES: south-west and north-east corners of the example orders, which are in Cardigan Bay.
SHAPES = (
    ((-4.5942, 52.3484), (-4.5906, 52.3506)),
    ((-4.5058, 52.2994), (-4.5009, 52.3018)),
    ((-4.4751, 52.2973), (-4.4702, 52.2999)),
)
# POINTS: the example groups; the last one gives help whose location is never shown.
POINTS = ((-4.591327, 52.349565), (-4.503393, 52.300655), None)
GEOMETRY = "geometry"


def csv_rows(contract: Contract, rows: int) -> bytes:
    """Return a template as a CSV table, with the first of the examples.

    Parameters
    ----------
    contract
        The contract.
    rows
        How many example rows; 0 for the header alone.

    Returns
    -------
    bytes
        The table in UTF-8.

    Examples
    --------
    >>> from data.contracts import contract_of
    >>> len(csv_rows(contract_of("responses"), 3).splitlines())
    4
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    shaped = [GEOMETRY] if contract.polygons else []
    fields = template_columns(contract)
    writer.writerow([*(field.name for field in fields), *shaped])
    for row in range(rows):
        shape = [_wkt(*SHAPES[row])] if contract.polygons else []
        writer.writerow([*(field.examples[row] for field in fields), *shape])
    # With a byte order mark, as Excel otherwise reads ŵ and ŷ wrongly.
    return text.getvalue().encode("utf-8-sig")


def feature_collection(contract: Contract, rows: int) -> dict[str, object]:
    """Return a layer; without rows one empty feature, from which editors take the columns.

    Parameters
    ----------
    contract
        The contract.
    rows
        How many example features.

    Returns
    -------
    dict
        The layer as GeoJSON.

    Examples
    --------
    >>> from data.contracts import contract_of
    >>> feature_collection(contract_of("groups"), 0)["features"][0]["geometry"] is None
    True
    """
    placed = (*IN_DEGREES, *IN_METRES)
    fields = [field for field in contract.fields if field.name not in placed]
    features = [
        {
            "type": "Feature",
            "properties": {field.name: field.examples[row] or None for field in fields},
            "geometry": _box(*SHAPES[row]) if contract.polygons else _point(POINTS[row]),
        }
        for row in range(rows)
    ]
    empty = {
        "type": "Feature",
        "properties": dict.fromkeys(field.name for field in fields),
        "geometry": None,
    }
    return {"type": "FeatureCollection", "features": features or [empty]}


def _point(position: tuple[float, float] | None) -> dict[str, object] | None:
    return {"type": "Point", "coordinates": list(position)} if position else None


def _wkt(south_west: tuple[float, float], north_east: tuple[float, float]) -> str:
    (west, south), (east, north) = south_west, north_east
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"POLYGON (({', '.join(f'{x} {y}' for x, y in corners)}))"


def _box(south_west: tuple[float, float], north_east: tuple[float, float]) -> dict[str, object]:
    (west, south), (east, north) = south_west, north_east
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def template_columns(contract: Contract) -> list[Field]:
    """Return the columns of a template: a column for each name that a `*` stands for.

    Parameters
    ----------
    contract
        The contract.

    Returns
    -------
    list[Field]
        Its fields in their order, each with the column's name.

    Examples
    --------
    >>> from data.contracts import contract_of
    >>> [field.name for field in template_columns(contract_of("responses"))][:2]
    ['response_id', 'name_en']
    """
    return [column for field in contract.fields for column in named_columns(field)]


def named_columns(field: Field) -> list[Field]:
    """Return the columns that a field stands for.

    Parameters
    ----------
    field
        A field, whose name may have a `*`.

    Returns
    -------
    list[Field]
        The field with the name of each column.

    Examples
    --------
    >>> from data.contracts import contract_of
    >>> [column.name for column in named_columns(contract_of("responses").fields[0])]
    ['response_id']
    """
    names = [field.name.replace("*", name) for name in field.stands_for] or [field.name]
    return [replace(field, name=name) for name in names]
