"""Chooses one publication for each police force and month, by what is in it."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from data.errors import SourceError
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.messages import Message
from data.police.plan import Parsing

# Share of the most usable rows below which a file is cut short, however late its outcomes are.
CUT_SHORT = 0.95


def choose_publications(
    parsed: Sequence[Parsing], report: LoadReport | None = None
) -> tuple[list[Parsing], list[tuple[Parsing, Reason]]]:
    """Choose the newest publication of each force and month.

    Of those that are not cut short it is the one whose outcomes are decided furthest, then the one
    with most usable rows, then that of the file or zip that reaches furthest, then the last one in
    the list. Names of files don't matter.

    Parameters
    ----------
    parsed
        The parsed files.
    report
        Receives a report for each publication that is passed over.

    Returns
    -------
    tuple[list[Parsing], list[tuple[Parsing, Reason]]]
        The publications used, sorted by month and force; and the others, with the reason.

    Raises
    ------
    SourceError
        If files of the same content state different months or forces.

    Examples
    --------
    >>> choose_publications([])
    ([], [])
    """
    _require_own_content(parsed)
    reach: dict[Path, str] = {}
    for one in parsed:
        reach[one.member.container] = max(reach.get(one.member.container, ""), one.file.month)
    used, passed_over = [], []
    ordered = sorted(parsed, key=lambda one: (one.file.month, one.file.force))
    for _, group in groupby(ordered, key=lambda one: one.file.key):
        rivals = list(group)
        best = _newest(rivals, reach)
        used.append(best)
        passed_over += [(one, _why(one, best)) for one in rivals if one is not best]
    if report:
        for one, why in passed_over:
            _report(one, why, report)
    return used, passed_over


def _newest(rivals: Sequence[Parsing], reach: dict[Path, str]) -> Parsing:
    most = max(one.file.usable for one in rivals)
    whole = [one for one in rivals if one.file.usable >= CUT_SHORT * most]
    # max returns the first of equal ones, here the last one in the list.
    return max(
        reversed(whole),
        key=lambda one: (one.file.outcomes, one.file.usable, reach[one.member.container]),
    )


def _why(one: Parsing, best: Parsing) -> Reason:
    if one.file.sha256 == best.file.sha256:
        return Reason.SAME_CONTENT
    if one.file.usable < CUT_SHORT * best.file.usable:
        return Reason.FEWER_ROWS
    if one.file.outcomes < best.file.outcomes:
        return Reason.OLDER_OUTCOMES
    return Reason.FEWER_ROWS if one.file.usable < best.file.usable else Reason.REPLACED


def _report(one: Parsing, why: Reason, report: LoadReport) -> None:
    account = report.open_police_file(one.member, one.file)
    account.left_out[why] = account.read


def _require_own_content(parsed: Sequence[Parsing]) -> None:
    """Raise if one file was saved under the names of several months or forces."""
    first: dict[str, Parsing] = {}
    for one in parsed:
        if not one.stated or not one.file.read:
            continue
        before = first.setdefault(one.file.sha256, one)
        if before.stated != one.stated:
            raise SourceError(
                file=one.file.shown,
                expected=Message("police.own_content"),
                found=Message("police.same_content", other=before.file.shown),
            )
