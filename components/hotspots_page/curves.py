"""A curve of the share of incidents in each share of the small areas, on the page and as a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from components import colour_scheme
from components.hotspots_page.model import HotspotsModel
from components.snapshot.charts import on_page
from components.snapshot.charts.collect import chart_picture
from components.snapshot.charts.model import Curve, Sample
from components.snapshot.model import ChartPicture
from components.ui import charts
from components.ui.routes import ADDRESS_OF, HOTSPOTS

HEIGHT, LARGE_HEIGHT = 280, 400
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, kw_only=True)
class ShareCurve:
    """Shares of the areas, the share of the incidents in each, and the words around them."""

    key: str
    points: Sequence[float]
    shares: Sequence[float]
    # The share of the areas at which a line is drawn.
    mark: float
    title: str
    # What the picture file says above the curve.
    answer: str
    x_title: str
    y_title: str
    # Returns the alternative text, from the share of the areas at the line and that in them.
    alt: Callable[..., str]

    @property
    def at_mark(self) -> float:
        """Return the share of the incidents at the line."""
        return float(np.interp(self.mark, self.points, self.shares))


def show(model: HotspotsModel, curve: ShareCurve) -> None:
    """Draw the curve with its line, and the window of its picture."""
    text, large = model.here.text, model.here.view.on_projector
    figure = go.Figure(layout={"template": charts.template(large=large)})
    figure.add_scatter(
        x=list(curve.points),
        y=list(curve.shares),
        mode="lines",
        line={"color": colour_scheme.TREND, "width": 3},
        hoverinfo="skip",
    )
    figure.add_vline(x=curve.mark, line={"color": colour_scheme.INK, "width": 1.5, "dash": "dash"})
    figure.update_layout(height=LARGE_HEIGHT if large else HEIGHT, margin_t=24 if large else 12)
    figure.update_xaxes(title=curve.x_title, range=[0, 1], tickformat=".0%", dtick=0.25)
    figure.update_yaxes(title=curve.y_title, range=[0, 1.02], tickformat=".0%", dtick=0.25)
    alt = curve.alt(areas=text.percent(curve.mark), share=text.percent(curve.at_mark))
    on_page.show(
        model.here,
        figure,
        lambda address: picture(model, curve, alt, address),
        alt=alt,
        key=f"hotspots-{curve.key}",
        page=ADDRESS_OF[HOTSPOTS],
        name=("hot-spots", curve.key, model.category, model.here.area_name),
    )


def picture(model: HotspotsModel, curve: ShareCurve, alt: str, address: str) -> ChartPicture:
    """Return the curve as a picture file."""
    here, text = model.here, model.here.text
    ticks = tuple((share, text.percent(share)) for share in SHARES)
    return chart_picture(
        here,
        Curve(
            points=tuple(zip(map(float, curve.points), map(float, curve.shares), strict=True)),
            x_ticks=ticks,
            y_ticks=ticks,
            x_title=curve.x_title,
            y_title=curve.y_title,
            mark=(curve.mark, text.percent(curve.mark)),
        ),
        address=address,
        page=ADDRESS_OF[HOTSPOTS],
        title=curve.answer,
        subtitle=f"{curve.title}, {here.area_name}",
        alt=alt,
        legend=(("", ((Sample(form="line", colour=colour_scheme.TREND), curve.y_title),)),),
    )
