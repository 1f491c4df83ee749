"""Falsehoods that are known: each is expected until its cause is mended, and reported when it is.

A false sentence with an area and a catalogue key of this list is not reported; the key "*" stands
for everything that an area says. What has become true fails, so that its row is taken out.
"""

ALL = "*"
PENDING: dict[tuple[str, str], str] = {}
