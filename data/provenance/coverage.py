"""The coverage of each source in a release: rows, period and age."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from data.file_kinds import BOUNDARIES, NATIONAL, POLICE
from data.load_report.reasons import ELSEWHERE, HELD_ALREADY, PASSED_OVER, Reason
from data.load_report.report import FileReport
from data.provenance.freshness import months_since, own_forces_reports
from data.release.manifest import Manifest
from data.release.national.counts import national_of
from data.release.store import Store
from data.schema import MONTH
from data.sources.registry import SOURCES, source_of, unused_kinds
from data.sources.source import Source

# OVERDUE_SHARE: a list is late if more than this share of its entries is over the age limit.
OVERDUE_SHARE = 0.25
YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, kw_only=True)
class SourceCoverage:
    """The coverage of one source in a release."""

    source: str
    files: tuple[FileReport, ...] = ()
    # The period of the data: months or years; empty if unknown.
    first: str = ""
    last: str = ""
    # The day that decides the age of each entry: last confirmed, or its end; empty if unknown.
    days: tuple[str, ...] = ()
    # Of police files: the rows that the area's own forces published, in the files that are used.
    own_rows: int = 0
    # The number of entries of each type.
    types: dict[str, int] = field(default_factory=dict)

    @property
    def is_here(self) -> bool:
        return bool(self.files)

    @property
    def read(self) -> int:
        return sum(account.read for account in self.files)

    @property
    def used(self) -> int:
        return sum(account.used for account in self.files)

    @property
    def lost(self) -> int:
        """Return the number of rows about the area that can't be used.

        Blank rows, rows about other areas and rows that are in the release already don't count.
        """
        no_loss = (
            *(*ELSEWHERE, *HELD_ALREADY),
            *(Reason.BLANK_ROW, Reason.FOOTNOTE, Reason.NOT_DRAWN),
        )
        left_out = self.counted("left_out")
        return sum(left_out.values()) - sum(left_out.get(why, 0) for why in no_loss)

    @property
    def share_lost(self) -> float:
        """Return the share that can't be used, of the rows that could have been of the area.

        A row without a place can be of any place of its force, so that of police files it is the
        share of all rows of the area's own forces.
        """
        return self.lost / max(self.own_rows or self.used + self.lost, 1)

    def counted(self, what: str) -> dict[str, int]:
        """Return the rows of all files by reason; `what` is "left_out" or "notes"."""
        total = Counter[str]()
        for account in self.files:
            total.update(getattr(account, what))
        return dict(total.most_common())


@dataclass(frozen=True, kw_only=True)
class Age:
    """The age of a source and its limit, in months."""

    months: int | None = None
    limit: int | None = None
    # Of lists: the number of entries over the age limit, or that have ended.
    overdue: int | None = None
    late: bool = False


def holdings(store: Store, *, with_types: bool) -> list[SourceCoverage]:
    """Return the coverage of every source in the registry.

    Parameters
    ----------
    store
        The release.
    with_types
        Whether private types, such as those of partners' own incidents, are included.

    Returns
    -------
    list of SourceCoverage
        One for each source, in the registry's order; without files if the release has none of it.

    Examples
    --------
    >>> [c.source for c in holdings(store, with_types=False) if c.is_here]  # doctest: +SKIP
    ['police', 'boundaries', 'population']
    """
    return [_holding(source, store, with_types) for source in SOURCES.values()]


def source_age(holding: SourceCoverage, today: dt.date) -> Age:
    """Return the age of a source: of a list by the days of its entries, else by its last month.

    Parameters
    ----------
    holding
        The coverage of the source.
    today
        The day to which ages are counted.

    Returns
    -------
    Age
        Empty if the source doesn't age or its date isn't known.

    Examples
    --------
    >>> source_age(SourceCoverage(source="population", last="2021"), dt.date(2026, 11, 20)).months
    58
    """
    source = SOURCES[holding.source]
    limit = source.age_limit
    if source.entries is not None and limit is not None:
        overdue = sum(not day or months_since(day, today) >= limit for day in holding.days)
        late = overdue > OVERDUE_SHARE * len(holding.days)
        return Age(limit=limit, overdue=overdue, late=late)
    if source.entries is not None:
        over = sum(bool(day) and dt.date.fromisoformat(day) < today for day in holding.days)
        return Age(overdue=over, late=over > 0)
    if not holding.last or limit is None:
        return Age()
    months = months_since(holding.last, today)
    return Age(months=months, limit=limit, late=months > limit)


def _holding(source: Source, store: Store, with_types: bool) -> SourceCoverage:
    unused = unused_kinds()
    files = tuple(
        account
        for account in store.manifest.files
        if source_of(account.kind) == source.name and account.kind not in unused
    )
    if not files:
        return SourceCoverage(source=source.name)
    first, last = _period(source, store, files)
    shown = source.types and (with_types or not source.private_types)
    return SourceCoverage(
        source=source.name,
        files=files,
        first=first,
        last=last,
        days=_days(source, store),
        own_rows=_own_rows(store.manifest, files) if source.name == POLICE else 0,
        types=store.tally(source.name, source.types) if shown else {},
    )


def _own_rows(manifest: Manifest, files: Sequence[FileReport]) -> int:
    own = own_forces_reports(manifest, files)
    passed_over = sum(account.left_out.get(why, 0) for account in own for why in PASSED_OVER)
    return sum(account.read for account in own) - passed_over


def _period(source: Source, store: Store, files: Iterable[FileReport]) -> tuple[str, str]:
    """Return the period in `source.json`, else in the table, else the year in the file's name."""
    manifest = store.manifest
    stated = manifest.sources.get(source.name, {}).get("as_of", "")
    if stated:
        return stated, stated
    if source.name == POLICE:
        return manifest.first_month, manifest.last_month
    if source.name == NATIONAL and (national := national_of(store)):
        return national.facts.first_month, national.facts.last_month
    if source.name == BOUNDARIES:
        return _years(manifest.boundaries.split(";")[:1])
    if source.period:
        return _span(store.tally(source.name, source.period))
    if source.year_in_name:
        return _years(account.file.rsplit("/", 1)[-1] for account in files)
    return "", ""


def _span(texts: Iterable[str]) -> tuple[str, str]:
    """Return the first and last of some months; of other texts the last year in them."""
    periods = [str(text) for text in texts]
    if periods and all(re.match(MONTH, period) for period in periods):
        return min(periods), max(periods)
    return _years(periods)


def _years(texts: Iterable[str]) -> tuple[str, str]:
    """Return the last year in some texts as first and as last: "WIMD 2025" is of 2025."""
    years = [year for text in texts for year in YEAR.findall(str(text))]
    return (max(years), max(years)) if years else ("", "")


def _days(source: Source, store: Store) -> tuple[str, ...]:
    """Return the day that decides the age of each entry of a list."""
    if source.entries is None:
        return ()
    table = store.table(source.name)
    if source.entries.only:
        table = table[table[source.types] == source.entries.only]
    return tuple(str(day) for day in table[source.entries.day].fillna(""))
