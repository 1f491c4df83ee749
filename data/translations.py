"""The words of `data/` in English and Welsh, read from the catalogues in `data/locale`.

Translators edit those files alone. The command line reads them here, and `components.text` adds
them to the catalogues of the screen.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LANGUAGES = ("en", "cy")
LOCALE = Path(__file__).parent / "locale"


def read_catalogue(path: Path, language: str) -> Catalog:
    """Return the catalogue in a `.po` file.

    Parameters
    ----------
    path
        The `.po` file.
    language
        One of `LANGUAGES`; it decides how many plural forms a message has.

    Returns
    -------
    Catalog
        Every message of the file.

    Example
    -------
    >>> read_catalogue(LOCALE / "cy" / "facts.po", "cy")["fact.found.none"].string
    'dim un'
    """
    with path.open("rb") as source:
        return read_po(source, locale=language)


def read_messages(name: str, language: str) -> dict[str, str]:
    """Return the messages of one of the catalogues in `data/locale` by their keys.

    Parameters
    ----------
    name
        The catalogue's name, such as "facts".
    language
        One of `LANGUAGES`.

    Returns
    -------
    dict of str
        From each key to its text.

    Example
    -------
    >>> read_messages("facts", "en")["fact.found.none"]
    'none'
    """
    catalogue = read_catalogue(LOCALE / language / f"{name}.po", language)
    return {str(message.id): str(message.string) for message in catalogue if message.id}
