"""Settings, read from the environment. Only `data.limits` reads MILLTIR_ variables as well."""

import datetime as dt
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from data.limits import (
    ConnectionLimits,
    LogLimits,
    Retention,
    UploadLimits,
    connection_limits_of,
    log_limits_of,
    retention_of,
    upload_limits_of,
)

PROJECT = Path(__file__).resolve().parent.parent
# COMMAND: how the commands are called; the installed program calls them otherwise.
COMMAND = os.environ.get("MILLTIR_COMMAND", "") or "python -m data"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Paths and options of this installation."""

    # Folder of releases, uploads, caches and locks (MILLTIR_HOME).
    home: Path
    today: dt.date
    # Audience of the local viewer: public, partner or analyst, or a partner of one authority, such
    # as partner:W06000020 (MILLTIR_AUDIENCE).
    audience: str
    # Whether people who haven't signed in see what is public, where there is a sign-in
    # (MILLTIR_OPEN_TO_ALL).
    open_to_all: bool = False
    # The claim with the app's roles (MILLTIR_ROLE_CLAIM).
    role_claim: str = "roles"
    # After how many hours a sign-in ends, if the provider's token hasn't ended before
    # (MILLTIR_SIGN_IN_HOURS); None: when the token ends.
    sign_in_hours: float | None = None
    # Public address of the app, for links in documents (MILLTIR_ADDRESS).
    address: str = ""
    # The day that was set (MILLTIR_TODAY); None if it is today. Responses go by this day, also in
    # the fictional county, whose ages are counted to a day of its own.
    clock: dt.date | None = None
    retention: Retention = field(default_factory=Retention)
    # Further names under which people reach the server (MILLTIR_HOSTS).
    hosts: tuple[str, ...] = ()
    upload_limits: UploadLimits = field(default_factory=UploadLimits)
    connection_limits: ConnectionLimits = field(default_factory=ConnectionLimits)
    log: LogLimits = field(default_factory=LogLimits)
    # Database of what people enter, as a URL of SQLAlchemy; by default a file in the home
    # (MILLTIR_REGISTER, or the content of the file that MILLTIR_REGISTER_FILE names).
    register: str = ""
    # File with the sign-in, elsewhere than where Streamlit looks for it (MILLTIR_SIGN_IN_FILE).
    sign_in_file: Path | None = None

    @property
    def register_address(self) -> str:
        """The URL of the register's database."""
        return self.register or f"sqlite:///{self.home / 'register.sqlite'}"

    @property
    def host_names(self) -> tuple[str, ...]:
        """The names under which people reach the server, besides this machine's own."""
        address = urlsplit(self.address if "//" in self.address else f"//{self.address}")
        return tuple(filter(None, (address.hostname, *self.hosts)))

    @property
    def releases(self) -> Path:
        return self.home / "releases"

    @property
    def former_browser_folder(self) -> Path:
        """Folder in which earlier versions wrote files for browsers, points of groups among them.

        Nothing is served from it any more, and it is deleted.
        """
        return self.home / "browser"

    @property
    def served(self) -> Path:
        """File of the releases that were current, in order (`data/release/history_file.py`)."""
        return self.home / "served.json"

    @property
    def served_copy(self) -> Path:
        """A copy of `served`, read if that one is damaged."""
        return self.home / "served.copy.json"

    @property
    def served_damaged(self) -> Path:
        """A damaged `served` that a build has replaced; while it is there no release is deleted
        of which it isn't known whether it was current.
        """
        return self.home / "served.damaged.json"

    @property
    def kept_releases(self) -> Path:
        """File with the names of the releases that are kept from deletion."""
        return self.home / "kept_releases.json"

    @property
    def current(self) -> Path:
        """File with the name of the current release, as versions before `served` wrote it."""
        return self.home / "current"

    @property
    def previous(self) -> Path:
        """File with the name of the release before it, as versions before `served` wrote it."""
        return self.home / "previous"

    @property
    def restoration(self) -> Path:
        """What a restoration is about to move; there only while one runs, or was killed."""
        return self.home / ".restoration.json"

    @property
    def state_lock(self) -> Path:
        """Lock of every change of what is current and of trials; held for moments."""
        return self.home / "state.lock"

    @property
    def build_lock(self) -> Path:
        """Lock of a build, held from its start to its end."""
        return self.home / "build.lock"

    @property
    def sign_ins_since(self) -> Path:
        """File with the moment before which no sign-in counts (`data/access/ending.py`)."""
        return self.home / "sign-ins-since"

    @property
    def uploads(self) -> Path:
        """Folder of the files uploaded through a page, with a folder for each upload."""
        return self.home / "uploads"

    @property
    def trials(self) -> Path:
        """Folder of trial releases, with a folder for each upload; nothing in it is served."""
        return self.home / "trials"

    @property
    def private_folders(self) -> tuple[Path, ...]:
        """Folders with rows that people have given, which only their owner may read."""
        return (self.home, self.releases, self.trials, self.uploads)

    @property
    def updates(self) -> Path:
        """Folder of the reports of updates (`data/update/storage.py`)."""
        return self.home / "updates"

    @property
    def update_lock(self) -> Path:
        """Lock of an update, held from its start to its end."""
        return self.home / "update.lock"

    @property
    def fetched(self) -> Path:
        """Folder of downloaded public files and their records."""
        return self.home / "sources" / "fetched"

    @property
    def parse_cache(self) -> Path:
        """Folder of the cache of parsed months and located points."""
        return self.home / "kept"

    @property
    def derived(self) -> Path:
        """Folder of what was worked out of releases (`data/files/derived_file.py`)."""
        return self.home / "derived"

    @property
    def erasures(self) -> Path:
        """Log of erasures: when, what kind of record, where and how many, but not the record."""
        return self.home / "erasures.jsonl"

    @property
    def sample_sources(self) -> Path:
        return self.home / "sources" / "sample"


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of the environment.

    Parameters
    ----------
    environ
        Environment variables.

    Returns
    -------
    Settings
        With `.milltir` in the project's folder as the default home.

    Examples
    --------
    >>> load_settings({"MILLTIR_TODAY": "2026-11-20"}).today
    datetime.date(2026, 11, 20)
    """
    home = Path(environ.get("MILLTIR_HOME", "") or PROJECT / ".milltir")
    return Settings(
        home=home.expanduser().absolute(),
        today=_clock(environ) or dt.datetime.now(dt.UTC).date(),
        clock=_clock(environ),
        audience=environ.get("MILLTIR_AUDIENCE", "") or "analyst",
        address=environ.get("MILLTIR_ADDRESS", "").rstrip("/"),
        retention=retention_of(environ),
        hosts=tuple(environ.get("MILLTIR_HOSTS", "").replace(",", " ").split()),
        upload_limits=upload_limits_of(environ),
        connection_limits=connection_limits_of(environ),
        log=log_limits_of(environ),
        register=_secret(environ, "MILLTIR_REGISTER"),
        sign_in_file=Path(file) if (file := environ.get("MILLTIR_SIGN_IN_FILE", "")) else None,
        open_to_all=environ.get("MILLTIR_OPEN_TO_ALL", "").lower() == "yes",
        role_claim=environ.get("MILLTIR_ROLE_CLAIM", "") or "roles",
        sign_in_hours=_hours(environ.get("MILLTIR_SIGN_IN_HOURS", "")),
    )


def _hours(text: str) -> float | None:
    """Return a number of hours; none without a text, and one hour if it is no such number."""
    if not text.strip():
        return None
    try:
        hours = float(text)
    except ValueError:
        return 1.0
    return hours if 0 < hours < math.inf else 1.0


def _secret(environ: Mapping[str, str], name: str) -> str:
    """Return a value that may have a password: of the environment, or of the file it names.

    Stop with a sentence if there is no such file: without it what people enter would be looked for
    in another database.
    """
    file = environ.get(f"{name}_FILE", "")
    if not file:
        return environ.get(name, "")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise SystemExit(
            f"milltir: {name}_FILE names {file}, which can't be read: {fault}"
        ) from None


def _clock(environ: Mapping[str, str]) -> dt.date | None:
    """Return the day that is set, such as 2026-11-20; None if the text is no date."""
    try:
        return dt.date.fromisoformat(environ.get("MILLTIR_TODAY", ""))
    except ValueError:
        return None
