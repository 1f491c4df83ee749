"""The bar chart of the season, with a line at an even share."""

import pandas as pd
import plotly.graph_objects as go

from components import colour_scheme
from components.text.catalogue import Text
from components.ui import charts
from geo.noise.ladder import NO_CLEAR_DIFFERENCE


def season(table: pd.DataFrame, text: Text, *, even: str, large: bool = False) -> go.Figure:
    """Return a chart with a bar for each month, pale if the month does not stand out."""
    months = [text.month_of_year(int(month))[:3] for month in table.index]
    level = 1 / len(table)
    return go.Figure(
        data=[
            {
                "type": "bar",
                "x": months,
                "y": [float(share) for share in table["share"]],
                "marker": {"color": colours(table["verdict"])},
                "hoverinfo": "skip",
            }
        ],
        layout={
            "template": charts.template(large=large),
            "height": charts.LARGE_HEIGHT if large else charts.HEIGHT,
            "bargap": 0.25,
            "yaxis": {"tickformat": ".0%", "nticks": 4},
            "shapes": [
                {
                    "type": "line",
                    "xref": "paper",
                    "x0": 0,
                    "x1": 1,
                    "y0": level,
                    "y1": level,
                    "line": {"color": colour_scheme.INK, "width": 1.5, "dash": "dot"},
                }
            ],
            "annotations": [
                {
                    "xref": "paper",
                    "x": 1,
                    "y": level,
                    "xanchor": "right",
                    "yanchor": "bottom",
                    "text": even,
                    "showarrow": False,
                    "bgcolor": "rgba(255,255,255,0.75)",
                    "font": {"size": charts.LARGE_LETTERS if large else charts.LETTERS - 2},
                }
            ],
        },
    )


def colours(verdicts: pd.Series) -> list[str]:
    """Return the colour of each bar: full if the month stands out, otherwise pale."""
    plain = colour_scheme.lighten(colour_scheme.TREND)
    return [
        plain if verdict == NO_CLEAR_DIFFERENCE else colour_scheme.TREND for verdict in verdicts
    ]
