"""The load report of a release after rows were removed.

After an erasure it is as if the files had never had them; rows that are too old stay counted.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from data.erasure.release_tables import RemovedRows
from data.erasure.removal import KINDS, Removal
from data.load_report.report import FileReport
from data.load_report.survey_report import OffScale, SurveyReport, shortened
from data.release.unrecognised_file import UnrecognisedFile


def adjusted_reports(
    reports: tuple[FileReport, ...],
    removed: RemovedRows,
    removal: Removal,
    digests: Mapping[str, str],
) -> tuple[FileReport, ...]:
    """Return the reports of all files without the removed rows.

    Parameters
    ----------
    reports
        The reports of a release.
    removed
        The rows that were removed from its tables.
    removal
        What is removed.
    digests
        The digest of each uploaded file that was written anew, by its digest before.

    Returns
    -------
    tuple of FileReport
        In the same order. Which of several files of a kind had a row that was used isn't known: the
        first has one less.

    Examples
    --------
    >>> adjusted_reports((), RemovedRows(), removal, {})  # doctest: +SKIP
    ()
    """
    used = {kind: removed.used(kind) for kind in KINDS}
    left_out = Counter(removed.left_out)
    result = []
    for report in reports:
        if report.kind not in KINDS:
            result.append(report)
            continue
        fewer = min(used[report.kind], report.used)
        used[report.kind] -= fewer
        counts, notes, gone_in_all = dict(report.left_out), dict(report.notes), fewer
        for (file, kind, reason), rows in list(left_out.items()):
            if (file, kind) != (report.file, report.kind):
                continue
            # Some rows are stored although they are used: these are in the notes.
            where = counts if reason in counts else notes
            gone = min(rows, where.get(reason, 0))
            where[reason] = where.get(reason, 0) - gone
            gone_in_all += gone if where is counts else 0
            del left_out[file, kind, reason]
        if removal.counted_as:
            counts[removal.counted_as] = counts.get(removal.counted_as, 0) + gone_in_all
        result.append(
            replace(
                report,
                file=removal.redacted(report.file),
                sha256=digests.get(report.sha256, report.sha256),
                read=report.read - (0 if removal.counted_as else gone_in_all),
                used=report.used - fewer,
                left_out={why: n for why, n in counts.items() if n},
                notes={why: n for why, n in notes.items() if n},
                survey=_adjusted_survey(report.survey, removed, removal),
            )
        )
    return tuple(result)


def redacted_files(
    files: tuple[UnrecognisedFile, ...], removal: Removal
) -> tuple[UnrecognisedFile, ...]:
    """Return the unrecognised files, whose first cells the manifest names, without what is removed.

    Parameters
    ----------
    files
        The files.
    removal
        What is removed.

    Returns
    -------
    tuple of UnrecognisedFile

    Examples
    --------
    >>> redacted_files((), removal)  # doctest: +SKIP
    ()
    """
    return tuple(
        UnrecognisedFile(file=removal.redacted(file.file), why=redacted(file.why, removal))
        for file in files
    )


def redacted(content: Any, removal: Removal) -> Any:
    """Return a content of JSON with every text redacted.

    Parameters
    ----------
    content
        A dict, a list, a text or a number.
    removal
        What is removed.

    Returns
    -------
    dict, list, str or number

    Examples
    --------
    >>> from data.erasure.removal import TextRemoval
    >>> redacted({"columns": ["Jane Doe", 1]}, TextRemoval(text="jane doe"))
    {'columns': ['…', 1]}
    """
    if isinstance(content, str):
        return removal.redacted(content)
    if isinstance(content, dict):
        return {removal.redacted(name): redacted(part, removal) for name, part in content.items()}
    if isinstance(content, list | tuple):
        return type(content)(redacted(part, removal) for part in content)
    return content


def _adjusted_survey(
    survey: SurveyReport | None, removed: RemovedRows, removal: Removal
) -> SurveyReport | None:
    if survey is None:
        return None
    asked = {question: n - removed.answers[question] for question, n in survey.asked.items()}
    words = redacted(
        {"renamed": survey.renamed, "topics": survey.unknown_topics, "others": survey.not_read},
        removal,
    )
    return SurveyReport(
        asked={removal.redacted(question): max(n, 0) for question, n in asked.items()},
        renamed=words["renamed"],
        unknown_topics=words["topics"],
        not_read=words["others"],
        off_scale=_adjusted_values(survey.off_scale, removed, removal),
    )


def _adjusted_values(
    values: list[OffScale], removed: RemovedRows, removal: Removal
) -> list[OffScale]:
    """Return the answers that aren't on their scale without those of removed respondents.

    A value that must not be told, but that others gave too, is counted among the others.
    """
    gone = Counter[tuple[str, str]]()
    for (question, answer), cells in removed.off_scale.items():
        gone[question, shortened(answer)] += cells
    rows: dict[tuple[str, str], OffScale] = {}
    for entry in values:
        left = entry.rows - gone[entry.column, entry.value]
        value = entry.value if removal.redacted(entry.value) == entry.value else ""
        if left <= 0:
            continue
        before = rows.get((entry.column, value))
        total = left + (before.rows if before else 0)
        rows[entry.column, value] = replace(entry, value=value, rows=total)
    return list(rows.values())
