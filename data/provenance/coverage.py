"""What a release holds of each source: rows, period, and what tells how old it is."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from data.file_kinds import BOUNDARIES, POLICE
from data.load_report.reasons import ELSEWHERE, HELD_ALREADY, Reason
from data.load_report.report import FileReport
from data.months import months_between
from data.provenance.freshness import months_since
from data.release.manifest import Manifest
from data.release.missing_months import MISSING, THIN, MissingMonths
from data.release.store import Store
from data.schema import MONTH
from data.sources.registry import SOURCES, source_of, unused_kinds
from data.sources.source import Source

OVERDUE_SHARE = 0.25
"""Groups are called old where more than this share of them has not been confirmed in a year."""
YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, kw_only=True)
class SourceCoverage:
    """One source as it stands in a release."""

    source: str
    files: tuple[FileReport, ...] = ()
    first: str = ""
    last: str = ""
    """The period that it speaks of: months, years or days; empty where nothing says."""
    days: tuple[str, ...] = ()
    """The day by which each entry is judged: last confirmed, or its last; empty where not given."""
    types: dict[str, int] = field(default_factory=dict)
    """What the entries are, with how many of each."""

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
        """Rows about this place that can't be used; a blank row says nothing of quality."""
        no_loss = (*ELSEWHERE, *HELD_ALREADY, Reason.BLANK_ROW)
        left_out = self.counted("left_out")
        return sum(left_out.values()) - sum(left_out.get(why, 0) for why in no_loss)

    def counted(self, what: str) -> dict[str, int]:
        """Rows by reason over all its files: `left_out` or `notes`."""
        together = Counter[str]()
        for account in self.files:
            together.update(getattr(account, what))
        return dict(together.most_common())


@dataclass(frozen=True, kw_only=True)
class Age:
    """How old a source is, against its limit."""

    months: int | None = None
    limit: int | None = None
    overdue: int | None = None
    """Of sources that are lists: how many entries should have been looked at again."""
    late: bool = False


def holdings(store: Store, *, with_types: bool) -> list[SourceCoverage]:
    """Return what a release holds of every source in the registry.

    Parameters
    ----------
    store
        The release.
    with_types
        Whether private types, such as those of partners' own incidents, are among the answers.

    Returns
    -------
    list of Holding
        One for each source, in the registry's order; without files where none were brought.

    Example
    -------
    >>> [h.source for h in holdings(store, with_types=False) if h.is_here]  # doctest: +SKIP
    ['police', 'boundaries', 'population']
    """
    return [_holding(source, store, with_types) for source in SOURCES.values()]


def source_age(holding: SourceCoverage, today: dt.date) -> Age:
    """Return how old a source is: its entries by their days, any other by its last month.

    Parameters
    ----------
    holding
        What the release holds of the source.
    today
        The day that ages are counted to.

    Returns
    -------
    Age
        Without any number where the source doesn't age or nothing says when it is of.

    Example
    -------
    >>> age(Holding(source="population", last="2021"), dt.date(2026, 11, 20)).months
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
        types=_tally(store.table(source.name)[source.types]) if shown else {},
    )


def _period(source: Source, store: Store, files: Iterable[FileReport]) -> tuple[str, str]:
    """What `source.json` states, else what the table says, else the year in the file's name."""
    manifest = store.manifest
    stated = manifest.sources.get(source.name, {}).get("as_of", "")
    if stated:
        return stated, stated
    if source.name == POLICE:
        return manifest.first_month, manifest.last_month
    if source.name == BOUNDARIES:
        return _years(manifest.boundaries.split(";")[:1])
    if source.period:
        return _span(store.table(source.name)[source.period].unique())
    if source.year_in_name:
        return _years(account.file.rsplit("/", 1)[-1] for account in files)
    return "", ""


def _span(texts: Iterable[str]) -> tuple[str, str]:
    """First and last of some months; of other texts the last year that they name."""
    said = [str(text) for text in texts]
    if said and all(re.match(MONTH, text) for text in said):
        return min(said), max(said)
    return _years(said)


def _years(texts: Iterable[str]) -> tuple[str, str]:
    """The last year named, as first and as last, so that "WIMD 2025" is of 2025."""
    years = [year for text in texts for year in YEAR.findall(str(text))]
    return (max(years), max(years)) if years else ("", "")


def _days(source: Source, store: Store) -> tuple[str, ...]:
    """The day by which each entry of a list is judged."""
    if source.entries is None:
        return ()
    table = store.table(source.name)
    if source.entries.only:
        table = table[table[source.types] == source.entries.only]
    return tuple(str(day) for day in table[source.entries.day].fillna(""))


def _tally(values: pd.Series) -> dict[str, int]:
    return {str(value): int(rows) for value, rows in values.value_counts().items()}


@dataclass(frozen=True, kw_only=True)
class ForceMonths:
    """How much of the release's time one police force has published."""

    force: str
    whole: int
    missing: tuple[str, ...]
    thin: tuple[MissingMonths, ...]


def force_months(manifest: Manifest) -> list[ForceMonths]:
    """One entry a force of the area."""
    months = len(list(months_between(manifest.first_month, manifest.last_month)))
    forces = manifest.forces or tuple(sorted({gap.force for gap in manifest.gaps}))
    found = []
    for force in forces:
        own = [gap for gap in manifest.gaps if gap.force == force]
        missing = tuple(gap.month for gap in own if gap.why == MISSING)
        thin = tuple(gap for gap in own if gap.why == THIN)
        whole = months - len(own)
        found.append(ForceMonths(force=force, whole=whole, missing=missing, thin=thin))
    return found
