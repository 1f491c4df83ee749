"""A pack as slides."""

from components.packs.model import Pack
from components.slides.model import Deck, Slide, Words


def deck(pack: Pack) -> Deck:
    """Return the slides of a pack: one for each page, several for a page that is too long."""
    text = pack.text
    return Deck(
        title=pack.title,
        subtitle=pack.subtitle,
        author=pack.author,
        language=pack.language,
        made=pack.made,
        fictional=pack.letterhead.fictional,
        words=Words(
            continued=text("pack.continued", heading="{heading}", page="{page}", pages="{pages}"),
            caveats=text("pack.caveats"),
        ),
        slides=[
            Slide(
                heading=page.heading,
                parts=page.parts,
                foot=[
                    *filter(None, [pack.foot(page)]),
                    f"{pack.source} {pack.letterhead.made}",
                ],
                caveats=page.caveats,
            )
            for page in pack.pages
        ],
    )
