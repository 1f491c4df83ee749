"""How long things are stored, and how much of each may be: parts of the settings."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

FOREVER = "forever"
# FEWEST_RELEASES: the current release and the one that an undo serves again.
FEWEST_RELEASES = 2
UPLOADS = ("file_mb", "session_mb", "total_mb", "waiting_mb")


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long what people have told or brought is stored."""

    # Months after a wave of a survey; None: the answers of respondents are never deleted
    # (MILLTIR_KEEP_ANSWERS, a number or "forever").
    answers_months: int | None = 72
    # Months after an incident that a partner recorded; None: they are never deleted
    # (MILLTIR_KEEP_INCIDENTS, a number or "forever").
    incidents_months: int | None = 36
    # Days after files were accepted on the page, at least; they also stay while a release that is
    # stored is built from them (MILLTIR_KEEP_UPLOADS).
    uploads_days: int = 0
    # The releases that were current last, which stay for undo and comparison
    # (MILLTIR_KEEP_RELEASES, at least 2).
    releases: int = 3
    # Days after which an entry of the audit is deleted (MILLTIR_AUDIT_DAYS).
    audit_days: int = 400


@dataclass(frozen=True, kw_only=True)
class UploadLimits:
    """The largest uploads through a page, in megabytes; the server holds them in memory first."""

    # Of one file (MILLTIR_UPLOAD_FILE_MB).
    file_mb: int = 200
    # Of all files of one session (MILLTIR_UPLOAD_SESSION_MB).
    session_mb: int = 400
    # Of all files of all sessions (MILLTIR_UPLOAD_TOTAL_MB).
    total_mb: int = 800
    # Of all files that wait on the disk for a decision (MILLTIR_UPLOAD_WAITING_MB).
    waiting_mb: int = 2000


@dataclass(frozen=True, kw_only=True)
class ConnectionLimits:
    """How many pages may be open at this process, and for how long without a sign of life."""

    # Of all viewers (MILLTIR_CONNECTIONS).
    most: int = 400
    # Of one address, as an office may have (MILLTIR_CONNECTIONS_ADDRESS).
    address: int = 200
    # Minutes after which a page is let go whose viewer does nothing (MILLTIR_IDLE_MINUTES).
    idle_minutes: float = 30.0


@dataclass(frozen=True, kw_only=True)
class LogLimits:
    """Where the log is written to, and how large it may become."""

    # The file; without it the log goes to standard error (MILLTIR_LOG_FILE).
    file: Path | None = None
    # Megabytes after which a new file is begun (MILLTIR_LOG_MB).
    megabytes: int = 10
    # How many files are stored, with the one that is written, at least 2 (MILLTIR_LOG_FILES).
    files: int = 5


def retention_of(environ: Mapping[str, str]) -> Retention:
    """Return how long what people have told or brought is stored.

    Parameters
    ----------
    environ
        Environment variables.

    Returns
    -------
    Retention
        The default of each part that is no whole number.

    Examples
    --------
    >>> retention_of({"MILLTIR_AUDIT_DAYS": "90"}).audit_days
    90
    """
    answers, incidents, days, releases, audit = (
        environ.get(f"MILLTIR_{what}", "")
        for what in (
            *("KEEP_ANSWERS", "KEEP_INCIDENTS", "KEEP_UPLOADS", "KEEP_RELEASES"),
            "AUDIT_DAYS",
        )
    )
    rule = Retention()
    return Retention(
        answers_months=_months(answers, rule.answers_months),
        incidents_months=_months(incidents, rule.incidents_months),
        uploads_days=int(days) if days.isdecimal() else rule.uploads_days,
        releases=max(int(releases), FEWEST_RELEASES) if releases.isdecimal() else rule.releases,
        audit_days=int(audit) if audit.isdecimal() and int(audit) else rule.audit_days,
    )


def _months(text: str, default: int | None) -> int | None:
    """Return a number of months; None for ever, and the default if it is no whole number."""
    if text.strip().lower() == FOREVER:
        return None
    return int(text) if text.isdecimal() else default


def upload_limits_of(environ: Mapping[str, str]) -> UploadLimits:
    """Return the largest uploads through a page.

    Parameters
    ----------
    environ
        Environment variables.

    Returns
    -------
    UploadLimits
        The default of each that is no whole number.

    Examples
    --------
    >>> upload_limits_of({"MILLTIR_UPLOAD_FILE_MB": "50"}).file_mb
    50
    """
    names = {name: f"UPLOAD_{name.upper()}" for name in UPLOADS}
    return UploadLimits(**_whole_numbers(environ, names))


def connection_limits_of(environ: Mapping[str, str]) -> ConnectionLimits:
    """Return how many pages may be open, and for how long.

    Parameters
    ----------
    environ
        Environment variables.

    Returns
    -------
    ConnectionLimits
        The default of each that is no number above 0.

    Examples
    --------
    >>> connection_limits_of({"MILLTIR_IDLE_MINUTES": "5"}).idle_minutes
    5.0
    """
    names = {"most": "CONNECTIONS", "address": "CONNECTIONS_ADDRESS"}
    try:
        minutes = float(environ.get("MILLTIR_IDLE_MINUTES", ""))
    except ValueError:
        minutes = 0.0
    limits = ConnectionLimits(**_whole_numbers(environ, names))
    return replace(limits, idle_minutes=minutes) if 0 < minutes < math.inf else limits


def log_limits_of(environ: Mapping[str, str]) -> LogLimits:
    """Return where the log is written to, and how large it may become.

    Parameters
    ----------
    environ
        Environment variables.

    Returns
    -------
    LogLimits
        The default of each that is no whole number.

    Examples
    --------
    >>> log_limits_of({"MILLTIR_LOG_MB": "x"}).megabytes
    10
    """
    file = environ.get("MILLTIR_LOG_FILE", "")
    names = {"megabytes": "LOG_MB", "files": "LOG_FILES"}
    return LogLimits(file=Path(file) if file else None, **_whole_numbers(environ, names))


def _whole_numbers(environ: Mapping[str, str], names: Mapping[str, str]) -> dict[str, int]:
    """Return the whole numbers above 0 of some variables, each under its own name."""
    return {
        name: int(text)
        for name, variable in names.items()
        if (text := environ.get(f"MILLTIR_{variable}", "")).isdecimal() and int(text)
    }
