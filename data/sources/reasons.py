"""Why a row was left out, or is worth a note: each worded once in the catalogues."""

from enum import StrEnum


class Reason(StrEnum):
    """As it stands in load reports and in the file of rows left out."""

    NO_LOCATION = "no location"
    BAD_COORDINATES = "unreadable coordinates"
    UNKNOWN_CRIME_TYPE = "unknown crime type"
    BAD_MONTH = "unreadable month"
    PUBLISHED_AGAIN = "Crime ID published again later"
    OUTSIDE_THE_AREA = "outside the area"
    NOT_OWN_MONTH = "a month that the area's own police force has not published"
    REPLACED = "a later publication of this month is used"
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
    POSTCODE_TWICE = "postcode named twice"
