"""False sentences that are known: each is expected to differ until its cause is mended.

A difference with an area and a catalogue key of this list is not reported. A row whose sentence
has become true is reported, so that the row is taken out.
"""

PENDING: dict[tuple[str, str], str] = {}
