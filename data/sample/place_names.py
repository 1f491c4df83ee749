"""The names of places in English and in Welsh, read from `place_names.toml`."""

from dataclasses import dataclass

from data.sample.read_files import read_toml

_NAMES = read_toml("place_names")
AREA_CODE: str = _NAMES["area_code"]
AREA: tuple[str, str] = tuple(_NAMES["area"])
NEIGHBOUR: str = _NAMES["neighbour"]
FORCE: str = _NAMES["force"]
TOWNS: tuple[str, ...] = tuple(_NAMES["towns"])


@dataclass(frozen=True)
class Ward:
    """A ward: its names, its town and what decides how much is recorded there."""

    number: int
    name_en: str
    name_cy: str
    town: str  # empty for a rural ward
    residents: int
    deprivation: float  # from -2 (least) to 2 (most)
    centre: bool = False  # whether it has a town's shops

    @property
    def code(self) -> str:
        return f"W05999{self.number:03d}"


@dataclass(frozen=True)
class Beat:
    """A police beat: its names and the numbers of its wards."""

    name_en: str
    name_cy: str
    wards: tuple[int, ...]


WARDS = tuple(Ward(**ward) for ward in _NAMES["wards"])
BEATS = tuple(
    Beat(beat["name_en"], beat["name_cy"], tuple(beat["wards"])) for beat in _NAMES["beats"]
)
