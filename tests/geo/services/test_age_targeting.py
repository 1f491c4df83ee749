"""Age ranges are read from descriptions in both languages."""

from geo.services.age_targeting import OLDEST, band_of, for_ages, parse_ages
from tests.cases import every_case


@every_case(
    ("words", "ages"),
    [
        ("Ages 11 to 17", (11, 17)),
        ("11-25", (11, 25)),
        ("Oedran 11 i 17", (11, 17)),
        ("rhwng 11 ac 17 oed", (11, 17)),
        ("Over 60s", (60, OLDEST)),
        ("dros 60 oed", (60, OLDEST)),
        ("65+", (65, OLDEST)),
        ("50 and over", (50, OLDEST)),
        ("Under 25", (0, 24)),
        ("dan 18 oed", (0, 17)),
        ("Adults", (18, OLDEST)),
        ("Oedolion", (18, OLDEST)),
        ("Young people", (11, 25)),
        ("Pobl ifanc", (11, 25)),
        ("Older people", (65, OLDEST)),
        ("Adults and children", None),
        ("Residents", None),
        ("Everyone", None),
        ("Farms and villages", None),
        ("24 hours a day", None),
        ("", None),
        (None, None),
        (float("nan"), None),
    ],
)
def test_ages_are_read_from_words(words: object, ages: tuple[int, int] | None) -> None:
    assert parse_ages(words) == ages


def test_age_bands_are_parsed() -> None:
    assert band_of("16-24") == (16, 24) and band_of("65+") == (65, OLDEST)
    assert band_of("all") is None


def test_a_group_is_counted_in_every_overlapping_band() -> None:
    held = for_ages([(11, 17), (65, OLDEST), None], ["0-15", "16-24", "25-34", "65+"])
    assert held.to_dict() == {"0-15": 1, "16-24": 1, "25-34": 0, "65+": 1}
