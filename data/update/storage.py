"""The reports of updates on disk, one file each, the latest ones only."""

import logging
import re
from pathlib import Path

from data.files.digested_json import read_json, write_json
from data.files.durable import make_private
from data.settings import Settings
from data.update.report import UNCHANGED, UpdateReport, from_dict

# MOST: the number of reports that stay; two years of monthly updates.
MOST = 24
NOT_IN_NAMES = re.compile(r"[^0-9T]")


def store_report(report: UpdateReport, settings: Settings) -> Path:
    """Write a report, complete or not at all, and delete the oldest beyond `MOST`.

    A report that nothing had changed replaces the one before it that said the same, so that a
    daily run doesn't push the others out.

    Parameters
    ----------
    report
        The report.
    settings
        The installation's paths.

    Returns
    -------
    Path
        The file.

    Examples
    --------
    >>> store_report(report, load_settings()).name  # doctest: +SKIP
    '20261101T060000123456.json'
    """
    make_private(settings.updates)
    path = settings.updates / f"{NOT_IN_NAMES.sub('', report.started.partition('+')[0])}.json"
    write_json(path, report.as_dict())
    files = _files(settings)
    unchanged = [one for one in files if (read_report(one) or report).outcome == UNCHANGED]
    for old in {*files[:-MOST], *unchanged[:-1]} - {path}:
        # Its text and web page have the same name with other endings.
        for file in settings.updates.glob(f"{old.stem}.*"):
            file.unlink(missing_ok=True)
    return path


def stored_reports(settings: Settings) -> list[UpdateReport]:
    """Return the reports that can be read, the latest first.

    Parameters
    ----------
    settings
        The installation's paths.

    Returns
    -------
    list of UpdateReport
        Empty if there was no update yet. A damaged file is left out and logged.

    Examples
    --------
    >>> stored_reports(load_settings())  # doctest: +SKIP
    """
    return [report for file in reversed(_files(settings)) if (report := read_report(file))]


def latest_file(settings: Settings) -> Path | None:
    """Return the file of the latest report.

    Parameters
    ----------
    settings
        The installation's paths.

    Returns
    -------
    Path or None
        None if there was no update yet.

    Examples
    --------
    >>> latest_file(load_settings())  # doctest: +SKIP
    """
    return next(reversed(_files(settings)), None)


def _files(settings: Settings) -> list[Path]:
    return sorted(settings.updates.glob("*.json"))


def read_report(file: Path) -> UpdateReport | None:
    """Return the report in a file.

    Parameters
    ----------
    file
        A file that `store_report` wrote.

    Returns
    -------
    UpdateReport or None
        None if it is damaged, which is logged.

    Examples
    --------
    >>> read_report(Path("no-such-file.json")) is None
    True
    """
    try:
        return from_dict(read_json(file))
    except (OSError, ValueError, KeyError) as fault:
        logging.getLogger("milltir").warning("a report of an update can't be read: %s", fault)
        return None
