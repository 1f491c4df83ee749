"""What things are called, in English and in Welsh. All of it is invented."""

from dataclasses import dataclass

AREA_CODE = "W06000999"
AREA = ("Vale of Halwyn", "Bro Halwyn")
NEIGHBOUR = "Uwch Halwyn"
FORCE = "Halwyn Police"
BAY = ("Halwyn Bay", "Bae Halwyn")
MAIN_RIVER = ("River Halwyn", "Afon Halwyn")
SMALL_RIVER = ("River Sarnen", "Afon Sarnen")


@dataclass(frozen=True)
class Ward:
    """A ward as planned: kilometres are from the county's south-west corner."""

    number: int
    name_en: str
    name_cy: str
    town: str
    centre_km: tuple[float, float]
    built_km: float
    lsoas: int
    residents: int
    deprivation: float  # -2 (least) to 2 (most)
    centre: bool = False  # holds a town's shops

    @property
    def code(self) -> str:
        return f"W05999{self.number:03d}"


A, P, T, V = "Aberhalwyn", "Porth Sarnen", "Tremelyn", ""
WARDS: tuple[Ward, ...] = (
    Ward(1, "Aberhalwyn Castle", "Castell Aberhalwyn", A, (10.5, 8.5), 0.72, 3, 4900, 0.5),
    Ward(2, "Aberhalwyn Harbour", "Harbwr Aberhalwyn", A, (10.8, 7.1), 0.8, 3, 4700, 0.3),
    Ward(3, "Aberhalwyn Market", "Marchnad Aberhalwyn", A, (10.6, 9.55), 0.68, 3, 4200, 0.6, True),
    Ward(4, "Aberhalwyn North", "Gogledd Aberhalwyn", A, (10.7, 11.1), 0.85, 4, 5200, 0.1),
    Ward(5, "Penhalwyn", "Penhalwyn", A, (9.0, 11.0), 0.85, 4, 5400, 1.7),
    Ward(6, "Saltings", "Y Tir Halen", A, (8.2, 8.6), 0.85, 4, 5600, 1.9),
    Ward(7, "Infirmary", "Y Clafdy", A, (11.75, 9.9), 0.5, 2, 2300, 0.2),
    Ward(8, "Maesgwylan", "Maesgwylan", A, (12.2, 7.0), 0.85, 4, 5200, -0.1),
    Ward(9, "Bryn Halwyn", "Bryn Halwyn", A, (12.6, 8.7), 0.8, 3, 4100, -1.0),
    Ward(10, "Willow Bank", "Llan Helyg", A, (12.7, 10.4), 0.7, 3, 4000, -0.7),
    Ward(11, "Porth Sarnen Promenade", "Promenâd Porth Sarnen", P, (16.4, 3.9), 0.65, 4, 4700, 0.8),
    Ward(12, "Porth Sarnen Town", "Tref Porth Sarnen", P, (16.5, 5.0), 0.7, 4, 5600, 0.5, True),
    Ward(13, "Sarnen Hill", "Bryn Sarnen", P, (17.9, 5.3), 0.75, 4, 5000, -0.8),
    Ward(14, "Sarnen Dunes", "Twyni Sarnen", P, (18.4, 3.6), 0.8, 3, 4700, 0.1),
    Ward(15, "Tremelyn East", "Dwyrain Tremelyn", T, (19.2, 12.5), 0.8, 4, 5400, 0.2),
    Ward(16, "Tremelyn West", "Gorllewin Tremelyn", T, (17.1, 12.6), 0.8, 4, 5100, 0.0, True),
    Ward(17, "Tremelyn Mill", "Melin Tremelyn", T, (18.1, 11.4), 0.65, 3, 4600, 0.4),
    Ward(18, "Llanfelyddon", "Llanfelyddon", V, (5.4, 13.6), 0.75, 5, 7200, -0.4),
    Ward(19, "Cwmhalen", "Cwmhalen", V, (13.2, 14.4), 0.7, 5, 6600, 0.7),
    Ward(20, "Rhosgwawn", "Rhosgwawn", V, (22.3, 14.7), 0.7, 5, 6400, -0.6),
    Ward(21, "Halwyn Marshes", "Morfa Halwyn", V, (5.9, 9.2), 0.6, 4, 5200, -0.3),
    Ward(22, "Upper Sarnen", "Sarnen Uchaf", V, (21.9, 7.9), 0.65, 4, 6000, -0.9),
    Ward(23, "Llansarnen", "Llansarnen", V, (14.9, 7.9), 0.7, 5, 7000, -1.2),
    Ward(24, "Gwylan Head", "Penrhyn Gwylan", V, (2.7, 7.3), 0.6, 4, 5600, -0.7),
)

