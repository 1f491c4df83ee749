"""Names of the scripts of maps: each script is one module in the browser with what it needs."""

import re
from collections import Counter

from components.maps.scripts import DECK, SCRIPTS_OF_MAPS

DECLARED = re.compile(
    r"^(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE
)


def test_no_script_declares_a_name_twice() -> None:
    """A second declaration is a syntax error: then the browser runs nothing of the script."""
    for script in SCRIPTS_OF_MAPS:
        if script is not DECK:
            names = Counter(DECLARED.findall(script._read().decode("utf-8")))
            assert len(names) > 3, script.name
            twice = [name for name, times in names.items() if times > 1]
            assert not twice, f"{script.name} declares {twice} more than once"
