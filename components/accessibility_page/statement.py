"""The accessibility statement, in the form that public bodies publish."""

from components.text.catalogue import Text
from components.ui.sections import Look, Part, Section, Sentences

# The days on which it was written and the pages were last tested.
PREPARED, TESTED = "2026-11-29", "2026-11-29"
# The sections: the sentences of each, and the entries of its list.
SECTIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "use": (
        ("use_intro",),
        ("use_zoom", "use_narrow", "use_keyboard", "use_reader", "use_motion", "use_welsh"),
    ),
    "limits": (
        ("limits_intro",),
        ("limits_tables", "limits_maps", "limits_charts", "limits_words", "limits_find"),
    ),
    "ask": (("ask_how", "ask_report"), ()),
    "law": (("law_who", "law_contact"), ()),
    "status": (("status_how",), ("status_tables", "status_maps", "status_words")),
    "tested": (("tested_how", "tested_when"), ()),
}
ENTRIES = (*SECTIONS, *(entry for lines, listed in SECTIONS.values() for entry in lines + listed))


def statement(text: Text) -> Section:
    """Return what works, what doesn't, whom to ask, the law, and how it was tested."""
    days = {"prepared": text.day(PREPARED), "tested": text.day(TESTED)}

    def said(entries: tuple[str, ...]) -> list[str]:
        return [text(f"access.{entry}", **days) for entry in entries]

    parts: list[Part] = []
    for name, (lines, listed) in SECTIONS.items():
        inside: list[Part] = [Sentences(said(lines))]
        if listed:
            inside.append(Sentences(said(listed), Look.CAVEATS))
        parts.append(Section(text(f"access.{name}"), inside))
    return Section("", parts)
