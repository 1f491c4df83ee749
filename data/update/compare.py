"""What a new release has that the one before it hadn't, and what it lacks."""

import datetime as dt
from dataclasses import replace

from data.months import months_between
from data.provenance.compare_releases import source_difference
from data.provenance.coverage import holdings, source_age
from data.provenance.freshness import today_of
from data.provenance.release_losses import release_losses
from data.release.coverage.recording_breaks import FOUND
from data.release.manifest import Manifest
from data.release.store import Store
from data.update.report import LateSource, NewBreak, ReleaseFacts, UpdateReport


def with_comparison(report: UpdateReport, before: Manifest | None, after: Manifest) -> UpdateReport:
    """Return a report with what a comparison of the manifests of two releases tells.

    Parameters
    ----------
    report
        The report so far.
    before
        The manifest of the release that was current; None if there was none.
    after
        The manifest of the new release.

    Returns
    -------
    UpdateReport
        With months, sources, losses, recording breaks and gaps of the new months.

    Examples
    --------
    >>> with_comparison(report, before, after).months_added  # doctest: +SKIP
    ('2026-09',)
    """
    had = _months(before) if before else []
    new = [month for month in _months(after) if month not in set(had)]
    return replace(
        report,
        area_en=after.in_text_en or after.title_en,
        area_cy=after.in_text_cy or after.title_cy,
        fictional=after.fictional,
        before=facts_of(before) if before else None,
        release=facts_of(after),
        months_added=tuple(new) if before else (),
        sources_gained=source_difference(before, after).gained if before else (),
        losses=release_losses(before, after) if before else (),
        breaks=new_breaks(before, after),
        gaps=tuple(gap for gap in after.gaps if gap.month in set(new) or before is None),
    )


def facts_of(manifest: Manifest) -> ReleaseFacts:
    """Return what a report says of a release.

    Parameters
    ----------
    manifest
        The release's manifest.

    Returns
    -------
    ReleaseFacts
        Its name, months and day.

    Examples
    --------
    >>> facts_of(manifest).last_month  # doctest: +SKIP
    '2026-09'
    """
    return ReleaseFacts(
        release=manifest.release,
        first_month=manifest.first_month,
        last_month=manifest.last_month,
        built_at=manifest.built_at,
    )


def new_breaks(before: Manifest | None, after: Manifest) -> tuple[NewBreak, ...]:
    """Return the recording breaks that the build found and that weren't known before.

    Parameters
    ----------
    before
        The manifest of the release before; None if there was none.
    after
        The manifest of the new release.

    Returns
    -------
    tuple of NewBreak
        Without those that a person has confirmed, stated or overruled. Empty if there was no
        release, or if it looked for no breaks: then all of them would seem new.

    Examples
    --------
    >>> new_breaks(None, manifest)  # doctest: +SKIP
    ()
    """
    if before is None or not before.breaks_rule:
        return ()
    known = {(one.force, one.category, one.first) for one in before.breaks}
    return tuple(
        NewBreak(force=one.force, category=one.category, first=one.first, last=one.last)
        for one in after.breaks
        if one.state == FOUND and (one.force, one.category, one.first) not in known
    )


def late_sources(store: Store, today: dt.date) -> tuple[LateSource, ...]:
    """Return the sources that are older than their age limit.

    Parameters
    ----------
    store
        The release.
    today
        Today; of the fictional county its own day counts.

    Returns
    -------
    tuple of LateSource
        In the order of the registry.

    Examples
    --------
    >>> late_sources(store, dt.date(2026, 11, 1))  # doctest: +SKIP
    (LateSource(source='police', as_of='2026-03', months_old=7, overdue=0),)
    """
    day = today_of(store.manifest, today)
    late = []
    for holding in holdings(store, with_types=False):
        age = source_age(holding, day)
        if holding.is_here and age.late:
            late.append(
                LateSource(
                    source=holding.source,
                    as_of=holding.last,
                    months_old=age.months or 0,
                    overdue=age.overdue or 0,
                )
            )
    return tuple(late)


def _months(manifest: Manifest) -> list[str]:
    """Return the months that at least one force published."""
    every = months_between(manifest.first_month, manifest.last_month)
    return [month for month in every if month not in set(manifest.missing_months)]
