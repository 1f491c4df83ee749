"""The words of a language, and those that a release brings itself."""

import re

from components.cached.measured import domains, topics
from components.cached.serving import named
from components.cached.shared import shared
from components.text.catalogue import Text
from data.schema import GROUP_PREFIX

NO_PART_OF_A_NAME = re.compile(r"[^\w\s,.'’&()/+-]|_")


@shared(4)
def words(language: str) -> Text:
    """Everything that is said in a language, read once."""
    return Text(language)


@shared(20)
def release_words(release: str, language: str) -> Text:
    """The same with a word for all that only this release speaks of.

    A topic of a survey that the catalogue has no word for goes by the name of its column.
    """
    text = words(language)
    subjects = {f"topic.{topic}": topic for topic in topics(release)}
    subjects |= {f"domain.{domain}": domain for domain in domains(release)}
    unworded = {k: readable(v) for k, v in subjects.items() if not text.knows(k)}
    return text.knowing({**unworded, **_ours(release, text), **_own(release, text)})


def _ours(release: str, text: Text) -> dict[str, str]:
    """The partnership's own groups of types, by the names that it gave them."""
    groups = named(release).manifest.groups.items()
    names = {GROUP_PREFIX + name: text.name(group) for name, group in groups}
    return {
        f"{family}.{choice}": name
        for choice, name in names.items()
        for family in ("category", "category_title")
    }


def _own(release: str, text: Text) -> dict[str, str]:
    """The types of partners' own incidents, in their own terms; a title says whose they are."""
    types = named(release).own_incidents().types().items()
    return {f"category.{choice}": plain(kind) for choice, kind in types} | {
        f"category_title.{choice}": text("own.title", type=readable(kind)) for choice, kind in types
    }


def readable(name: str) -> str:
    """ "fly_tipping" as "Fly tipping"."""
    words = plain(name)
    return words[:1].upper() + words[1:]


def plain(name: str) -> str:
    """Letters, numbers and what names are written with: nothing that a page would format."""
    return " ".join(NO_PART_OF_A_NAME.sub(" ", name).split())
