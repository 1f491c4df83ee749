"""Validate a table of text against its contract."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import reduce

import geopandas as gpd
import numpy as np
import pandas as pd

from data.contracts.coordinates import Bounds, check_shapes, read_coordinates
from data.contracts.faults import WHOLE_FILE, Faults, ValidatedTable
from data.contracts.model import IN_DEGREES, IN_METRES, Contract, Field
from data.contracts.registry import contract_of
from data.messages import Message
from data.readers.headers.cells import BEYOND
from data.schema import BRITISH_GRID

POLYGONS = ("Polygon", "MultiPolygon")


def validate(
    kind: str,
    table: pd.DataFrame,
    *,
    wards: Collection[str] | None = None,
    lsoas: Collection[str] | None = None,
    bounds: Bounds | None = None,
    without_shapes: bool = False,
) -> ValidatedTable:
    """Check all cells of a table against a contract.

    All faults are reported, not only the first. A row is either in `good` or has a fault, unless
    the file as a whole has one. A fault of a single cell is in `dropped`.

    Parameters
    ----------
    kind
        The contract's kind.
    table
        Cells of text, indexed by line number from 1 up. A GeoDataFrame also has geometries.
    wards, lsoas
        The codes of the area; None if any code is valid.
    bounds
        West, south, east and north of the area in metres; None if coordinates anywhere are valid.
    without_shapes
        Whether rows need no polygon, because it is given elsewhere.

    Returns
    -------
    ValidatedTable
        The usable rows and all faults.

    Raises
    ------
    ValueError
        If the table isn't indexed by unique line numbers from 1 up.

    Examples
    --------
    >>> row = {"response_id": "A1", "name_en": "Wardens", "kind": "patrol", "status": "soon"}
    >>> validate("responses", pd.DataFrame(row, index=[1])).faults["column"].tolist()
    ['status']
    """
    contract, faults, dropped = contract_of(kind), Faults(), Faults()
    if without_shapes:
        contract = replace(contract, polygons=False)
    _check_columns(contract, table, faults)
    fields = _fields_in(contract, table)
    cells = pd.DataFrame(table).reindex(columns=[field.name for field in fields])
    columns = [
        _read(one, cells[one.name], faults if one.costs_the_row else dropped) for one in fields
    ]
    typed = pd.DataFrame(dict(zip(cells, columns, strict=True)))
    typed = typed.set_axis(table.index)
    shapes = table.geometry if isinstance(table, gpd.GeoDataFrame) else None
    if contract.polygons:
        _check_polygons(shapes, faults)
    if "lon" in contract.columns:
        typed[["x", "y"]] = read_coordinates(contract, cells, typed, shapes, bounds, faults)
    for column, codes in (("ward_code", wards), ("lsoa_code", lsoas)):
        if column in typed and codes is not None:
            unknown = typed[column].notna() & ~typed[column].isin(list(codes))
            faults.add(cells.loc[unknown, column], column, "a code of this area")
    _check_key(contract, typed, faults)
    for rule in contract.rules:
        faults.add(cells.loc[rule.broken(typed), rule.column], rule.column, rule.expected)
    if BEYOND in table:
        extra = table.loc[table[BEYOND].notna(), BEYOND]
        faults.add(extra, BEYOND, f"no more cells than the header's {len(table.columns) - 1}")
    all_faults = faults.table()
    whole = (all_faults["row"] == WHOLE_FILE).any()
    good = typed.iloc[:0] if whole else typed[~typed.index.isin(all_faults["row"])]
    cells_dropped = dropped.table()
    return ValidatedTable(
        good=_tidy(contract, fields, good, shapes),
        faults=all_faults,
        of_file=faults.whole(),
        dropped=cells_dropped[cells_dropped["row"].isin(good.index)],
    )


def _check_columns(contract: Contract, table: pd.DataFrame, faults: Faults) -> None:
    columns = ", ".join(str(column) for column in table.columns)[:300] or Message(
        "found.no_columns"
    )
    for field in contract.fields:
        if field.required and field.name not in table:
            meaning = contract.meaning(field)
            wanted = Message("columns.called", column=field.name, meaning=meaning)
            faults.of_file(field.name, wanted, columns)
    shaped = isinstance(table, gpd.GeoDataFrame)
    placed = any(set(place) <= set(table.columns) for place in contract.places)
    if contract.places and not placed and not shaped:
        faults.of_file("", Message("columns.where", ways=_ways(contract)), columns)
    if table.empty:
        faults.of_file("", Message("rows.one"), Message("found.none"))
    if not table.index.is_unique or (len(table) and table.index.min() <= WHOLE_FILE):
        raise ValueError("a table to validate is indexed by its line numbers, from 1 up")


def _ways(contract: Contract) -> str:
    """Return the alternatives for a location in words, such as "lon and lat or ward_code"."""
    pairs = [
        Message("columns.both", first=way[0], second=way[1]) if len(way) == 2 else way[0]
        for way in contract.places
    ]
    return reduce(lambda first, other: Message("columns.or", first=first, other=other), pairs)


def _fields_in(contract: Contract, table: pd.DataFrame) -> list[Field]:
    """Return the contract's fields, with one for each column that a `*` stands for."""
    fields: list[Field] = []
    for field in contract.fields:
        if not field.name.endswith("*"):
            fields.append(field)
            continue
        start = field.name.removesuffix("*")
        names = [str(column) for column in table.columns if str(column).startswith(start)]
        fields += [replace(field, name=name) for name in names]
    return fields


