"""The command that prints what has clearly changed since an earlier release, for an update.

It prints a JSON list: one sentence in both languages, or nothing if nothing has clearly changed.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace

from components.packs.build import ask
from components.packs.pages import since
from components.packs.remembered import MadePack
from components.packs.templates import BY_NAME
from components.text.catalogue import LANGUAGES
from data.access.viewer import Audience, Viewer
from data.errors import MilltirError

TEMPLATE = "changes"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the changes. Return 0, or 1 after printing an error to stderr."""
    parser = argparse.ArgumentParser(prog="python -m components.packs.changes", description=__doc__)
    parser.add_argument("--release", required=True, help="the release that is compared with")
    parser.add_argument("--month", required=True, help="its last month")
    options = parser.parse_args(arguments)
    try:
        print(json.dumps(clear_changes(options.release, options.month), ensure_ascii=False))
    except MilltirError as error:
        print(f"milltir: {error}", file=sys.stderr)
        return 1
    return 0


def clear_changes(release: str, month: str) -> list[dict[str, str]]:
    """Return what has clearly changed since a release whose figures end in `month`.

    Where there is no year before to compare with, it says that. Everybody may read it, so that it
    is what the public may see.
    """
    last = MadePack(template=TEMPLATE, subject="", release=release, month=month)
    reader = Viewer(name="update", audience=Audience.PUBLIC)
    said = {}
    for language in LANGUAGES:
        asked = replace(ask(reader, BY_NAME[TEMPLATE], "", language), last=last)
        if since.nothing_changed(asked):
            return []
        text, period = asked.here.text, asked.period
        said[language] = since.message(asked)
        if asked.changes is None:
            continue
        compared = text("news.compared", months=text.months(period.first, period.last))
        said[language] += f" {compared}"
    return [said]


if __name__ == "__main__":
    sys.exit(main())
