"""When partners' incidents happened: times, spans, and what is missing of them."""

import pandas as pd

from data.release.partner_incidents import PartnerIncidents
from data.sources.incidents.times import times_of

COLUMNS = ("date", "time", "end_date", "end_time")
# The columns of a row, and what is read of it: hour, minute and end of the span.
ROWS = (
    (("2026-07-04", "18:05", None, "07:30"), (18, 5, "2026-07-05 07:30")),
    (("2026-07-04", "18:05", None, "19:30"), (18, 5, "2026-07-04 19:30")),
    (("2026-07-04T21:15", None, None, None), (21, 15, None)),
    (("2026-07-04", None, None, None), (None, None, None)),
    (("2026-07-04T10:00", None, "2026-07-05", None), (10, 0, "2026-07-06 00:00")),
    (("2026-07-04", None, "2026-07-04", "06:00"), (0, 0, "2026-07-04 06:00")),
    (("2026-07-04T10:00", None, "2026-07-04T10:00", None), (10, 0, None)),
    # The end before the start is left for the measure to count.
    (("2026-07-04T10:00", None, "2026-07-03T09:00", None), (10, 0, "2026-07-03 09:00")),
)


def test_times_and_spans_are_read() -> None:
    rows = pd.DataFrame([row for row, _ in ROWS], columns=list(COLUMNS), dtype="str")
    found = pd.DataFrame(times_of(rows))
    for (row, wanted), (_, read) in zip(ROWS, found.iterrows(), strict=True):
        own = tuple(None if pd.isna(read[name]) else read[name] for name in ("hour", "minute"))
        until = None if pd.isna(read["until"]) else read["until"]
        assert (*own, until) == wanted, row
    assert found["date"].str.len().eq(10).all()
    assert len(times_of(rows.iloc[:0])["until"]) == 0


def test_an_older_release_has_its_hours_without_spans() -> None:
    table = pd.DataFrame({"date": ["2026-07-04"] * 2, "type": "noise"})
    older = PartnerIncidents(table.assign(hour=pd.array([21, None], "Int64"), month="2026-07"))
    times = older.times("own")
    assert not older.has_spans()
    assert times["start"].tolist()[0] == pd.Timestamp("2026-07-04 21:00")
    assert times["start"].isna().tolist() == [False, True] and times["end"].isna().all()
    newer = PartnerIncidents(
        table.assign(hour=pd.array([21, 8], "Int64"), minute=pd.array([15, 0], "Int64")).assign(
            month="2026-07", until=["2026-07-05 06:30", None]
        )
    )
    assert newer.has_spans()
    assert newer.times("own")["end"].iloc[0] == pd.Timestamp("2026-07-05 06:30")