def _read(field: Field, cells: pd.Series, faults: Faults) -> pd.Series:
    """Return a column's values; None if a cell is empty or isn't valid."""
    codes, distinct = pd.factorize(cells)
    if field.required:
        faults.add(cells[codes < 0], field.name, field.type.expected)
    values = np.empty(len(distinct) + 1, dtype=object)
    # A missing cell has the code -1, and so the last value, which is None.
    values[:-1] = [field.type.read(str(cell)) for cell in distinct]
    if field.name not in (*IN_DEGREES, *IN_METRES):  # Coordinates are checked in pairs.
        invalid = pd.isna(values)
        invalid[-1] = False
        faults.add(cells[invalid[codes]], field.name, field.type.expected)
    return pd.Series(values[codes], index=cells.index, dtype=object)


def _check_polygons(shapes: gpd.GeoSeries | None, faults: Faults) -> None:
    if shapes is None:
        faults.of_file("geometry", Message("shapes.areas"), Message("shapes.no_geometry"))
        return
    kinds = shapes.geom_type.fillna("").where(~shapes.is_empty, "nothing")
    odd = ~kinds.isin(POLYGONS)
    faults.add(kinds[odd].replace("", None), "geometry", "a polygon")
    placed = check_shapes(shapes[~odd], faults)
    flat = _repaired(shapes[placed.index[placed]]).is_empty
    nothing = kinds[flat.index[flat]] + " that encloses nothing"
    faults.add(nothing, "geometry", "a polygon")


def _repaired(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return valid polygons; lines that a repair leaves over enclose no area and are removed."""
    return shapes.make_valid(method="structure", keep_collapsed=False)


def _check_key(contract: Contract, typed: pd.DataFrame, faults: Faults) -> None:
    key = list(contract.key)
    if not key:
        return
    needed = [one.name for one in contract.fields if one.required and one.name in key] or key
    whole = typed[typed[needed].notna().all(axis=1)]
    again = whole[whole.duplicated(key)]
    first = whole.drop_duplicates(key).reset_index(names="line").set_index(key)["line"]
    names = [tuple(row) if len(key) > 1 else row[0] for row in again[key].to_numpy()]
    texts = [
        f"{' / '.join(str(part) for part in row if part is not None)} (also in row {first[name]})"
        for row, name in zip(again[key].to_numpy(), names, strict=True)
    ]
    faults.add(pd.Series(texts, index=again.index, dtype=object), key[-1], contract.key_rule)


def _tidy(
    contract: Contract, fields: Sequence[Field], good: pd.DataFrame, shapes: gpd.GeoSeries | None
) -> pd.DataFrame:
    tidy = pd.DataFrame(index=good.index)
    for field in fields:
        if field.name in (*IN_DEGREES, *IN_METRES):
            continue
        values = good[field.name]
        if field.falls_back:
            values = values.where(values.notna(), good[field.falls_back])
        tidy[field.name] = values.astype(pd.api.types.pandas_dtype(field.type.dtype))
    if "x" in good:
        tidy[["x", "y"]] = good[["x", "y"]].astype("float64")
    if contract.polygons:
        geometry = [] if shapes is None else _repaired(shapes[good.index]).array
        tidy = gpd.GeoDataFrame(tidy, geometry=geometry, crs=BRITISH_GRID)
    return tidy
