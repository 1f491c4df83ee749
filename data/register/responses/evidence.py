"""The numbers of evidence as they were on the day that it was added."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number with its label, both as they were written, in both languages."""

    label_en: str
    label_cy: str
    en: str
    cy: str


def packed(figures: Sequence[Figure]) -> str:
    """Return figures as the register stores them.

    Parameters
    ----------
    figures
        The figures.

    Returns
    -------
    str
        JSON; `figures_in` reads it.

    Examples
    --------
    >>> packed([Figure(label_en="Incidents", label_cy="Digwyddiadau", en="12", cy="12")])
    '[{"label_en": "Incidents", "label_cy": "Digwyddiadau", "en": "12", "cy": "12"}]'
    """
    return json.dumps([asdict(figure) for figure in figures], ensure_ascii=False)


def figures_in(stored: str | None) -> list[Figure]:
    """Return the figures that the register stores.

    Parameters
    ----------
    stored
        As from `packed`, or None.

    Returns
    -------
    list of Figure
        The figures; empty if there are none.

    Examples
    --------
    >>> figures_in(None)
    []
    """
    return [Figure(**row) for row in json.loads(stored or "[]")]
