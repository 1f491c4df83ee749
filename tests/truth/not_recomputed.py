"""The catalogue keys whose numbers the slow path doesn't recompute, each with the reason."""

PART = "a part of a sentence, which is recomputed with the sentence that holds it"
CONSTANT = "a constant of a rule, no figure of the area"
CHOICE = "a bound or mark of the drawing, chosen from values that are recomputed in the table"
SIMULATED = "the share of random weights; tests/geo/priority holds it"
FILES = "counts files and rows of the build; tests/data holds it"
SURVEY = "a survey's figures; tests/geo/survey holds them"

NOT_RECOMPUTED = {
    "count.incidents": PART,
    "count.ward": PART,
    "count.lsoa": PART,
    "change.compared": PART,
    "pins.months": PART,
    "stand.among": PART,
    "stand.highest": PART,
    "map.title": "holds the numbers of a measure's name",
    "legend.first": CHOICE,
    "legend.between": CHOICE,
    "legend.last": CHOICE,
    "mine.times": CHOICE,
    "basis.draws": CONSTANT,
    "next.how": CONSTANT,
    "next.how_often": SIMULATED,
}

# Blocks of HTML whose numbers are in no sentence, by a mark in them, each with the reason.
UNWORDED = {
    "mt-commonest": "recomputed by checks/tables.py",
    "mt-portrait": "recomputed by checks/tables.py",
    "mt-standings": "recomputed by checks/tables.py",
}
