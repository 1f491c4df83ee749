"""The words of a language, and those that a release brings itself."""

import streamlit as st

from components.cached.measured import domains, topics
from components.text import Text


@st.cache_resource(show_spinner=False)
def words(language: str) -> Text:
    """Everything that is said in a language, read once."""
    return Text(language)


@st.cache_resource(max_entries=20, show_spinner=False)
def release_words(release: str, language: str) -> Text:
    """The same with a word for all that only this release speaks of.

    A topic of a survey that the catalogue has no word for goes by the name of its column.
    """
    text = words(language)
    subjects = {f"topic.{topic}": topic for topic in topics(release)}
    subjects |= {f"domain.{domain}": domain for domain in domains(release)}
    return text.knowing({k: readable(v) for k, v in subjects.items() if not text.knows(k)})


def readable(name: str) -> str:
    """ "fly_tipping" as "Fly tipping"."""
    plain = " ".join(name.replace("_", " ").replace("-", " ").split())
    return plain[:1].upper() + plain[1:]
