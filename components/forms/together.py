"""Changes that were made together, such as an import: one line, and one button to undo them all."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from components.forms import outcome
from components.forms.fields_in_words import title
from components.forms.stored_records import register_to_write
from components.forms.who_and_when import editor, when
from components.page_context import PageContext
from components.text.direction import escape
from components.ui import html
from data.register.database import reading
from data.register.history import Change
from data.register.records import CHANGED, CREATED, RESTORED, RETIRED
from data.register.together import Counts, TakenBack, changes_of, counts, undo_together

# How many records of a line are named when it is unfolded, and how many that were not taken back.
MOST, MOST_KEPT = 50, 10
# The most kinds of records that the line itself tells.
MOST_KINDS = 3
LONGEST = 80


@dataclass(frozen=True, kw_only=True)
class Line:
    """Changes that were made together: the latest of them, how many, and the first few."""

    latest: Change
    counts: Counts
    some: Sequence[Change]

    @property
    def batch(self) -> str:
        return str(self.latest.batch)

    @property
    def number(self) -> int:
        return sum(n for _, _, n in self.counts)


def lines(engine: Engine, found: Sequence[Change]) -> dict[str, Line]:
    """Return a line for each batch of several changes, by batch."""
    latest = {one.batch: one for one in found if one.batch}
    told = {}
    with reading(engine) as connection:
        for batch, each in counts(engine, list(latest)).items():
            if sum(n for _, _, n in each) > 1:
                some = changes_of(connection, batch, most=MOST)
                told[batch] = Line(latest=latest[batch], counts=each, some=some)
    return told


def told(here: PageContext, line: Line, action: str) -> str:
    """Return a line as HTML: how many of which kind, who, when, and folded the records.

    `action` is what was done to them, in the words of the history.
    """
    text, one = here.text, line.latest
    by_kind: dict[str, int] = {}
    for kind, _, n in line.counts:
        by_kind[kind] = by_kind.get(kind, 0) + n
    counted = [text.plural(f"batch.{kind}", n) for kind, n in by_kind.items()]
    name = text.listing(counted)
    imported = action in (CHANGED, CREATED, RESTORED, RETIRED)
    key = "batch.imported" if imported else f"action.{action.replace(' ', '_')}"
    rows = "".join(f"<li>{_row(here, each)}</li>" for each in line.some)
    if len(counted) > MOST_KINDS:
        rows = f"<li>{escape(name)}</li>{rows}"
        name = text.plural("batch.records", line.number)
    if line.number > len(line.some):
        more = text.plural("batch.more", line.number - len(line.some))
        rows += f"<li>{escape(more)}</li>"
    return (
        f'<div class="mt-change"><strong>{escape(name)}</strong> '
        f"<span>{escape(text(key, who=editor(text, one.who)))}</span> "
        f"<small>{escape(when(text, one.at))}</small>"
        f"{html.folded_html(text('batch.which'), f'<ul>{rows}</ul>')}</div>"
    )


def take_back(here: PageContext, batch: str) -> None:
    """Undo changes together; the run that follows says how many, and which were not."""
    text, done = here.text, list[TakenBack]()

    def act() -> None:
        done.append(undo_together(register_to_write(), here.viewer, batch))

    if outcome.attempt(text, act, text("history.undone")):
        (taken,) = done
        outcome.say(text.plural("batch.done", taken.number))
        if taken.kept:
            names = [_name(here, one) for one in taken.kept[:MOST_KEPT]]
            if more := len(taken.kept) - len(names):
                names.append(text.plural("batch.more", more))
            outcome.refuse(text.plural("batch.kept", len(taken.kept), names=text.listing(names)))


def _row(here: PageContext, one: Change) -> str:
    key = f"batch.{one.action}"
    how = f" <small>{escape(here.text(key))}</small>" if here.text.knows(key) else ""
    return escape(_name(here, one)) + how


def _name(here: PageContext, one: Change) -> str:
    name = title(here, one.kind, one.record, one.after)
    return name if len(name) <= LONGEST else name[:LONGEST] + "…"
