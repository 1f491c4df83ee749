"""What sources one release has and another hasn't. Pure functions over manifests."""

from dataclasses import dataclass

from data.release.manifest import Manifest
from data.sources.registry import SOURCES, source_of


@dataclass(frozen=True, kw_only=True)
class ReleaseDifference:
    """What would be seen on the way from one release to another, in the order of the sources."""

    lost: tuple[str, ...]
    gained: tuple[str, ...]


def source_difference(now: Manifest, then: Manifest) -> ReleaseDifference:
    """The sources that only the one or only the other has rows of."""
    have, would_have = sources_used(now), sources_used(then)
    return ReleaseDifference(
        lost=tuple(source for source in have if source not in would_have),
        gained=tuple(source for source in would_have if source not in have),
    )


def sources_used(manifest: Manifest) -> list[str]:
    """A source of which no row was used is as good as not there."""
    used = {source_of(account.kind) for account in manifest.files if account.used}
    return [source for source in SOURCES if source in used]
