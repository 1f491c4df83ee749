"""Run an update: fetch, check, build and serve, compare, make what is due, and report.

Each step may fail: what was served is served still, and the next run does what is missing. What is
missing is told by the reports: the packs of a release are due until a report says that every step
of it was done.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from filelock import FileLock, Timeout

from data.errors import LessThanBefore, MilltirError, NothingChanged, UpdateRunning
from data.fetch import Fetched
from data.files.durable import make_private, storage_errors
from data.messages import to_json
from data.release.current import current_manifest, current_or_none, open_store, readable
from data.release.manifest import Manifest
from data.release.switch import previous_release
from data.settings import Settings
from data.update import report as told
from data.update.compare import facts_of, late_sources, with_comparison
from data.update.report import FetchedFile, StepReport, UpdateReport
from data.update.storage import store_report, stored_reports

Confirm = Callable[[Manifest], bool]


@dataclass(frozen=True, kw_only=True)
class Made:
    """What was made after a release was served."""

    # What has clearly changed, each in English (`en`) and Welsh (`cy`).
    changes: Sequence[Mapping[str, str]] = ()
    # The files of packs.
    packs: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Steps:
    """The work of each step."""

    fetch: Callable[[], Sequence[Fetched]]
    # Raises the first fault for which a build would stop.
    check: Callable[[], None]
    # Builds and serves a release if the function that it is given says yes.
    build: Callable[[Confirm], Manifest]
    # Makes what is due, from the report so far.
    make: Callable[[UpdateReport], Made]


class _Stopped(Exception):
    """A step has failed; the report says which one and why."""


def run_update(steps: Steps, settings: Settings, *, yes: bool = False) -> UpdateReport:
    """Run an update and store its report.

    Parameters
    ----------
    steps
        The work of each step.
    settings
        The installation's paths.
    yes
        Serve the new release even if it has less than the current one or a new recording break.

    Returns
    -------
    UpdateReport
        The report, which says how it ended.

    Raises
    ------
    UpdateRunning
        If another update is running.
    StorageFull, NotWritable
        If the report can't be written.

    Examples
    --------
    >>> run_update(steps, load_settings()).outcome  # doctest: +SKIP
    'updated'
    """
    with storage_errors(settings.home):
        make_private(settings.home)
        try:
            with FileLock(settings.update_lock, timeout=0):
                report = _Update(steps, settings, yes=yes).run()
                store_report(report, settings)
                return report
        except Timeout as locked:
            raise UpdateRunning(folder=settings.home) from locked


class _Update:
    """One update, with the report as far as it has come."""

    def __init__(self, steps: Steps, settings: Settings, *, yes: bool) -> None:
        self._steps, self._settings, self._yes = steps, settings, yes
        self._reported = _reported_release(settings)
        self.report = UpdateReport(started=_now(), ended="", outcome=told.STOPPED)
        if served := current_manifest(settings):
            self.report = replace(
                self.report,
                area_en=served.in_text_en or served.title_en,
                area_cy=served.in_text_cy or served.title_cy,
                fictional=served.fictional,
                release=facts_of(served),
            )

    def run(self) -> UpdateReport:
        """Run the steps until one fails; return the report."""
        try:
            with self._step(told.FETCH):
                self._fetch()
            with self._step(told.CHECK):
                self._steps.check()
            with self._step(told.BUILD):
                self._steps.build(self._confirmed)
            if self._is_reported():
                return replace(self.report, outcome=told.UNCHANGED, ended=_now())
            with self._step(told.COMPARE, failing=told.PARTLY):
                self._compare()
            with self._step(told.PACKS, failing=told.PARTLY):
                self._make()
        except _Stopped:
            return replace(self.report, ended=_now())
        return replace(self.report, outcome=told.UPDATED, ended=_now())

    @contextmanager
    def _step(self, name: str, *, failing: str = told.STOPPED) -> Iterator[None]:
        """Note how a step ends, and how the update ends if it fails."""
        started = time.monotonic()
        try:
            with storage_errors(self._settings.home):
                yield
        except NothingChanged:
            self._add(name, told.SKIPPED, started)
        except MilltirError as error:
            outcome = told.HELD if isinstance(error, LessThanBefore) else failing
            self._add(name, told.FAILED, started, error)
            self.report = replace(self.report, outcome=outcome)
            raise _Stopped from error
        else:
            self._add(name, told.DONE, started)

    def _add(
        self, name: str, outcome: str, started: float, error: MilltirError | None = None
    ) -> None:
        step = StepReport(
            step=name,
            outcome=outcome,
            seconds=round(time.monotonic() - started, 1),
            error=type(error).__name__ if error else "",
            facts={n: to_json(fact) for n, fact in error.facts.items()} if error else {},
        )
        self.report = replace(self.report, steps=(*self.report.steps, step))

    def _fetch(self) -> None:
        fetched = [
            FetchedFile(
                name=one.download.name,
                what=one.download.what,
                outcome=one.outcome.value,
                bytes=one.bytes,
            )
            for one in self._steps.fetch()
        ]
        self.report = replace(self.report, files=tuple(fetched))

    def _is_reported(self) -> bool:
        """Return whether nothing new was built, and everything was made of what is served."""
        built = self.report.steps[-1].outcome == told.DONE
        return not built and self._reported == current_or_none(self._settings)

    def _confirmed(self, manifest: Manifest) -> bool:
        """Return whether a release may be served; the report says why not."""
        found = with_comparison(self.report, current_manifest(self._settings), manifest)
        if self._yes or not (found.losses or found.breaks):
            return True
        self.report = found
        return False

    def _compare(self) -> None:
        """Compare the release that is served with the last one that was reported."""
        store, _ = open_store(self._settings)
        before = readable(self._reported, self._settings) or previous_release(self._settings)
        found = with_comparison(self.report, before, store.manifest)
        self.report = replace(found, late=late_sources(store, self._settings.today))

    def _make(self) -> None:
        made = self._steps.make(self.report)
        self.report = replace(self.report, changes=tuple(made.changes), packs=tuple(made.packs))


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")


def _reported_release(settings: Settings) -> str:
    """Return the last release of which every step was done; empty if there is none."""
    done = (one for one in stored_reports(settings) if one.outcome == told.UPDATED and one.release)
    last = next(done, None)
    return last.release.release if last and last.release else ""
