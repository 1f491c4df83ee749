"""Which months of two periods are compared, for one area, many areas and a sum of areas.

Like is compared with like: a month counts only where the area has figures for it and for the month
it is compared with, and where both are recorded alike: a recording break is a gap in
comparability. Every comparison of two periods in the program uses this package. Its tables have a
number for each month and area: 0 where there are no figures, else the same in months that are
recorded alike.
"""
