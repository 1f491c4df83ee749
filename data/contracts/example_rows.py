"""Find the rows of a template's example in a table: they are fictional."""

import geopandas as gpd
import pandas as pd

from data.contracts.model import IN_DEGREES, IN_METRES, Contract, Field
from data.contracts.registry import contract_of
from data.contracts.template_rows import template_columns
from data.contracts.types import TEXT
from data.errors import SourceError
from data.messages import Message

CODES = ("ward_code", "lsoa_code")


def example_rows(kind: str, table: pd.DataFrame) -> pd.Series:
    """Return the rows that are a row of the contract's example.

    A row is one if every cell says the same, in any spelling that the contract accepts. Coordinates
    and codes of areas may differ where the example's rows have a number of their own, because an
    example that is only moved to a real ward is still fictional.

    Parameters
    ----------
    kind
        The contract's kind.
    table
        Cells of text, indexed by line number. A GeoDataFrame has no columns of coordinates.

    Returns
    -------
    pd.Series
        The first text of the example by line number; empty without such rows.

    Examples
    --------
    >>> row = {"response_id": "A2", "name_en": "Summer beach wardens", "kind": "patrol",
    ...        "name_cy": "Wardeniaid traeth yr haf", "start": "01/06/2026", "end": "2026-08-31",
    ...        "status": "ended"}
    >>> example_rows("responses", pd.DataFrame(row, index=[7])).to_dict()
    {7: 'A2'}
    """
    contract = contract_of(kind)
    fields = _compared(contract, isinstance(table, gpd.GeoDataFrame))
    found: dict[int, str] = {}
    for row in range(3):
        filled = [field for field in fields if field.examples[row]]
        if {field.name for field in filled} <= set(table.columns):
            found |= dict.fromkeys(_same(table, fields, row), filled[0].examples[row])
    return pd.Series(found, dtype="str").sort_index()


def refuse_example_rows(contract: str, table: pd.DataFrame, file: str) -> None:
    """Raise if a table has rows of its template's example, which are fictional.

    Parameters
    ----------
    contract
        The kind of the contract.
    table
        Cells of text, indexed by line number.
    file
        The file's name in the message.

    Raises
    ------
    SourceError
        Names the file, the first of the rows and the lines of the others.

    Examples
    --------
    >>> refuse_example_rows("groups", pd.DataFrame({"group_id": ["A7"]}, index=[2]), "groups.csv")
    """
    found = example_rows(contract, table)
    if found.empty:
        return
    first, *more = map(str, found.index)
    words = {"name": found.iloc[0]} | ({"rows": tuple(more)} if more else {})
    raise SourceError(
        file=file,
        where=Message("where.row", row=first),
        expected=Message("examples.own_rows"),
        found=Message("examples.found_more" if more else "examples.found", **words),
    )


def _compared(contract: Contract, shaped: bool) -> list[Field]:
    """Return the fields by which rows are compared."""
    placed = (*IN_DEGREES, *IN_METRES)
    numbered = len(contract.key) == 1 and contract.key[0].endswith("_id")
    spared = (*placed, *CODES) if numbered else placed if shaped else ()
    return [field for field in template_columns(contract) if field.name not in spared]


def _same(table: pd.DataFrame, fields: list[Field], row: int) -> pd.Index:
    """Return the lines of which every cell says what the example says, found by column."""
    lines = table.index
    for field in sorted(fields, key=lambda field: not field.examples[row]):
        column, example = field.name, field.examples[row]
        if column not in table or lines.empty:
            continue
        cells = table.loc[lines, column]
        if not example:
            lines = lines[cells.isna()]
        elif field.type is TEXT:  # Without a loop, as a survey can have a million rows.
            lines = lines[cells.eq(example)]
        else:
            said = {cell: field.type.read(str(cell)) for cell in cells.dropna().unique()}
            wanted = field.type.read(example)
            lines = lines[[cell in said and said[cell] == wanted for cell in cells]]
    return lines
