"""Every source as a card: its content, age, number of rows, owner and use."""

from collections.abc import Sequence

import streamlit as st

from components import queries
from components.data_page import methods
from components.page_context import PageContext
from components.text import boundary_files, sentences
from components.text.catalogue import Text
from components.text.direction import escape
from components.text.topics import uncapitalise
from components.ui import html
from data.access.permissions import may_bring_files
from data.file_kinds import BOUNDARIES, LOCAL_INCIDENTS, PERCEPTIONS, SURVEY_TOTALS
from data.load_report.reasons import ELSEWHERE, HELD_ALREADY
from data.provenance.coverage import Age, SourceCoverage, source_age
from data.provenance.freshness import freshness, rights_of
from data.sources.registry import SOURCES

A_YEAR, IN_YEARS_FROM = 12, 24
MOST_REASONS, MOST_TYPES = 3, 8
MARKS = {"late": "▲", "fresh": "✓", "undated": "○"}


def answer(here: PageContext) -> tuple[str, str]:
    """Return the latest month of police figures, and which sources need updating."""
    text, fresh = here.text, freshness(here.manifest, here.today)
    have = [holding for holding in holdings(here) if holding.is_here]
    late = [holding for holding in have if source_age(holding, here.today).late]
    first, *parts = sentences.age_in_sentences(text, fresh)
    parts.append(_late(text, late, len(have)))
    if here.manifest.counted_to:
        parts.append(text("source.stands_still", day=text.day(here.manifest.counted_to)))
    return first, " ".join(parts)


def cards(here: PageContext) -> None:
    """Draw a card for each source that the release has, then a list of the others.

    The licence that most sources have is said in the footer of the page.
    """
    every = holdings(here)
    have = [holding for holding in every if holding.is_here]
    rights = [rights_line(here, holding) for holding in have]
    common = max(rights, key=rights.count, default="")
    cards = "".join(_card(here, holding, common) for holding in have)
    st.html(f'<div class="mt-holdings">{cards}</div>')
    # Of partners' own incidents the public may not even see how many there are.
    missing = [one.source for one in every if not one.is_here]
    missing = [source for source in missing if source not in here.manifest.tables]
    if missing:
        how = may_bring_files(here.viewer)
        st.html(_not_brought(here.text, missing, how=how))


def holdings(here: PageContext) -> list[SourceCoverage]:
    """Return what the release has of every source."""
    return queries.load_report.holdings(here.key, here.viewer)


def _late(text: Text, late: Sequence[SourceCoverage], of: int) -> str:
    if not late:
        return text("source.none_late", of=text.number(of))
    names = text.listing([uncapitalise(text(f"kind.{holding.source}")) for holding in late])
    return text.plural("source.late", len(late), of=text.number(of), sources=names)


def _card(here: PageContext, holding: SourceCoverage, common: str) -> str:
    """Return the card: the main facts, and the others in a collapsed part."""
    text, age = here.text, source_age(holding, here.today)
    state = _state(holding, age)
    mark = f"{MARKS[state]} {text(f'source_mark.{state}')}"
    return (
        f'<section class="mt-holding mt-{state}"><header>'
        f"<h3>{escape(text(f'kind.{holding.source}'))}</h3>"
        f'<span class="mt-mark">{escape(mark)}</span></header>'
        f"<p>{escape(text(f'source_what.{holding.source}'))}</p>"
        f"{_list(_facts(here, holding, age))}{_details(here, holding, common)}</section>"
    )


def _list(facts: Sequence[tuple[str, str]]) -> str:
    """Return the names and values as a list. Facts without a value are left out."""
    rows = (f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in facts if words)
    return f"<dl>{''.join(rows)}</dl>"


def _details(here: PageContext, holding: SourceCoverage, common: str) -> str:
    """Return the rows, the notes on quality and the rules, which are closed.

    The licence is among them unless it is the `common` one.
    """
    text, rights = here.text, rights_line(here, holding)
    areas = (
        boundary_files.boundary_names(text, here.manifest) if holding.source == BOUNDARIES else ""
    )
    facts = [
        (text("source.rows"), "" if holding.lost else _rows(text, holding)),
        (text("source.boundaries"), areas),
        (text("source.retrieved"), _retrieved(here, holding)),
        (text("source.rights"), "" if rights == common else rights),
        (text("data.left"), _reasons(text, holding, "left_out")),
        (text("report.noted"), _reasons(text, holding, "notes")),
        (text("source.holds"), _types(text, holding)),
    ]
    rules = methods.links(text, holding.source)
    if not rules and not any(words for _, words in facts):
        return ""
    title = escape(text("source.details"))
    return f"<details><summary>{title}</summary>{_list(facts)}{rules}</details>"


def _state(holding: SourceCoverage, age: Age) -> str:
    if age.late:
        return "late"
    dated = age.months is not None or (age.overdue is not None and bool(holding.days))
    return "fresh" if dated else "undated"


