"""What data there is and how fresh it is. Pure functions over a manifest."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from data.manifest import Manifest
from data.sources.report import FileReport

PUBLICATION_DELAY_MONTHS = 3
"""police.uk publishes a month about two months after it ends; older than this is worth a word."""


@dataclass(frozen=True, kw_only=True)
class Freshness:
    """How old the latest recorded month is."""

    latest_month: str
    months_old: int

    @property
    def is_late(self) -> bool:
        return self.months_old > PUBLICATION_DELAY_MONTHS


def freshness(manifest: Manifest, today: dt.date) -> Freshness:
    """Whole months between the end of the latest month and today."""
    year, month = map(int, manifest.last_month.split("-"))
    age = (today.year - year) * 12 + today.month - month - 1
    return Freshness(latest_month=manifest.last_month, months_old=max(age, 0))


def attribution_line(manifest: Manifest, language: str) -> str:
    """Source and licence, as every picture and export carries them."""
    attribution = manifest.rights[f"attribution_{language}"]
    licence = manifest.rights[f"licence_{language}"]
    return f"{attribution.rstrip('. ')}. {licence.rstrip('. ')}."


def police_accounts(manifest: Manifest, months: Sequence[str]) -> list[FileReport]:
    """The accounts of the police files of these months."""
    wanted = set(months)
    return [
        account
        for account in manifest.files
        if account.kind == "police" and account.file.rsplit("/", 1)[-1][:7] in wanted
    ]
