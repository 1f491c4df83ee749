"""Read the English and Welsh texts of data/ from the catalogues in `data/locale`.

Translators edit only those files. The command line reads them here, and `components.text` adds
them to the catalogues of the pages.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from data.settings import COMMAND

LANGUAGES = ("en", "cy")
LOCALE = Path(__file__).parent / "locale"
# WRITTEN: how the texts call the commands.
WRITTEN = b"python -m data"


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
        Every message of the file, which names the commands as they are called.

    Examples
    --------
    >>> read_catalogue(LOCALE / "cy" / "messages.po", "cy")["fact.found.none"].string
    'dim un'
    """
    written = path.read_bytes().replace(WRITTEN, COMMAND.encode())
    return read_po(io.BytesIO(written), locale=language)


def read_messages(name: str, language: str) -> dict[str, str]:
    """Return the messages of one of the catalogues in `data/locale` by their keys.

    Parameters
    ----------
    name
        The catalogue's name, such as "messages".
    language
        One of `LANGUAGES`.

    Returns
    -------
    dict of str
        From each key to its text.

    Examples
    --------
    >>> read_messages("messages", "en")["fact.found.none"]
    'none'
    """
    catalogue = read_catalogue(LOCALE / language / f"{name}.po", language)
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def read_translations(name: str) -> dict[str, dict[str, str]]:
    """Return the messages of one of the catalogues in `data/locale` in every language.

    Parameters
    ----------
    name
        The catalogue's name, such as "licences".

    Returns
    -------
    dict of dict
        From each key to its text by language.

    Examples
    --------
    >>> read_translations("messages")["fact.found.none"]
    {'en': 'none', 'cy': 'dim un'}
    """
    by_language = {language: read_messages(name, language) for language in LANGUAGES}
    return {
        key: {language: messages[key] for language, messages in by_language.items()}
        for key in by_language[LANGUAGES[0]]
    }
