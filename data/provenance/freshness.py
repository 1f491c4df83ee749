"""The age of a release's data, and the attribution of its sources."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from data.file_kinds import POLICE
from data.load_report.report import FileReport
from data.months import months_between
from data.provenance.licences import rights_by_source
from data.provenance.release_rights import rights_of_older_releases
from data.release.manifest import Manifest
from data.sources.registry import SOURCES


@dataclass(frozen=True, kw_only=True)
class Freshness:
    """The latest recorded month and its age in months."""

    latest_month: str
    months_old: int
    # The latest month of other police forces among the files, if the area's own have none so new.
    others_month: str = ""

    @property
    def is_late(self) -> bool:
        limit = SOURCES[POLICE].age_limit
        return limit is not None and self.months_old > limit


def freshness(manifest: Manifest, today: dt.date) -> Freshness:
    """Return the latest recorded month and its age.

    Parameters
    ----------
    manifest
        The release's manifest.
    today
        The day to which the age is counted.

    Returns
    -------
    Freshness
        The age in whole months after the end of the latest month, and how far the files of other
        police forces go beyond it.

    Examples
    --------
    >>> freshness(manifest, dt.date(2025, 9, 1)).months_old  # doctest: +SKIP
    2
    """
    latest = manifest.last_month
    others = max((one.month for one in manifest.files if one.kind == POLICE), default="")
    return Freshness(
        latest_month=latest,
        months_old=months_since(latest, today),
        others_month=others if others > latest else "",
    )


def silent_forces(manifest: Manifest) -> dict[str, str]:
    """Return the police forces of the area without a month in the latest year.

    Parameters
    ----------
    manifest
        The release's manifest.

    Returns
    -------
    dict of str
        From each force to its latest month with figures; "" if it has none.

    Examples
    --------
    >>> silent_forces(manifest)  # doctest: +SKIP
    {'greater-manchester': '2019-06'}
    """
    months = list(months_between(manifest.first_month, manifest.last_month))
    year = months[-12:]
    found = {}
    for force in manifest.forces:
        gaps = {gap.month for gap in manifest.gaps if gap.force == force and not gap.authority}
        if gaps.issuperset(year):
            found[force] = max((month for month in months if month not in gaps), default="")
    return found


def months_since(when: str, today: dt.date) -> int:
    """Return the whole months from the end of a period until today.

    Parameters
    ----------
    when
        A year, a month or a day ("2025-06-30"); of a day its month counts.
    today
        The day to which is counted.

    Returns
    -------
    int
        The months; 0 for a period that hasn't ended.

    Examples
    --------
    >>> months_since("2025-06", dt.date(2025, 9, 1)), months_since("2024", dt.date(2025, 9, 1))
    (2, 8)
    """
    year, month = int(when[:4]), int(when[5:7] or 12)
    return max((today.year - year) * 12 + today.month - month - 1, 0)


def today_of(manifest: Manifest, today: dt.date) -> dt.date:
    """Return the day to which ages are counted: fixed for the fictional county, else today.

    Parameters
    ----------
    manifest
        The release's manifest.
    today
        Today.

    Returns
    -------
    date
        The day.

    Examples
    --------
    >>> today_of(manifest, dt.date(2026, 11, 20))  # doctest: +SKIP
    datetime.date(2026, 11, 20)
    """
    return dt.date.fromisoformat(manifest.counted_to) if manifest.counted_to else today


def attribution_line(manifest: Manifest, language: str) -> str:
    """Return the attribution and licence for pictures and exports.

    Parameters
    ----------
    manifest
        The release's manifest.
    language
        "en" or "cy".

    Returns
    -------
    str
        Two sentences.

    Examples
    --------
    >>> attribution_line(manifest, "en")  # doctest: +SKIP
    'Source: data.police.uk. Open Government Licence v3.0.'
    """
    attribution = manifest.rights[f"attribution_{language}"]
    licence = manifest.rights[f"licence_{language}"]
    return f"{attribution.rstrip('. ')}. {licence.rstrip('. ')}."


def rights_of(manifest: Manifest, source: str) -> dict[str, str]:
    """Return the licence and attribution of one source.

    Parameters
    ----------
    manifest
        The release's manifest.
    source
        The source's name.

    Returns
    -------
    dict of str
        `licence_` and `attribution_`, each with `en` and `cy`, and `as_of`; the defaults of the
        source if the manifest is of an older release without them.

    Examples
    --------
    >>> rights_of(manifest, "population")["attribution_en"]  # doctest: +SKIP
    'Source: Office for National Statistics'
    """
    if source in manifest.sources:
        return manifest.sources[source]
    is_default = manifest.rights == rights_of_older_releases()
    own_words = {} if is_default else stated_licences(manifest.rights)
    return rights_by_source(own_words, [source])[source]


def stated_licences(rights: dict[str, str]) -> dict[str, str]:
    """Return the rights of a release with the keys that `source.json` has for them.

    Parameters
    ----------
    rights
        The rights in a manifest.

    Returns
    -------
    dict of str
        The same texts; the English ones without `_en`.

    Examples
    --------
    >>> stated_licences({"licence_en": "Open", "licence_cy": "Agored"})
    {'licence': 'Open', 'licence_cy': 'Agored'}
    """
    return {name.removesuffix("_en"): words for name, words in rights.items()}


def police_file_reports(manifest: Manifest, months: Sequence[str]) -> list[FileReport]:
    """Return the reports of the police files of some months.

    Parameters
    ----------
    manifest
        The release's manifest.
    months
        The months, such as "2025-06".

    Returns
    -------
    list of FileReport
        The reports, in the order of the manifest.

    Examples
    --------
    >>> [report.file for report in police_file_reports(manifest, ["2025-06"])]  # doctest: +SKIP
    ['2025-06/2025-06-dyfed-powys-street.csv']
    """
    wanted = set(months)
    return [
        account
        for account in manifest.files
        if account.kind == POLICE
        # Releases of earlier versions have the month in the file's name only.
        and (account.month or account.file.rsplit("/", 1)[-1][:7]) in wanted
    ]


def own_forces_reports(manifest: Manifest, accounts: Sequence[FileReport]) -> list[FileReport]:
    """Return the reports of police files of the area's own forces.

    Parameters
    ----------
    manifest
        The release's manifest.
    accounts
        Reports of police files.

    Returns
    -------
    list of FileReport
        All of them if no report names its force, as in releases of earlier versions.

    Examples
    --------
    >>> own_forces_reports(manifest, manifest.files)  # doctest: +SKIP
    """
    if not any(account.force for account in accounts):
        return list(accounts)
    return [account for account in accounts if account.force in manifest.forces]
