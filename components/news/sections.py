"""The report of an update in words: the first sentence, and sections below it.

Page, text, web page and feed are made from these, so that they can't differ.
"""

from collections.abc import Iterator, Sequence

from components.page_models.loss_sentences import loss_sentences
from components.text.catalogue import Text
from components.text.recording_breaks import name_of_force
from components.ui import notices
from components.ui.sections import Look, Section, Sentences
from data.errors import LessThanBefore
from data.release.coverage.missing_months import MissingMonths
from data.update import report as told
from data.update.report import LateSource, NewBreak, UpdateReport, error_of

# MOST_GAPS: the months without figures that are named one by one.
MOST_GAPS = 6
# UNCHANGED_FILE: how an update names a file that was there before and is the same.
UNCHANGED_FILE = "unchanged"


def headline(text: Text, report: UpdateReport) -> str:
    """Return the first sentence: whether there is anything new, and since when."""
    area = report.area_cy if text.language == "cy" else report.area_en
    facts = {"day": text.day(report.started[:10]), "area": area or text.the_area}
    if report.outcome == told.STOPPED:
        step = report.steps[-1].step if report.steps else told.FETCH
        return text(f"news.stopped_{step}", **facts)
    if report.outcome == told.HELD:
        return text("news.held", **facts)
    month = text.month(report.release.last_month) if report.release else ""
    if report.outcome == told.UNCHANGED or not report.release:
        # Without a download nobody has looked at what was published.
        return text("news.unchanged" if report.files else "news.same_files", **facts)
    if not report.months_added:
        return text("news.updated_same_months", month=month, **facts)
    return text.plural("news.updated", len(report.months_added), month=month, **facts)


def sections(text: Text, report: UpdateReport, *, for_staff: bool) -> list[Section]:
    """Return the sections that have something to say.

    `for_staff` adds the files that were fetched, the errors of steps and the packs.
    """
    made = (
        ("news.new", list(_new(text, report, for_staff=for_staff)), Look.FINDINGS),
        ("news.changed", _changed(text, report), Look.FINDINGS),
        ("news.missing", list(_missing(text, report)), Look.CAVEATS),
        ("news.confirm", _to_confirm(text, report, for_staff=for_staff), Look.CAVEATS),
        ("news.failed", _failed(text, report) if for_staff else [], Look.CAVEATS),
        ("news.made", list(report.packs) if for_staff else [], Look.FINDINGS),
    )
    return [Section(text(key), [Sentences(lines, look)]) for key, lines, look in made if lines]


def _new(text: Text, report: UpdateReport, *, for_staff: bool) -> Iterator[str]:
    if report.outcome == told.HELD:
        return
    if report.months_added:
        months = [text.month(month) for month in report.months_added]
        yield text("news.months", months=text.listing(months))
    for source in report.sources_gained:
        yield text("news.gained", source=text(f"kind.{source}"))
    if for_staff:
        fetched = [file for file in report.files if file.outcome != UNCHANGED_FILE]
        if fetched:
            names = text.listing([file.name for file in fetched])
            yield text.plural("news.fetched", len(fetched), names=names)


def _changed(text: Text, report: UpdateReport) -> list[str]:
    """Return what has clearly changed; that nothing has, if new months were compared."""
    if report.outcome not in told.SERVED or not report.before or not report.months_added:
        return []
    lines = [change[text.language] for change in report.changes]
    compared = told.step_of(report.steps, told.PACKS)
    if not lines and compared and compared.outcome == told.DONE:
        return [text("news.nothing_changed")]
    return lines


def _missing(text: Text, report: UpdateReport) -> Iterator[str]:
    if report.outcome == told.HELD:
        return
    for gap in report.gaps[:MOST_GAPS]:
        yield _gap(text, gap)
    if len(report.gaps) > MOST_GAPS:
        yield text("less.more", n=text.number(len(report.gaps) - MOST_GAPS))
    for source in report.late:
        yield _late(text, source)


def _gap(text: Text, gap: MissingMonths) -> str:
    key = "news.gap_part" if gap.authority else f"news.gap_{gap.why}"
    return text(key, force=name_of_force(text, gap.force), month=text.month(gap.month))


def _late(text: Text, late: LateSource) -> str:
    name = text(f"kind.{late.source}")
    if late.overdue:
        return text.plural("news.overdue", late.overdue, source=name)
    return text.plural("news.late", late.months_old, source=name)


def _to_confirm(text: Text, report: UpdateReport, *, for_staff: bool) -> list[str]:
    """Return what somebody has to confirm, or has confirmed, before the figures are shown."""
    breaks = [_break(text, one) for one in report.breaks]
    losses = loss_sentences(text, report.losses)
    if report.outcome != told.HELD:
        return [*breaks, *losses]
    how = [text("news.how_to_confirm")] if for_staff else []
    return [*losses, *breaks, *how]


def _break(text: Text, one: NewBreak) -> str:
    return text(
        "news.break",
        force=name_of_force(text, one.force),
        category=text(f"category.{one.category}"),
        month=text.month(one.first),
    )


def _failed(text: Text, report: UpdateReport) -> list[str]:
    """Return the errors of steps; a question to a person has a section of its own."""
    return [
        f"{text(f'news.step_{step.step}')}: {notices.plain_wording(text, error)}"
        for step in report.steps
        if (error := error_of(step)) and not isinstance(error, LessThanBefore)
    ]


def plain_lines(sections: Sequence[Section]) -> Iterator[tuple[str, list[str]]]:
    """Yield the heading of each section with all its sentences."""
    for section in sections:
        lines = [
            line for part in section.parts if isinstance(part, Sentences) for line in part.lines
        ]
        yield section.heading, lines
