"""A text of a record in the page's language, or else in the other one."""

from collections.abc import Mapping
from typing import Any

from components.text.catalogue import LANGUAGES


def in_language(values: Mapping[str, Any], name: str, language: str) -> str:
    """Return a text of a record's fields in a language, or else in the other one; empty without."""
    order = sorted(LANGUAGES, key=lambda one: one != language)
    return str(next(filter(None, (values.get(f"{name}_{one}") for one in order)), ""))
