"""Finds and erases what is removed from the register of what people entered."""

from collections.abc import Mapping

import pandas as pd

from data.contracts import contract_of
from data.erasure.removal import Removal
from data.register.erasure import editors_with, erase_editors, erase_records, records_with
from data.register.kinds import KINDS, TABLES
from data.register.migration import exists, open_register
from data.settings import Settings

# EDITORS: the names of people in the history, beside the kinds of records.
EDITORS = "history"


def find_in_register(removal: Removal, settings: Settings) -> dict[str, frozenset[str]]:
    """Return what is removed from the register.

    Parameters
    ----------
    removal
        What is removed.
    settings
        The installation's paths.

    Returns
    -------
    dict of frozenset
        By kind of record the numbers, and the names in the history; empty without a register.

    Examples
    --------
    >>> find_in_register(removal, load_settings())  # doctest: +SKIP
    {'groups': frozenset({'G001'})}
    """
    if not exists(settings.register_address):
        return {}
    register, found = open_register(settings.register_address), {}
    for name, kind in KINDS.items():
        # What only the register has no contract; its records go by their number there.
        (number,) = contract_of(name).key if name in TABLES else ("record",)

        def decide(table: pd.DataFrame, name: str = name) -> pd.Series:
            return removal.rows(name, table)

        if numbers := records_with(register, kind, number, decide):
            found[name] = numbers
    if removal.everywhere and (names := editors_with(register, removal.redacted)):
        found[EDITORS] = names
    return found


def erase_in_register(
    removal: Removal, found: Mapping[str, frozenset[str]], settings: Settings
) -> None:
    """Erase what was found in the register.

    Parameters
    ----------
    removal
        What is removed.
    found
        As from `find_in_register`.
    settings
        The installation's paths.

    Examples
    --------
    >>> erase_in_register(removal, {}, load_settings())  # doctest: +SKIP
    """
    if not found:
        return
    register = open_register(settings.register_address)
    for name, kind in KINDS.items():
        erase_records(register, kind, found.get(name, frozenset()))
    if EDITORS in found:
        erase_editors(register, removal.redacted)
