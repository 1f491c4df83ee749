"""What a release has less of than the one before it: rows, months, forces, areas, sources."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.messages import InBoth
from data.months import months_between
from data.provenance.compare_releases import source_difference
from data.release.manifest import Manifest
from data.sources.registry import SOURCES, source_of

ROWS, MONTHS, LATEST_MONTH = "rows", "months", "latest_month"
FORCE, FORCE_MONTHS = "force", "force_months"
AUTHORITY, SOURCE, LEVEL, AREAS = "authority", "source", "level", "areas"
KINDS = (ROWS, MONTHS, LATEST_MONTH, FORCE, FORCE_MONTHS, AUTHORITY, SOURCE, LEVEL, AREAS)
# FEWER_ROWS: the share of a source's rows from which a fall is a loss.
FEWER_ROWS = 0.05
# MOST_NAMED: the number of losses of one kind that are named.
MOST_NAMED = 8


@dataclass(frozen=True, kw_only=True)
class ReleaseLoss:
    """One thing that a release has less of than the one before it."""

    # One of KINDS.
    kind: str
    # The source, force, authority (in both languages) or level; empty for months of the whole.
    name: str = ""
    # The numbers of rows or of months, or the latest months.
    before: int | str = 0
    after: int | str = 0


def release_losses(before: Manifest, after: Manifest) -> tuple[ReleaseLoss, ...]:
    """Return what a release has less of than the one before it.

    A loss is: 5% fewer used rows of a source; fewer complete months, of all or of a force; an
    earlier latest month; a police force, an authority, a source or a level that is gone; fewer
    areas of the same levels. The area of the two may differ. Nothing is lost where own data
    replaces the fictional county. Authorities are not compared with a release that doesn't list
    them.

    Parameters
    ----------
    before
        The manifest of the release before.
    after
        The manifest of the new release.

    Returns
    -------
    tuple of ReleaseLoss
        In the order of KINDS; empty if nothing is lost.

    Examples
    --------
    >>> [loss.kind for loss in release_losses(served, built)]  # doctest: +SKIP
    ['rows', 'source']
    """
    if before.fictional and not after.fictional:
        return ()
    return (
        *_fewer_rows(before, after),
        *_fewer_months(before, after),
        *_gone(FORCE, before.forces, after.forces),
        *_fewer_months_of_forces(before, after),
        *_authorities_gone(before, after),
        *_gone(SOURCE, source_difference(before, after).lost, ()),
        *_gone(LEVEL, before.levels, after.levels),
        *_fewer_areas(before, after),
    )


def first_of_each_kind(losses: Sequence[ReleaseLoss]) -> tuple[list[ReleaseLoss], int]:
    """Return the first losses of each kind, and how many more there are.

    Parameters
    ----------
    losses
        From `release_losses`.

    Returns
    -------
    tuple of list and int
        A release of both countries could lose hundreds of authorities.

    Examples
    --------
    >>> gone = [ReleaseLoss(kind=AUTHORITY, name=f"Borough {number}") for number in range(300)]
    >>> first, more = first_of_each_kind(gone)
    >>> len(first), more
    (8, 292)
    """
    first = [
        loss
        for kind in KINDS
        for loss in [loss for loss in losses if loss.kind == kind][:MOST_NAMED]
    ]
    return first, len(losses) - len(first)


def _fewer_rows(before: Manifest, after: Manifest) -> Iterator[ReleaseLoss]:
    had, has = _used_rows(before), _used_rows(after)
    for source in SOURCES:
        if has[source] and has[source] <= had[source] * (1 - FEWER_ROWS):
            yield ReleaseLoss(kind=ROWS, name=source, before=had[source], after=has[source])


def _used_rows(manifest: Manifest) -> Counter[str]:
    rows = Counter[str]()
    for account in manifest.files:
        rows[source_of(account.kind)] += account.used
    return rows


def _fewer_months(before: Manifest, after: Manifest) -> Iterator[ReleaseLoss]:
    had, has = _complete_months(before), _complete_months(after)
    if has < had:
        yield ReleaseLoss(kind=MONTHS, before=had, after=has)
    if after.last_month < before.last_month:
        yield ReleaseLoss(kind=LATEST_MONTH, before=before.last_month, after=after.last_month)


def _complete_months(manifest: Manifest) -> int:
    """Return the number of months that at least one force published completely."""
    months = set(months_between(manifest.first_month, manifest.last_month))
    return len(months - set(manifest.missing_months))


def _fewer_months_of_forces(before: Manifest, after: Manifest) -> Iterator[ReleaseLoss]:
    """Yield the forces with fewer months, except those that lose as many as the whole does."""
    of_whole = _complete_months(before) - _complete_months(after)
    for force in sorted(set(before.forces) & set(after.forces)):
        had, has = (_months_of_force(manifest, force) for manifest in (before, after))
        if has < had and had - has != of_whole:
            yield ReleaseLoss(kind=FORCE_MONTHS, name=force, before=had, after=has)


def _months_of_force(manifest: Manifest, force: str) -> int:
    """Return the number of months that the force published; an authority's gaps don't count."""
    months = set(months_between(manifest.first_month, manifest.last_month))
    of_force = (gap for gap in manifest.gaps if gap.force == force and not gap.authority)
    return len(months - {gap.month for gap in of_force})


def _authorities_gone(before: Manifest, after: Manifest) -> Iterator[ReleaseLoss]:
    if not after.authorities:
        return
    codes = {one.authority for one in after.authorities}
    for one in sorted(before.authorities, key=lambda one: one.authority):
        if one.authority not in codes:
            yield ReleaseLoss(kind=AUTHORITY, name=InBoth(en=one.name_en, cy=one.name_cy))


def _fewer_areas(before: Manifest, after: Manifest) -> Iterator[ReleaseLoss]:
    """Yield that there are fewer wards, small areas and others, unless a whole level is gone."""
    had, has = (one.tables.get(AREAS, {}).get("rows", 0) for one in (before, after))
    if 0 < has < had and not set(before.levels) - set(after.levels):
        yield ReleaseLoss(kind=AREAS, before=had, after=has)


def _gone(kind: str, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[ReleaseLoss]:
    return (ReleaseLoss(kind=kind, name=name) for name in before if name not in after)
