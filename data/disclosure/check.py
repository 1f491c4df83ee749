"""The check of a release: what can be worked out of the hidden numbers of its surveys."""

from dataclasses import dataclass, field

import pandas as pd

from data.disclosure.attacker import Attacker, Range
from data.disclosure.counts import count_ranges
from data.disclosure.hiding import LEAST_VALUES, ranges_of
from data.disclosure.layout import Layout, Target
from data.disclosure.survey import AGES, CELLS, PLACES, SurveyAnswers

# MOST_PARTS: with more parts, ranges are found the quick way, as "at least".
MOST_PARTS = 400


@dataclass(frozen=True, kw_only=True)
class HiddenNumber:
    """A number that isn't published, with the values that everything published allows."""

    question: str
    wave: str
    # The codes of the wards that it adds up; none for all of them. For ages, the band.
    wards: tuple[str, ...]
    ranges: dict[str, Range]

    @property
    def safe(self) -> bool:
        """Return whether no count of it can be narrowed to fewer than five values."""
        return all(one.values >= LEAST_VALUES for one in self.ranges.values())


@dataclass(frozen=True, kw_only=True)
class DisclosureReport:
    """The hidden numbers of a release."""

    # Cells that pages show as hidden.
    hidden: list[HiddenNumber] = field(default_factory=list)
    # Wards, and wards in a wave, that are shown only as part of a larger figure.
    inner: list[HiddenNumber] = field(default_factory=list)
    # The number of figures that are shown, by question.
    shown: dict[str, int] = field(default_factory=dict)

    @property
    def failing(self) -> list[HiddenNumber]:
        """Return the numbers that can be narrowed too far."""
        return [one for one in (*self.hidden, *self.inner) if not one.safe]


def check_disclosure(
    answers: SurveyAnswers, published: dict[str, pd.DataFrame]
) -> DisclosureReport:
    """Return what everybody who sees a release can work out of its hidden numbers.

    The published tables are taken as they are in the release, whatever was meant to be hidden.

    Parameters
    ----------
    answers
        The answers of respondents in the release.
    published
        Its published tables, as from `survey_tables`.

    Returns
    -------
    DisclosureReport
        Every number that is not published, with its range.

    Raises
    ------
    ValueError
        If the tables don't agree with the answers.

    Examples
    --------
    >>> check_disclosure(answers, tables).failing  # doctest: +SKIP
    []
    """
    report = DisclosureReport()
    cells, places = published[CELLS], published[PLACES]
    for layout, _ in answers.layouts():
        own = cells[cells["question"] == layout.question]
        mapped = places[places["question"] == layout.question].set_index("area_code")
        layout.require_places(mapped)
        report.shown[layout.question] = int((own["status"] == "shown").sum())
        if layout.parts.empty:
            continue
        attacker = Attacker(layout.parts, layout.figures(own))
        exact = len(layout.parts) <= MOST_PARTS
        report.hidden.extend(
            _number(layout, attacker, target, exact=exact) for target in layout.hidden_cells(own)
        )
        report.inner.extend(
            _number(layout, attacker, target, exact=False) for target in layout.inner_cells(own)
        )
    report.hidden.extend(_ages(answers, published[AGES]))
    return report


def _number(layout: Layout, attacker: Attacker, target: Target, *, exact: bool) -> HiddenNumber:
    return HiddenNumber(
        question=layout.question,
        wave=target.wave,
        wards=target.wards,
        ranges=ranges_of(attacker, target, len(layout.parts), exact=exact),
    )


def _ages(answers: SurveyAnswers, published: pd.DataFrame) -> list[HiddenNumber]:
    """Return the hidden age bands of those who took part."""
    people = answers.ages().set_index("age_band")["people"]
    if people.empty:
        return []
    ranges = count_ranges(people, published.set_index("age_band"))
    return [
        HiddenNumber(question=AGES, wave="", wards=(band,), ranges={"answered": found})
        for band, found in ranges.items()
    ]
