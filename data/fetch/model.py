"""What is wanted, within which limits, and what came."""

import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

OPEN_LICENCE = "Open Government Licence v3.0"
PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Form(Enum):
    """How something is published, and so how it is asked for and checked."""

    ZIP = "zip"
    ODS = "ods"
    CSV = "csv"
    GEOJSON = "geojson"
    LAYER = "layer"
    """A feature service's layer, kept as one GeoJSON file."""
    TABLE = "table"
    """A feature service's table without shapes, kept as one CSV file."""


@dataclass(frozen=True, kw_only=True)
class Download:
    """One file that is wanted: our own name for it, and where it officially comes from."""

    name: str
    address: str
    """Of a layer or a table: its own address, such as .../FeatureServer/0."""
    form: Form
    what: str
    """In words, for progress, records and messages."""
    licence: str = OPEN_LICENCE
    where: str = "1=1"
    """Of a layer or a table: which of its rows."""
    order: str = ""
    """Of a layer or a table: the column that keeps its pages apart."""
    roughly: int = 1_000_000
    """Bytes, for the bar to be right before the service has said how many there are."""

    def __post_init__(self) -> None:
        if not PLAIN_NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} is no plain file name")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How hard to try, and how gently to ask."""

    per_second: float = 2.0
    """Requests to one host."""
    attempts: int = 6
    """Failures in a row; one that has brought a good part of the file starts the row anew."""
    timeout: float = 60.0
    """Seconds of silence."""
    largest: int = 8 << 30
    """Bytes of a file."""
    patience: float = 900.0
    """Seconds; a service that asks to wait for longer is tried another day."""
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random
    """Between 0 and 1, so that many machines don't come back at the same moment."""


class Outcome(Enum):
    """How a file came to be where it is."""

    NEW = "fetched"
    RESUMED = "fetched, resumed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """A file that is there, whole and checked."""

    download: Download
    path: Path
    outcome: Outcome
    bytes: int
    sha256: str
