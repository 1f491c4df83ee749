"""When partners' incidents happened: a time, or the span in which each must have happened."""

import pandas as pd

MIDNIGHT = "00:00"


def times_of(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Return when incidents happened, from the columns of their contract.

    An end without a day is the first such time after the start; an end without a time is the end
    of its day. Where only an end has a time, the span begins with the day of the incident.

    Parameters
    ----------
    rows
        `date`, `time`, `end_date` and `end_time` as the contract reads them.

    Returns
    -------
    dict of Series
        `date`, `hour` and `minute` of the start, and `until`: the end of the span, missing where
        the time is known or where no time is.

    Examples
    --------
    >>> row = {"date": ["2026-07-04"], "time": ["18:05"], "end_date": [None], "end_time": ["07:30"]}
    >>> times_of(pd.DataFrame(row, dtype="str"))["until"].tolist()
    ['2026-07-05 07:30']
    """
    day = rows["date"].str[:10]
    clock = rows["time"].fillna(_clock_in(rows["date"]))
    end_clock = rows["end_time"].fillna(_clock_in(rows["end_date"]))
    ends = rows["end_date"].notna() | end_clock.notna()
    start = pd.to_datetime(day + " " + clock.fillna(MIDNIGHT))
    end_day = pd.to_datetime(rows["end_date"].str[:10].fillna(day))
    # Without a time the whole of the last day is in the span.
    after = pd.to_timedelta(end_clock.fillna("24:00") + ":00")
    end = end_day + after
    next_day = rows["end_date"].isna() & (end < start)
    end = (end + pd.to_timedelta(next_day.astype(int), unit="D")).where(ends)
    begun = clock.fillna(pd.Series(MIDNIGHT, rows.index).where(ends & end_clock.notna()))
    whole_days = ends & begun.isna()
    begun = begun.mask(whole_days, MIDNIGHT)
    return {
        "date": day,
        "hour": pd.to_numeric(begun.str[:2]).astype("Int64"),
        "minute": pd.to_numeric(begun.str[3:5]).astype("Int64"),
        "until": end.dt.strftime("%Y-%m-%d %H:%M").where(ends & (end != start)).astype("str"),
    }


def _clock_in(moments: pd.Series) -> pd.Series:
    """Return the time of day in each moment; missing in a day without one."""
    return moments.str[11:16].replace("", None)
