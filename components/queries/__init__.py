"""The queries: one function for each question to the release.

Results are cached by release and viewer's scope.
"""

from components.queries import (
    area_figures,
    authorities,
    awareness,
    categories,
    criteria,
    current_store,
    groups,
    hotspots,
    load_report,
    measure_inputs,
    measures,
    monthly,
    nearby,
    orders,
    overlays,
    perceived,
    place_contents,
    place_profile,
    places,
    plan,
    recorded,
    shapes,
    similar,
    surveys,
    texts,
)
