"""Reasons why a row is left out or noted. The catalogues contain a text for each."""

from enum import StrEnum


class Reason(StrEnum):
    """A reason, as written in load reports and in the table of rows left out."""

    NO_LOCATION = "no location"
    BAD_COORDINATES = "unreadable coordinates"
    EXCHANGED = "latitude and longitude exchanged"
    OTHER_COORDINATES = "coordinates of another kind"
    UNKNOWN_CRIME_TYPE = "unknown crime type"
    NOT_THE_FILES_MONTH = "another month than its file's"
    PUBLISHED_AGAIN = "Crime ID published again later"
    OUTSIDE_THE_AREA = "outside the area"
    NOT_OWN_MONTH = "a month without a file of the area's own police force"
    OTHER_FORCE = "unusable row of another area's police force"
    REPLACED = "another file of this month is used"
    OLDER_OUTCOMES = "another file of this month has later outcomes"
    FEWER_ROWS = "another file of this month has more rows"
    SAME_CONTENT = "another file has the same content"
    PASTED_TWICE = "row pasted twice into its file"
    MONTHS_BY_ROW = "file of several months or forces, read row by row"
    MONTHS_REWRITTEN = "month as a spreadsheet writes it"
    STATED_ONLY_2011 = "stated LSOA exists only in 2011"
    STATED_ONLY_2021 = "stated LSOA exists only in 2021"
    STATED_ELSEWHERE = "stated LSOA is not where it lies"
    POLYGON_REPAIRED = "polygon repaired"
    BAD_RESIDENTS = "unreadable number of residents"
    BLANK_ROW = "blank row"
    UNKNOWN_WARD = "unknown ward"
    NO_WEIGHT = "no weight"
    UNKNOWN_MODE = "unknown way of asking"
    RESPONDENT_TWICE = "respondent named twice"
    OFF_THE_SCALE = "answer not on the scale"
    UNKNOWN_GROUP_KIND = "unknown kind of group"
    UNKNOWN_STATUS = "unknown status"
    PLACED_BY_POSTCODE = "placed by its postcode"
    UNKNOWN_POSTCODE = "unknown postcode"
    NO_POSTCODE_FILE = "postcode without a postcode file"
    POSTCODE_TWICE = "postcode named twice"
    BAD_MONTH = "unreadable month"
    BAD_DATE = "unreadable date"
    IN_THE_FUTURE = "date in the future"
    CONFIRMED_IN_THE_FUTURE = "confirmed on a day in the future"
    BAD_TIME = "unreadable time"
    NO_TYPE = "no type"
    INCIDENT_TWICE = "incident named twice"
    OFFENCE_TWICE = "offence named twice"
    UNKNOWN_CATEGORY = "unknown category of crime"
    BAD_OFFENCE_CODE = "unreadable code of an offence"
    BAD_AREA_CODE = "unreadable area code"
    CELLS_BEYOND = "more cells than the header"
    UNKNOWN_QUESTION = "unknown question"
    BAD_NUMBER = "unreadable number"
    BAD_SHARE = "unreadable share"
    TOTALLED_TWICE = "answer totalled twice"
    TOTAL_OFF_THE_SCALE = "total of an answer not on the scale"
    NOTHING_GIVEN = "nothing given where something is needed"
    NAMED_TWICE = "number of its own named twice"
    UNKNOWN_REACH = "serves neither a ward nor the area"
    NOT_YES_OR_NO = "neither yes nor no"
    REFUGE_PLACED = "place of a refuge given"
    ENDS_FIRST = "ends before it starts"
    NO_POLYGON = "no polygon"
    FILE_TWICE = "file brought twice"
    READ_AS_WINDOWS_1252 = "read as Windows-1252"
    READ_AS_UTF16 = "read as UTF-16"
    TITLE_LINE = "title line before the header"
    SHEET_PASSED_OVER = "sheet passed over"
    LAYER_PASSED_OVER = "layer passed over"
    EARLIER_SHEET = "sheet of an earlier year passed over"
    EARLIER_COLUMN = "column of an earlier year passed over"
    EARLIER_YEAR = "an earlier year than the file's latest"
    NOT_AN_LSOA = "another kind of area than an LSOA"
    FOOTNOTE = "total or footnote of the table"
    AREA_TWICE = "area named twice"
    COUNTED_ALREADY = "counted in other rows already"
    PART_UNREADABLE = "another part of its area or age group is unreadable"
    EDITION_REPLACED = "a later file of this edition is used"
    NEEDS_LOOK_UP = "outside the area, or an LSOA of 2011 whose look-up was not brought"
    REDRAWN_SINCE_2011 = "LSOA of 2011 redrawn since"
    SPLIT_SINCE_2011 = "LSOA of 2011 split since"
    RANK_OF_THE_WHOLE = "LSOA of 2011 split since: its rank is given to each part"
    LOWEST_OF_MERGED = "LSOA of 2011 merged since: the lowest of the ranks is used"
    MERGED_ADDED = "LSOA of 2011 merged since: residents added up"
    AMBIGUOUS_WARD = "name that several wards go by"
    WARD_BY_NAME = "ward found by its name"
    WARD_BY_LSOA = "ward found by its LSOA"
    UNKNOWN_LSOA = "unknown LSOA"
    OVERLAPS = "overlaps another area of its file"
    CODE_TAKEN = "code that another area has"
    THIN_MONTH = "its month has less than half of the force's usual rows"
    CUT_MONTH = "its month lacks the rows of some places"
    NO_OWN_FILE = "in a place whose own police force has no file of its month"
    NOT_USED_YET = "not used by any measure yet"
    PAST_RETENTION = "older than answers are stored"
    NOT_IN_NATIONAL = "area that the national counts do not have"
    NOT_DRAWN = "left out to keep the map's background small"


