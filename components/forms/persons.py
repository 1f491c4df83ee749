"""The question whether a text of a form names a person, before it is saved."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from components.forms.model import LINE, LONG, YES, YES_NO, Input, RecordForm
from components.view import session
from data.errors import InvalidRecord
from data.register.personal_data import RULE, personal_data

# NO_PERSON: the tick that a text names nobody.
NO_PERSON = "no_person"
# NO_TEXTS: lines that aren't looked at: names of records, which can be a person's, and what has a
# form of its own.
NO_TEXTS = ("name_en", "name_cy", "number", "postcode", "reference", "link")
Read = Callable[[Mapping[str, str], str], Mapping[str, Any]]


def asking(form: RecordForm) -> RecordForm:
    """Return a form that asks about what may name a person before it saves.

    It has the tick that a text names nobody if what was typed may name someone.
    """
    typed = session.get_draft(form.key).get("cells", {})
    asked = replace(form, read=_checked(form.inputs, form.read))
    if not persons_in(form.inputs, typed):
        return asked
    return replace(asked, inputs=(*form.inputs, Input(name=NO_PERSON, kind=YES_NO)))


def _checked(inputs: tuple[Input, ...], read: Read) -> Read:
    """Return a reader that asks about what may name a person, with all other faults."""

    def read_checked(cells: Mapping[str, str], number: str) -> Mapping[str, Any]:
        typed = {name: cell for name, cell in cells.items() if name != NO_PERSON}
        faults = []
        if cells.get(NO_PERSON) != YES:
            faults = [(name, RULE, found) for name, found in persons_in(inputs, typed).items()]
        try:
            fields = read(typed, number)
        except InvalidRecord as error:
            raise InvalidRecord(record=number, faults=(*error.faults, *faults)) from error
        if faults:
            raise InvalidRecord(record=number, faults=tuple(faults))
        return fields

    return read_checked


def persons_in(inputs: tuple[Input, ...], cells: Mapping[str, str]) -> dict[str, str]:
    """Return for each text what in it may name a person."""
    found = {
        one.name: ", ".join(words for _, words in personal_data(cells.get(one.name, "")))
        for one in inputs
        if one.kind == LONG or (one.kind == LINE and one.name not in NO_TEXTS)
    }
    return {name: words for name, words in found.items() if words}
