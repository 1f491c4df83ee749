"""The command that ends every sign-in at once, after roles were changed or a device was lost."""

import argparse
import datetime as dt

from data.access.ending import end_sign_ins
from data.settings import Settings


def add_commands(known: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to a parser.

    Parameters
    ----------
    known
        The parser's commands.

    Examples
    --------
    >>> add_commands(argparse.ArgumentParser().add_subparsers())
    """
    acts = known.add_parser("sign-ins", help="the sign-ins of people")
    ending = acts.add_subparsers(required=True).add_parser("end", help="end all of them now")
    ending.set_defaults(command=_end)


def _end(options: argparse.Namespace, settings: Settings) -> None:
    del options
    now = dt.datetime.now(dt.UTC)
    end_sign_ins(settings, now)
    print(f"sign-ins begun before {now:%Y-%m-%d %H:%M:%S} UTC have ended, also on open pages")