# Reasons of rows that are about other areas, all or nearly all.
ELSEWHERE = (
    Reason.OUTSIDE_THE_AREA,
    Reason.OTHER_FORCE,
    Reason.NOT_OWN_MONTH,
    Reason.NOT_AN_LSOA,
    Reason.NEEDS_LOOK_UP,
)
# Reasons of rows of places that have no figures of their month.
IN_A_GAP = (Reason.THIN_MONTH, Reason.CUT_MONTH, Reason.NO_OWN_FILE)
# Reasons of rows of a police file whose month is used from another file.
PASSED_OVER = (
    Reason.REPLACED,
    Reason.OLDER_OUTCOMES,
    Reason.FEWER_ROWS,
    Reason.SAME_CONTENT,
)
# Reasons of rows whose content is used from other rows.
HELD_ALREADY = (
    Reason.EARLIER_YEAR,
    Reason.COUNTED_ALREADY,
    Reason.EDITION_REPLACED,
    Reason.PUBLISHED_AGAIN,
    Reason.PASTED_TWICE,
    *PASSED_OVER,
)
# Reasons of rows that are counted without being stored.
ONLY_COUNTED = (
    Reason.NOT_USED_YET,
    Reason.PAST_RETENTION,
    Reason.NOT_DRAWN,
    *PASSED_OVER,
)
# The most rows of other places, and of places without figures, that are stored of each kind of file
# and reason, as examples: a national archive has millions of them.
MOST_EXAMPLES = 1_000
EXAMPLES_OF = (*ELSEWHERE, *IN_A_GAP)


def number_stored(reason: str, rows: int, most_examples: int) -> int:
    """Return how many rows of one kind of file that were left out for a reason are stored.

    Parameters
    ----------
    reason
        The reason.
    rows
        Number of rows that were left out.
    most_examples
        The most examples of one kind of file and reason; 0 if all are stored.

    Returns
    -------
    int
        Number of rows in the table `left_out`.

    Examples
    --------
    >>> number_stored(Reason.OUTSIDE_THE_AREA, 5_000_000, 1_000)
    1000
    """
    if reason in ONLY_COUNTED:
        return 0
    if reason in EXAMPLES_OF and most_examples:
        return min(rows, most_examples)
    return rows
