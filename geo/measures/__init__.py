"""The registry of measures. A new measure is one module in this package and one entry here."""

from geo.measures.benchmark import COMPARED
from geo.measures.change import CHANGE
from geo.measures.clusters import CLUSTERS
from geo.measures.count import COUNT
from geo.measures.crime_share import SHARE
from geo.measures.deprivation import DEPRIVATION
from geo.measures.harm import HARM
from geo.measures.hotspots import HOTSPOTS
from geo.measures.model import Measure
from geo.measures.most_deprived_share import DEPRIVED10, DEPRIVED20
from geo.measures.perceived import PERCEIVED
from geo.measures.rate import RATE
from geo.measures.residents_per_group import GROUPS
from geo.measures.smoothed_rate import SMOOTHED

RECORDED = (RATE, COUNT, SMOOTHED, SHARE, CHANGE, COMPARED, HOTSPOTS, CLUSTERS, HARM)
OF_THE_PLACE = (PERCEIVED, DEPRIVATION, DEPRIVED10, DEPRIVED20, GROUPS)
# MEASURES: all measures in the order in which they are offered; the first is the default.
MEASURES: dict[str, Measure] = {measure.name: measure for measure in (*RECORDED, *OF_THE_PLACE)}
