"""Hot spots: how lasting, how well the past tells the months after, and how concentrated."""

from components.queries.hotspots.concentrated import concentrated, lasting_order, lorenz_of
from components.queries.hotspots.hexagons import hexagon_areas
from components.queries.hotspots.history import history
from components.queries.hotspots.past import better_way, capture, top_areas, way_skill
from components.queries.hotspots.without_group import spots_and_groups
