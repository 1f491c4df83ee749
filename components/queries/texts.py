"""The texts of a language, and those that only a release has."""

import re

from components.queries.cache import CacheKey, query, remember
from components.queries.current_store import store_of
from components.queries.measures import domains, topics
from components.text.catalogue import Text
from data.schema import GROUP_PREFIX

NO_PART_OF_A_NAME = re.compile(r"[^\w\s,.'’&()/+-]|_")


@remember(4)
def text_in(language: str) -> Text:
    """Return the texts of a language, read once."""
    return Text(language)


@query(20)
def release_text(key: CacheKey, language: str) -> Text:
    """Return the texts of a language together with those of the release.

    A topic of a survey that the catalogue doesn't have is named after its column.
    """
    text = text_in(language)
    subjects = {f"topic.{topic}": topic for topic in topics(key)}
    subjects |= {f"domain.{domain}": domain for domain in domains(key)}
    unworded = {k: humanise_code(v) for k, v in subjects.items() if not text.knows(k)}
    manifest = store_of(key).manifest
    area = text.name({"name_en": manifest.in_text_en, "name_cy": manifest.in_text_cy})
    own = {**unworded, **_ours(key, text), **_own(key, text)}
    return text.knowing(
        own, area=area or text.name({"name_en": manifest.title_en, "name_cy": manifest.title_cy})
    )


def _ours(key: CacheKey, text: Text) -> dict[str, str]:
    """Return the names of the partnership's own groups of categories."""
    groups = store_of(key).manifest.groups.items()
    names = {GROUP_PREFIX + name: text.name(group) for name, group in groups}
    return {
        f"{family}.{choice}": name
        for choice, name in names.items()
        for family in ("category", "category_title")
    }


def _own(key: CacheKey, text: Text) -> dict[str, str]:
    """Return the names of partner categories as partners wrote them.

    A title also states that they are the partners' own records.
    """
    types = store_of(key).own_incidents().types().items()
    return {f"category.{choice}": strip_markup(kind) for choice, kind in types} | {
        f"category_title.{choice}": text("own.title", type=humanise_code(kind))
        for choice, kind in types
    }


def humanise_code(name: str) -> str:
    """Return "fly_tipping" as "Fly tipping"."""
    words = strip_markup(name)
    return words[:1].upper() + words[1:]


def strip_markup(name: str) -> str:
    """Return the name without any character that a page could interpret as formatting."""
    return " ".join(NO_PART_OF_A_NAME.sub(" ", name).split())
