"""The reports of updates that a viewer sees; one is made for a home without updates."""

from collections.abc import Sequence
from dataclasses import replace

from components import queries
from components.page_context import PageContext
from data.access.permissions import may_bring_files
from data.release.manifest import Manifest
from data.release.switch import previous_release
from data.settings import load_settings
from data.update.compare import late_sources, with_comparison
from data.update.report import SERVED, UPDATED, UpdateReport
from data.update.storage import stored_reports


def visible_reports(here: PageContext) -> list[UpdateReport]:
    """Return the reports that this viewer may see, the latest first.

    Runs that served nothing new are for those who bring files. Where no update has been reported
    for what is served, its comparison with the release before stands first.
    """
    reports = stored_reports(load_settings())
    if not may_bring_files(here.viewer):
        reports = [report for report in reports if report.outcome in SERVED]
    if _is_reported(here.manifest, reports):
        return reports
    return [_compared(here), *reports]


def _is_reported(manifest: Manifest, reports: Sequence[UpdateReport]) -> bool:
    return any(
        report.outcome in SERVED and report.release and report.release.release == manifest.release
        for report in reports
    )


def _compared(here: PageContext) -> UpdateReport:
    """Return a report of the release that is served, by comparison with the one before it."""
    built = here.manifest.built_at
    empty = UpdateReport(started=built, ended=built, outcome=UPDATED)
    before = previous_release(load_settings())
    if before and before.release == here.manifest.release:  # Another one has just become current.
        before = None
    found = with_comparison(empty, before, here.manifest)
    store = queries.current_store.store_of(here.key)
    return replace(found, late=late_sources(store, load_settings().today))