def _facts(here: PageContext, holding: SourceCoverage, age: Age) -> list[tuple[str, str]]:
    text = here.text
    return [
        (text("source.period"), period_of(text, holding)),
        (text("source.age"), age_in_words(text, holding, age)),
        (text("source.rows"), _rows(text, holding) if holding.lost else ""),
    ]


def rights_line(here: PageContext, holding: SourceCoverage) -> str:
    """Return the owner and the licence of a source."""
    rights = rights_of(here.manifest, holding.source)
    names = ("attribution", "licence")
    owner, licence = (rights[f"{name}_{here.text.language}"].rstrip(". ") for name in names)
    return f"{owner}. {licence}."


def period_of(text: Text, holding: SourceCoverage) -> str:
    """Return the months or years that a source goes over; empty if it has none."""
    if not holding.last:
        return ""
    if len(holding.last) == len("2025"):
        return holding.last
    return text.months(holding.first, holding.last)


def _retrieved(here: PageContext, holding: SourceCoverage) -> str:
    """Return the first and last day on which files were fetched; empty if no file has one."""
    names = {account.file for account in holding.files}
    days = sorted({a.retrieved for a in here.manifest.files if a.file in names and a.retrieved})
    if not days:
        return ""
    parts = [here.text.day(day) for day in dict.fromkeys((days[0], days[-1]))]
    return " – ".join(parts)


def age_in_words(text: Text, holding: SourceCoverage, age: Age) -> str:
    """Return the age of a source in months or years and its limit; empty if it doesn't age."""
    if age.overdue is not None:
        key = f"source_overdue.{holding.source}"
        return text(key, n=text.number(age.overdue), of=text.number(len(holding.days)))
    if age.months is None or age.limit is None:
        return ""
    limit = _span(text, age.limit)
    if not age.months:
        return text("source.aged_new", limit=limit)
    return text("source.aged", span=_span(text, age.months), limit=limit)


def _span(text: Text, months: int) -> str:
    if months < IN_YEARS_FROM:
        return text.plural("source.months", months)
    return text.plural("source.years", months // A_YEAR)


def _rows(text: Text, holding: SourceCoverage) -> str:
    """Return the numbers of rows.

    Rows of other areas and duplicates are no loss; lost rows are given as a share.
    """
    files, left_out = text.plural("source.files", len(holding.files)), holding.counted("left_out")
    if not left_out:
        return text("source.rows_used", used=text.number(holding.used), files=files)
    used, read = text.number(holding.used), text.number(holding.read)
    parts = [text("source.rows_read", used=used, read=read, files=files)]
    elsewhere = sum(left_out.get(why, 0) for why in ELSEWHERE)
    again = sum(left_out.get(why, 0) for why in HELD_ALREADY)
    if elsewhere:
        parts.append(text("source.rows_elsewhere", n=text.number(elsewhere)))
    if again:
        parts.append(text("source.rows_again", n=text.number(again)))
    if holding.lost:
        key = "source.rows_lost_police" if holding.own_rows else "source.rows_lost"
        share = text.percent(holding.share_lost, 1)
        parts.append(text(key, n=text.number(holding.lost), share=share))
    return "; ".join(parts)


def _reasons(text: Text, holding: SourceCoverage, what: str) -> str:
    """Return the commonest reasons with their rows. The load report has the others."""
    counted = holding.counted(what)
    if not counted:
        return ""
    parts = [f"{text(f'reason.{why}')}: {text.number(n)}" for why, n in counted.items()]
    if len(parts) > MOST_REASONS:
        rest = text.number(sum([*counted.values()][MOST_REASONS:]))
        parts = [*parts[:MOST_REASONS], text("source.more", n=rest)]
    return "; ".join(parts)


def _types(text: Text, holding: SourceCoverage) -> str:
    if holding.source in (PERCEPTIONS, SURVEY_TOTALS):
        return text.plural("source.questions", len(holding.types))
    if holding.source != LOCAL_INCIDENTS:
        return ""
    parts = [f"{what} {text.number(n)}" for what, n in holding.types.items()]
    return ", ".join(parts[:MOST_TYPES]) + (" …" if len(parts) > MOST_TYPES else "")


def _not_brought(text: Text, missing: Sequence[str], *, how: bool) -> str:
    """Return a closed list of the missing sources, and how to add them."""
    title = text("source.not_brought")
    if not how:
        names = text.listing([text(f"kind.{source}") for source in missing])
        return html.folded_html(title, f"<p>{escape(names)}</p>")
    own = [source for source in missing if SOURCES[source].contract]
    lines = [([source], f"source_bring.{source}") for source in missing if source not in own]
    if own:
        lines.insert(0, (own, "source.bring_all"))
    rows = []
    for sources, words in lines:
        names = text.listing([text(f"kind.{source}") for source in sources])
        rows.append(f"<li><b>{escape(names)}</b> {escape(text(words))}</li>")
    return html.folded_html(title, f'<ul class="mt-absent">{"".join(rows)}</ul>')
