"""What data there is and how fresh it is. Pure functions over a manifest."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from data.file_kinds import POLICE
from data.load_report.report import FileReport
from data.provenance.licences import rights_by_source, rights_of_all
from data.release.manifest import Manifest
from data.sources.registry import SOURCES


@dataclass(frozen=True, kw_only=True)
class Freshness:
    """How old the latest recorded month is."""

    latest_month: str
    months_old: int

    @property
    def is_late(self) -> bool:
        limit = SOURCES[POLICE].age_limit
        return limit is not None and self.months_old > limit


def freshness(manifest: Manifest, today: dt.date) -> Freshness:
    """Whole months between the end of the latest month and today."""
    latest = manifest.last_month
    return Freshness(latest_month=latest, months_old=months_since(latest, today))


def months_since(when: str, today: dt.date) -> int:
    """Whole months from the end of a year, a month or a day's month ("2025-06-30") until today."""
    year, month = int(when[:4]), int(when[5:7] or 12)
    return max((today.year - year) * 12 + today.month - month - 1, 0)


def today_of(manifest: Manifest, today: dt.date) -> dt.date:
    """The day that ages are counted to: an invented county's days stand still."""
    return dt.date.fromisoformat(manifest.counted_to) if manifest.counted_to else today


def attribution_line(manifest: Manifest, language: str) -> str:
    """Source and licence, as every picture and export carries them."""
    attribution = manifest.rights[f"attribution_{language}"]
    licence = manifest.rights[f"licence_{language}"]
    return f"{attribution.rstrip('. ')}. {licence.rstrip('. ')}."


def rights_of(manifest: Manifest, source: str) -> dict[str, str]:
    """Licence and attribution of one source; of an older release, those usual for it."""
    if source in manifest.sources:
        return manifest.sources[source]
    own_words = {} if manifest.rights == rights_of_all({}) else stated_licences(manifest.rights)
    return rights_by_source(own_words, [source])[source]


def stated_licences(rights: dict[str, str]) -> dict[str, str]:
    """The rights of a release as its `source.json` would have worded them."""
    return {name.removesuffix("_en"): words for name, words in rights.items()}


def police_file_reports(manifest: Manifest, months: Sequence[str]) -> list[FileReport]:
    """The accounts of the police files of these months."""
    wanted = set(months)
    return [
        account
        for account in manifest.files
        if account.kind == POLICE and account.file.rsplit("/", 1)[-1][:7] in wanted
    ]
