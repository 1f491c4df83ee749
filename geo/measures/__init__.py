"""The registry of measures: adding one is a file beside this and a row in it."""

from geo.measures.change import CHANGE
from geo.measures.compared import COMPARED
from geo.measures.count import COUNT
from geo.measures.model import Measure
from geo.measures.rate import RATE
from geo.measures.share import SHARE
from geo.measures.smoothed import SMOOTHED

MEASURES: dict[str, Measure] = {
    measure.name: measure for measure in (RATE, COUNT, SMOOTHED, SHARE, CHANGE, COMPARED)
}
"""In the order in which they are offered; the first is the usual one."""
