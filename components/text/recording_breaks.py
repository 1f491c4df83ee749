"""Recording breaks in words: what a force recorded otherwise, and the marks in charts of months."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from components.text.catalogue import Text
from data.forces.official_forces import force_name
from data.messages import InBoth
from data.release.coverage.recording_breaks import RecordingBreak
from geo.comparable_months.pairs import with_year_before

Marks = list[tuple[str, str]]


def break_sentences(
    text: Text, breaks: Sequence[RecordingBreak], total: str, categories: Collection[str]
) -> list[str]:
    """Return a sentence for each break: what it is, and whether months across it are compared.

    `total` is the name of the sum of the categories.
    """
    lines = []
    for one in breaks:
        key = "break.alone"
        if len(categories) > 1:
            key = "break.part" if one.moves(tuple(categories)) else "break.small_part"
        lines.append(
            text(
                key,
                total=total,
                category=text(f"category.{one.category}"),
                force=name_of_force(text, one.force),
                when=when(text, one),
            )
        )
    return lines


def when(text: Text, one: RecordingBreak) -> str:
    """Return since when, or from when to when, months are recorded otherwise."""
    if not one.last:
        return text("break.since", month=text.month(one.first))
    if one.first == one.last:
        return text("period.in", month=text.month(one.first))
    return text("period.from_to", first=text.month(one.first), last=text.month(one.last))


def name_of_force(text: Text, force: str) -> str:
    """Return "gwent" as "Gwent Police" or "Heddlu Gwent"."""
    words = force_name(force)
    name: InBoth = words.values["name"]
    return text(f"fact.{words.key}", name=name.cy if text.language == "cy" else str(name))


def break_marks(
    text: Text,
    breaks: Sequence[RecordingBreak],
    months: Sequence[str],
    *,
    year_before: bool = False,
) -> Marks:
    """Return the months at whose beginning a chart has a line, each with its label.

    With `year_before` also those at which the line of the year before crosses a break.
    """
    marks: dict[str, str] = {}
    years = [("", list(months))]
    if year_before:
        years.append(("_before", with_year_before(months)[: len(months)]))
    for ending, recorded in years:
        for one in breaks:
            for at, (before, month) in enumerate(pairwise(recorded), start=1):
                if one.covers(month) != one.covers(before):
                    begins = one.covers(month)
                    words = text(f"break.{'otherwise' if begins else 'again'}{ending}")
                    # Where one break ends and another begins, a sum is not recorded as before.
                    if begins or months[at] not in marks:
                        marks[months[at]] = words
    return sorted(marks.items())


def marks_in_words(text: Text, marks: Marks) -> str:
    """Return the marks of a chart for its alternative text; empty without one."""
    if not marks:
        return ""
    named = [text("break.mark_alt", month=text.month(month), label=label) for month, label in marks]
    return text("break.marks_alt", marks=text.listing(named))
