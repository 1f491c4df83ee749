"""What a fetch is asked for, its limits, and what it returns."""

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
    """How data is published, which decides how it is requested and checked."""

    ZIP = "zip"
    ODS = "ods"
    CSV = "csv"
    GEOJSON = "geojson"
    # A layer of a feature service, stored as one GeoJSON file.
    LAYER = "layer"
    # A table of a feature service without geometry, stored as one CSV file.
    TABLE = "table"


@dataclass(frozen=True, kw_only=True)
class Download:
    """One file to download: its name in the folder, and its official address."""

    name: str
    # Of a layer or a table: its own address, such as .../FeatureServer/0.
    address: str
    form: Form
    # Description for progress, records and messages.
    what: str
    licence: str = OPEN_LICENCE
    # Of a layer or a table: the SQL condition that selects its rows.
    where: str = "1=1"
    # Of a layer or a table: the column by which its pages are sorted.
    order: str = ""
    # Estimated bytes, for the progress before the service has stated the size.
    roughly: int = 1_000_000

    def __post_init__(self) -> None:
        if not PLAIN_NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} is no plain file name")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How often and how fast to ask, and the largest size to accept."""

    # Requests per second to one host.
    per_second: float = 2.0
    # Failures in a row; an attempt that received much of the file restarts the count.
    attempts: int = 6
    # Seconds without a byte.
    timeout: float = 60.0
    # Bytes of one file.
    largest: int = 8 << 30
    # Seconds. If a service asks for a longer wait, the download fails.
    patience: float = 900.0
    sleep: Callable[[float], None] = time.sleep
    # Random number between 0 and 1, so that many machines don't retry at the same moment.
    jitter: Callable[[], float] = random.random


class Outcome(Enum):
    """How a file was obtained."""

    NEW = "fetched"
    RESUMED = "fetched, resumed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """A complete and checked file."""

    download: Download
    path: Path
    outcome: Outcome
    bytes: int
    sha256: str
