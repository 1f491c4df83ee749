"""National counts: the authorities and LSOAs of a country, in a file and in a release.

`python -m data national` writes the file from a release of the country (`data/national`), and a
build takes it into the release of a smaller area, whose areas are then compared with those of the
country.
"""
