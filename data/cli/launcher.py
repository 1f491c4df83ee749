"""The command `milltir` of the installed program: what `python -m data` is in a checkout.

In the wheel this file is `milltir/__main__.py` and the program is in `milltir/program`. Only this
command has that folder on its path, so that the names of the program's packages (components, data,
geo, pages) stay free for others.
"""

import os
import runpy
import sys
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent / "program"
# FURTHER: programs of the layers above the commands of data.
FURTHER = {"pack": "components.packs", "picture": "components.snapshot"}


def main() -> int:
    """Run a command of the installed program.

    Returns
    -------
    int
        The exit code of the command.

    Examples
    --------
    >>> main()  # doctest: +SKIP
    """
    os.environ["MILLTIR_HOME"] = os.environ.get("MILLTIR_HOME", "") or str(_home())
    os.environ["MILLTIR_COMMAND"] = "milltir"
    # For the programs that commands start.
    path = filter(None, (str(PROGRAM), os.environ.get("PYTHONPATH")))
    os.environ["PYTHONPATH"] = os.pathsep.join(path)
    sys.path.insert(0, str(PROGRAM))
    named = sys.argv[1] if len(sys.argv) > 1 else ""
    if named in FURTHER:
        sys.argv = [f"milltir {named}", *sys.argv[2:]]
        runpy.run_module(FURTHER[named], run_name="__main__", alter_sys=True)
        return 0
    from data.__main__ import main as commands

    return commands()


def _home() -> Path:
    """Return the folder for what is written, unless MILLTIR_HOME names another one."""
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA", "") or Path.home() / "AppData" / "Local"
    else:
        base = os.environ.get("XDG_DATA_HOME", "") or Path.home() / ".local" / "share"
    return Path(base) / "milltir"


if __name__ == "__main__":
    sys.exit(main())
