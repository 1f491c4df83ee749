"""The kinds of file, and the endings of the files that are opened."""

POLICE, WARDS, LSOAS, GROUND = "police", "wards", "lsoas", "ground"
BEST_FIT, VINTAGES, GROUPINGS, POSTCODES = "best_fit", "vintages", "groupings", "postcodes"
POPULATION, DEPRIVATION, PERCEPTIONS = "population", "deprivation", "perceptions"
GROUPS, ORDERS, RESPONSES, ABOUT = "groups", "orders", "responses", "about"
LOCAL_INCIDENTS, SURVEY_TOTALS = "local_incidents", "survey_totals"
HARM_WEIGHTS = "harm_weights"
# NATIONAL: counts of the authorities and LSOAs of a country, to compare a smaller area with.
NATIONAL = "national"
TOWNS, BEATS = "towns", "beats"
# BUILT_UP: the look-up from LSOAs to built-up areas. OS_OPEN: the maps of Ordnance Survey, of which
# OS_LAYERS are layers and OS_NAMES lists of names.
BUILT_UP, OS_OPEN, OS_LAYERS, OS_NAMES = "built_up", "os_open", "os_layers", "os_names"
OUTCOMES, STOP_AND_SEARCH, OTHER = "outcomes", "stop_and_search", "not recognised"
# COARSER_POPULATION: residents of larger areas than LSOAs, from the same zip as those of LSOAs.
COARSER_POPULATION = "coarser_population"
# OTHER_HOUSEHOLDS: households of areas that are not LSOAs, from the same zip as those of LSOAs.
HOUSEHOLDS, OTHER_HOUSEHOLDS = "households", "other_households"
# BOUNDARIES, LOOKUPS: the kinds that the load report gives to wards and LSOAs, and to look-ups.
BOUNDARIES, LOOKUPS = "boundaries", "lookups"
GEO_ENDINGS = (".geojson", ".json", ".gpkg", ".shp")
TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".ods")
PARQUET = ".parquet"
