"""False sentences that are known: each is expected to differ until its cause is mended.

A difference with an area and a catalogue key of this list is not reported; the key "*" stands for
everything that an area says. What has become true is reported, so that its row is taken out.
"""

ALL = "*"
PENDING: dict[tuple[str, str], str] = {}
