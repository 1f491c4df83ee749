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
    return f"{program_version()} ({digest_of_code(*CODE)[:DIGITS]})"


def digest_of_code(*sources: str) -> str:
    """Return a digest of modules of the program.

    Parameters
    ----------
    sources
        Modules and packages, by their path in the program's folder.

    Returns
    -------
    str
        Hexadecimal SHA-256 of their names and contents.

    Raises
    ------
    OSError
        If one can't be read.

    Examples
    --------
    >>> digest_of_code("geo/period.py") == digest_of_code("geo/period.py")
    True
    """
    digest = hashlib.sha256()
    for path in sorted(path for source in sources for path in _modules(PROJECT / source)):
        digest.update(f"{path.relative_to(PROJECT).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _modules(source: Path) -> list[Path]:
    return list(source.rglob("*.py")) if source.is_dir() else [source]
