"""Which version of the program this is: its number, and a digest of its code."""

import hashlib
import tomllib
from pathlib import Path

from data.settings import PROJECT

# The packages whose code decides what a task returns.
CODE = ("data", "geo", "components")
# DIGITS: how much of the digest is shown.
DIGITS = 10


def program_version() -> str:
    """Return the version of this program.

    Returns
    -------
    str
        As `pyproject.toml` has it, which the installed program has too.

    Examples
    --------
    >>> program_version()  # doctest: +SKIP
    '0.1.0'
    """
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def version_with_code() -> str:
    """Return the version with a digest of the code, which differs where any module does.

    Returns
    -------
    str
        The version, and ten hexadecimal digits in brackets.

    Examples
    --------
    >>> version_with_code()  # doctest: +SKIP
    '0.1.0 (5a31c09be2)'
    """
    digest = hashlib.sha256()
    for path in sorted(_modules()):
        digest.update(f"{path.relative_to(PROJECT).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return f"{program_version()} ({digest.hexdigest()[:DIGITS]})"


def _modules() -> list[Path]:
    return [path for package in CODE for path in (PROJECT / package).rglob("*.py")]
