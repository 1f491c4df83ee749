"""Screens of meetings: whatever a page has, all of it is on a screen, large enough, inside it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from components.meetings_page.stage import LEAST, MARGIN, TALL, WIDE, Laid, laid
from components.packs.model import PackPage
from components.slides.arrange import Placed, Text
from components.slides.blocks import Line
from components.slides.tables import Sized
from components.ui.sections import Look, Part, Sentences, Table

WORDS = st.text("abcdefgh ŵŷ.", min_size=1, max_size=300)
SENTENCES = st.builds(
    Sentences, st.lists(WORDS, max_size=6), st.sampled_from([Look.PARAGRAPH, Look.CAVEATS])
)
TABLES = st.integers(1, 5).flatmap(
    lambda n: st.builds(
        lambda heads, rows: Table(heads=heads, rows=rows),
        st.lists(st.text("abc", min_size=1, max_size=12), min_size=n, max_size=n),
        st.lists(st.lists(WORDS, min_size=n, max_size=n), max_size=30),
    )
)
PARTS = st.lists(st.one_of(SENTENCES, TABLES), max_size=3)


def bottom(screen: Laid) -> float:
    """Return how far down the lowest part ends."""
    ends = [screen.foot_box.top + screen.foot_box.height]
    for part in screen.parts:
        tall = part.what.height if isinstance(getattr(part, "what", None), Sized) else None
        ends.append(part.box.top + (tall if tall is not None else part.box.height))
    return max(ends)


def words_of(screens: list[Laid]) -> str:
    found: list[str] = []
    for screen in screens:
        for part in screen.parts:
            if isinstance(part, Text):
                found += [line.whole for line in part.lines]
            elif isinstance(part, Placed) and isinstance(part.what, Sized):
                found += [cell for row in part.what.table.rows for cell in row]
        found += [line.whole for line in screen.foot if isinstance(line, Line)]
    return "".join("".join(found).replace("•", "").split())


@settings(max_examples=60, deadline=None)
@given(parts=PARTS, heading=WORDS, caveats=st.lists(WORDS, max_size=4))
def test_everything_is_on_a_screen_inside_it_and_large_enough(
    parts: list[Part], heading: str, caveats: list[str]
) -> None:
    page = PackPage(heading=heading, parts=parts, period="2026", base="24", caveats=caveats)
    screens = laid(page, ["Period: 2026."], "Caveats")
    assert screens
    for screen in screens:
        assert bottom(screen) <= TALL - MARGIN + 0.01
        for part in screen.parts:
            size = part.size if isinstance(part, Text) else getattr(part.what, "size", LEAST)
            assert size >= LEAST and part.box.left + part.box.width <= WIDE - MARGIN + 0.01
    said = words_of(screens)
    for part in parts:
        if isinstance(part, Sentences):
            assert all("".join(line.split()) in said for line in part.lines)
    assert all("".join(line.split()) in said for line in caveats)
