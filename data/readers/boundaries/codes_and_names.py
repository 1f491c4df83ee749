"""Reads the codes and names of areas from a published layer."""

import re

import pandas as pd

from data.errors import SourceError
from data.files.archive import Member
from data.messages import Message
from data.readers.shapes import first_row, shown_cell

# CODE: the code of an area of any kind.
CODE = re.compile(r"[A-Z][0-9]{8}")
# LONGEST_NAME: the most characters of an area's name.
LONGEST_NAME = 200


def area_codes(member: Member, layer: pd.DataFrame, column: str) -> pd.Series:
    """Return the codes of areas, one in every row.

    Parameters
    ----------
    member
        The file, for the message.
    layer
        Its layer or table, indexed by row.
    column
        The column of the codes.

    Returns
    -------
    Series
        The codes as text.

    Raises
    ------
    SourceError
        If a cell is no code; the message names the row.

    Examples
    --------
    >>> table = pd.DataFrame({"WD25CD": ["W05999003 "]}, index=[1])
    >>> area_codes(wards_file, table, "WD25CD").tolist()  # doctest: +SKIP
    ['W05999003']
    """
    codes = _texts(layer[column])
    wrong = ~codes.map(lambda code: bool(CODE.fullmatch(code))).astype(bool)
    if wrong.any():
        raise _wrong_cell(member, layer, column, first_row(wrong), Message("area.code"))
    return codes


def require_once(member: Member, codes: pd.Series, column: str) -> None:
    """Raise if a code is there twice.

    Parameters
    ----------
    member
        The file, for the message.
    codes
        The codes, indexed by row.
    column
        Their column, for the message.

    Raises
    ------
    SourceError
        Names the two rows.

    Examples
    --------
    >>> require_once(wards_file, pd.Series(["W05999003"], index=[1]), "WD25CD")  # doctest: +SKIP
    """
    again = codes.duplicated()
    if not again.any():
        return
    row = first_row(again)
    code = codes[row]
    raise SourceError(
        file=member.path_shown,
        where=Message("where.row_column", row=row, column=column),
        expected=Message("area.code_once"),
        found=Message("area.code_again", code=code, row=first_row(codes == code)),
    )


def area_names(member: Member, layer: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return the English and Welsh names of areas.

    Parameters
    ----------
    member
        The file, for the message.
    layer
        Its layer, indexed by row.
    code
        The column of their codes, such as "WD25CD"; names are in "WD25NM" and "WD25NMW".

    Returns
    -------
    DataFrame
        `name_en` and `name_cy`; the English name in both if there is no Welsh one.

    Raises
    ------
    SourceError
        If there is no column of names, or a row has no name.

    Examples
    --------
    >>> layer = pd.DataFrame({"WD25CD": ["W05999003"], "WD25NM": ["Caerau"]}, index=[1])
    >>> area_names(wards_file, layer, "WD25CD").loc[1].tolist()  # doctest: +SKIP
    ['Caerau', 'Caerau']
    """
    column = code.removesuffix("CD") + "NM"
    if column not in layer.columns:
        raise SourceError(
            file=member.path_shown,
            where=Message("where.columns"),
            expected=Message("columns.these", columns=(column,)),
            found=", ".join(map(str, layer.columns))[:300],
        )
    english = _texts(layer[column])
    wrong = (english == "") | (english.str.len() > LONGEST_NAME)
    if wrong.any():
        raise _wrong_cell(member, layer, column, first_row(wrong), Message("area.name"))
    of_wales = f"{column}W"
    welsh = _texts(layer[of_wales]) if of_wales in layer.columns else english
    wrong = welsh.str.len() > LONGEST_NAME
    if wrong.any():
        raise _wrong_cell(member, layer, of_wales, first_row(wrong), Message("area.name"))
    return pd.DataFrame({"name_en": english, "name_cy": welsh.where(welsh != "", english)})


def _texts(cells: pd.Series) -> pd.Series:
    """Return cells as text with single spaces; empty where a cell is no text."""
    return cells.map(lambda cell: " ".join(cell.split()) if isinstance(cell, str) else "").astype(
        "str"
    )


def _wrong_cell(
    member: Member, layer: pd.DataFrame, column: str, row: int, expected: Message
) -> SourceError:
    return SourceError(
        file=member.path_shown,
        where=Message("where.row_column", row=row, column=column),
        expected=expected,
        found=shown_cell(layer.at[row, column]),
    )