TOWNS: tuple[tuple[str, str], ...] = ((A, A), (P, P), (T, T))
"""In the order of the numbers that their houses have (`terrain`)."""


@dataclass(frozen=True)
class Beat:
    """A police beat: which wards the same officers look after."""

    name_en: str
    name_cy: str
    wards: tuple[int, ...]


BEATS: tuple[Beat, ...] = (
    Beat("Halwyn Quays", "Ceiau Halwyn", (1, 2, 8)),
    Beat("Aberhalwyn Central", "Canol Aberhalwyn", (3, 7, 9, 10)),
    Beat("Halwyn North", "Gogledd Halwyn", (4, 5, 6)),
    Beat("Sarnen Shore", "Glannau Sarnen", (11, 12, 13, 14)),
    Beat("Tremelyn Hills", "Bryniau Tremelyn", (15, 16, 17, 20)),
    Beat("Halwyn West", "Gorllewin Halwyn", (18, 21, 24)),
    Beat("Sarnen Valley", "Dyffryn Sarnen", (19, 22, 23)),
)

# Places on the map that have a name: (English, Welsh, kilometres east and north, rank).
LABELS: tuple[tuple[str, str, tuple[float, float], int], ...] = (
    ("Aberhalwyn", "Aberhalwyn", (10.9, 9.2), 1),
    ("Porth Sarnen", "Porth Sarnen", (16.9, 4.5), 1),
    ("Tremelyn", "Tremelyn", (18.1, 12.2), 1),
    ("Llanfelyddon", "Llanfelyddon", (5.4, 13.6), 2),
    ("Cwmhalen", "Cwmhalen", (13.2, 14.4), 2),
    ("Rhosgwawn", "Rhosgwawn", (22.3, 14.7), 2),
    ("Upper Sarnen", "Sarnen Uchaf", (21.9, 7.9), 2),
    ("Llansarnen", "Llansarnen", (14.9, 7.9), 2),
    ("Porth Halwyn", "Porth Halwyn", (2.7, 7.3), 2),
    ("Morfa", "Y Morfa", (5.9, 9.2), 2),
    (BAY[0], BAY[1], (6.0, 1.6), 1),
)

# Small clusters of houses without a label: kilometres east and north, radius.
HAMLETS: tuple[tuple[float, float, float], ...] = (
    (4.2, 16.2, 0.3),
    (8.8, 14.6, 0.35),
    (3.9, 10.6, 0.3),
    (2.4, 5.2, 0.25),
    (15.6, 15.9, 0.3),
    (10.6, 16.6, 0.3),
    (19.2, 15.8, 0.3),
    (24.2, 11.4, 0.35),
    (21.9, 11.3, 0.3),
    (23.2, 4.4, 0.4),
    (22.2, 2.4, 0.35),
    (14.8, 10.6, 0.3),
    (19.0, 8.6, 0.3),
    (13.5, 5.9, 0.3),
    (7.0, 11.6, 0.3),
)

# Which wards make up each middle-layer area (the three digits in an LSOA's name).
MIDDLE_AREAS: tuple[tuple[int, ...], ...] = (
    (1, 2),
    (3, 7),
    (4, 5),
    (6, 21),
    (8, 9),
    (10, 23),
    (11, 12),
    (13, 14),
    (15, 17),
    (16, 19),
    (18, 24),
    (20, 22),
)

WELSH_STREETS = ("Ffordd", "Heol", "Lôn", "Stryd", "Maes", "Clos", "Bryn")
WELSH_ENDINGS = (
    "y Môr",
    "yr Orsaf",
    "y Felin",
    "y Dderwen",
    "yr Eglwys",
    "y Castell",
    "yr Ysgol",
    "y Bont",
    "y Parc",
    "y Ddôl",
    "yr Afon",
    "y Wern",
    "yr Onnen",
    "y Gelli",
    "y Capel",
    "y Rhiw",
    "yr Wylan",
    "yr Helyg",
    "y Traeth",
    "y Goleudy",
)
ENGLISH_ROOTS = (
    "Harbour",
    "Castle",
    "Market",
    "Station",
    "Mill",
    "Church",
    "Chapel",
    "Marsh",
    "Salt Pan",
    "Willow",
    "Beacon",
    "Quay",
    "Cliff",
    "Dune",
    "Gull",
    "Orchard",
    "Meadow",
    "Bridge",
    "Infirmary",
    "Lifeboat",
    "Lighthouse",
    "Ropewalk",
    "Limekiln",
    "Smithy",
    "Rectory",
    "Ferry",
)
ENGLISH_ENDINGS = (
    "Road",
    "Street",
    "Lane",
    "Close",
    "Terrace",
    "Avenue",
    "Gardens",
    "Way",
    "Row",
    "Crescent",
)
