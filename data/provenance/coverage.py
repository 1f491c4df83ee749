"""What a release holds of each source: rows, period, and what tells how old it is."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pandas as pd

from data.file_kinds import (
    DEPRIVATION,
    GROUPS,
    LOCAL_INCIDENTS,
    ORDERS,
    PERCEPTIONS,
    POLICE,
    POPULATION,
    READ_BUT_UNUSED,
    RESPONSES,
    SURVEY_TOTALS,
)
from data.load_report.reasons import ELSEWHERE, HELD_ALREADY, Reason
from data.load_report.report import FileReport
from data.months import months_between
from data.provenance.freshness import LIMITS, months_since
from data.provenance.licences import BOUNDARIES, SOURCES, source_of
from data.release.manifest import Manifest
from data.release.missing_months import MISSING, THIN, MissingMonths
from data.release.store import Store

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
    """Every source there can be, with what is there of it.

    Types of the partners' own incidents are theirs: they come only where `with_types` is asked.
    """
    manifest = store.manifest
    return [_holding(source, manifest, store, with_types) for source in SOURCES]


def source_age(holding: SourceCoverage, today: dt.date) -> Age:
    """By the day confirmed for groups, the last day for orders and responses, else by month."""
    if holding.source == GROUPS:
        limit = LIMITS[GROUPS]
        overdue = sum(not day or months_since(day, today) >= limit for day in holding.days)
        late = overdue > OVERDUE_SHARE * len(holding.days)
        return Age(limit=limit, overdue=overdue, late=late)
    if holding.source in (ORDERS, RESPONSES):
        over = sum(bool(day) and dt.date.fromisoformat(day) < today for day in holding.days)
        return Age(overdue=over, late=over > 0)
    if not holding.last or holding.source not in LIMITS:
        return Age()
    months, limit = months_since(holding.last, today), LIMITS[holding.source]
    return Age(months=months, limit=limit, late=months > limit)


def _holding(source: str, manifest: Manifest, store: Store, with_types: bool) -> SourceCoverage:
    files = tuple(
        account
        for account in manifest.files
        if source_of(account.kind) == source and account.kind not in READ_BUT_UNUSED
    )
    if not files:
        return SourceCoverage(source=source)
    first, last = _period(source, manifest, store, files)
    days, types = _entries(source, store)
    shown = with_types or source != LOCAL_INCIDENTS
    return SourceCoverage(
        source=source,
        files=files,
        first=first,
        last=last,
        days=days,
        types=types if shown else {},
    )


def _period(
    source: str, manifest: Manifest, store: Store, files: Iterable[FileReport]
) -> tuple[str, str]:
    """What `source.json` states, else what the table says, else the year in the file's name."""
    stated = manifest.sources.get(source, {}).get("as_of", "")
    if stated:
        return stated, stated
    if source == POLICE:
        return manifest.first_month, manifest.last_month
    column = {PERCEPTIONS: "wave", SURVEY_TOTALS: "wave", LOCAL_INCIDENTS: "month"}.get(source)
    if column:
        months = store.table(source)[column]
        return (str(months.min()), str(months.max())) if len(months) else ("", "")
    if source == DEPRIVATION:
        return _years(store.table(source)["edition"].unique())
    if source == BOUNDARIES:
        return _years(manifest.boundaries.split(";")[:1])
    if source == POPULATION:
        return _years(account.file.rsplit("/", 1)[-1] for account in files)
    return "", ""


def _years(texts: Iterable[str]) -> tuple[str, str]:
    """First and last year named, so that "WIMD 2025" is of 2025."""
    years = [year for text in texts for year in YEAR.findall(str(text))]
    return (max(years), max(years)) if years else ("", "")


def _entries(source: str, store: Store) -> tuple[tuple[str, ...], dict[str, int]]:
    """The day by which each entry is judged, and what the entries are."""
    judged: dict[str, tuple[str, str, Callable[[pd.DataFrame], pd.Series]]] = {
        GROUPS: ("last_confirmed", "kind", lambda table: table["kind"].notna()),
        ORDERS: ("expiry", "status", lambda table: table["status"] == "in force"),
        RESPONSES: ("end", "status", lambda table: table["status"] == "running"),
    }
    if source in judged:
        day, kind, counts = judged[source]
        table = store.table(source)
        days = tuple(str(value) for value in table.loc[counts(table), day].fillna(""))
        return days, _tally(table[kind])
    named = {LOCAL_INCIDENTS: "type", PERCEPTIONS: "question", SURVEY_TOTALS: "question"}
    if source in named:
        return (), _tally(store.table(source)[named[source]])
    return (), {}


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
