"""The curve of residents by their distance from a group as a picture file."""

from collections.abc import Sequence

from components import colour_scheme
from components.groups_page import sentences
from components.groups_page.headline import kind_name
from components.groups_page.model import GroupsModel
from components.snapshot.charts.collect import chart_picture
from components.snapshot.charts.model import Curve, Sample
from components.snapshot.model import ChartPicture
from components.ui.routes import ADDRESS_OF, GROUPS

SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
KILOMETRE = 1000


def picture(
    model: GroupsModel, shares: Sequence[tuple[float, float]], alt: str, address: str
) -> ChartPicture:
    """Return the curve that is drawn on the page, below how many residents live further away.

    `shares` are distances in metres with the share of residents within each.
    """
    here, text = model.here, model.here.text
    furthest = max(metres for metres, _ in shares)
    kind = kind_name(text, model.kind) if model.kind else ""
    known = model.around["residents"].dropna()
    return chart_picture(
        here,
        Curve(
            points=tuple((metres / furthest, float(share)) for metres, share in shares),
            x_ticks=tuple(
                (metres / furthest, text.number(metres / KILOMETRE))
                for metres, _ in shares
                if metres % KILOMETRE == 0
            ),
            y_ticks=tuple((share, text.percent(share)) for share in SHARES),
            x_title=text("groups.curve_x"),
            y_title=text("groups.curve_y"),
            mark=(model.reach / furthest, sentences.distance(text, model.reach)),
        ),
        address=address,
        page=ADDRESS_OF[GROUPS],
        title=sentences.beyond(text, model.around, model.reach),
        subtitle=" ".join([text("groups.far"), ", ".join(filter(None, [kind, here.area_name]))]),
        alt=alt,
        legend=(
            (
                "",
                (
                    (Sample(form="line", colour=colour_scheme.TREND), text("groups.curve_y")),
                    (
                        Sample(form="line", colour=colour_scheme.INK, width=2, look="dash"),
                        sentences.distance(text, model.reach),
                    ),
                ),
            ),
        ),
        facts=(
            (text("picture.base"), text("picture.of_residents", n=text.number(known.sum()))),
            (text("picture.n"), text.plural("picture.groups", len(model.located))),
        ),
        caveats=[text("groups.straight"), text("groups.not_who_comes")],
    )
