"""What is costly of the latest month: stored with its release, and worked out where it isn't.

It is the same for every viewer, because it is of police figures alone. A build's command writes it
(`python -m components.queries.monthly`), otherwise the first question does.
"""

import hashlib
import json
import logging
from collections.abc import Callable
from importlib.metadata import version as version_of
from typing import TypeVar

from components.queries.cache import remember
from data.files.derived_file import ENDING, Derived, read_derived, write_derived
from data.program import digest_of_code
from data.release.manifest import Manifest
from data.settings import load_settings

Answer = TypeVar("Answer")
# SOURCES: the program files, and folders of them, that decide what is stored.
SOURCES = ("components/queries/monthly", "data/release", "geo/noise", "geo/period.py")
# COUNTED: the parts of a manifest that tell counts apart. A name has ten letters of a digest alone.
COUNTED = ("built_at", "arrays", "gaps", "breaks")
LIBRARIES = ("numpy", "pandas", "scipy")


def stored_or(
    manifest: Manifest,
    name: str,
    work_out: Callable[[], Answer],
    *,
    write: Callable[[Answer], Derived],
    read: Callable[[Derived], Answer],
) -> Answer:
    """Return an answer that is stored with a release; else work it out, and store it.

    Whatever is wrong with the file or with the disk, there is an answer.
    """
    program = version_of_calculation()
    if not program:
        return work_out()
    content = manifest.as_dict()
    counted = json.dumps([content[part] for part in COUNTED], sort_keys=True)
    version = hashlib.sha256(f"{program} {counted}".encode()).hexdigest()
    path = load_settings().derived / manifest.release / f"{name}{ENDING}"
    try:
        found = read_derived(path, version=version)
        if found is not None:
            return read(found)
    except (KeyError, TypeError, ValueError):
        logging.getLogger("milltir").warning("%s is not as it was written", path.name)
    answer = work_out()
    try:
        write_derived(path, write(answer), version=version)
    except (OSError, ValueError) as fault:
        # A read-only home or a full disk costs the same work in the next process.
        logging.getLogger("milltir").warning("%s was not stored: %s", path.name, fault)
    return answer


@remember(1)
def version_of_calculation() -> str:
    """Return the versions of the libraries and a digest of the code that decide what is stored.

    Another program so never shows what an older one stored. Empty where the files can't be read.
    """
    try:
        return " ".join([*map(version_of, LIBRARIES), digest_of_code(*SOURCES)])
    except OSError:
        return ""
