"""The catalogue keys whose numbers the slow path doesn't recompute, each with the reason."""

PART = "a part of a sentence, which is recomputed with the sentence that holds it"
CONSTANT = "a constant of a rule, no figure of the area"
CHOICE = "a bound or mark of the drawing, chosen from values that are recomputed in the table"
SIMULATED = "from random weights and the scores; tests/geo/priority holds them"
FILES = "counts files, rows and fits of the build; tests/data holds them to the row"
GAP = "from the model of the gap between survey and record; tests/geo/survey holds it"
FIFTHS = "groups by fifth of deprivation and by age; tests/geo/services holds them"
CLAIMS = "of the simulation, no figure of the area; tests/components/data_page holds them"
WEIGHTS = "weights of the program; tests/data/sources holds them"
MONTH = "of the report of the month; tests/geo/noise/monthly holds it"
LASTING = "months in the top tenth; tests/geo/hotspots and tests/pages/test_hotspots hold them"
NAMES = "names editions, licences and the release"

NOT_RECOMPUTED = {
    "claims.simulated": CLAIMS,
    "claims.real": CLAIMS,
    "count.incidents": PART,
    "count.crimes": PART,
    "count.both": PART,
    "change.over": PART,
    "count.ward": PART,
    "count.lsoa": PART,
    "change.compared": PART,
    "change.compared_part": PART,
    "change.compared_in": PART,
    "pins.months": PART,
    "stand.among": PART,
    "stand.highest": PART,
    "map.title": "holds the numbers of a measure's name",
    "legend.first": CHOICE,
    "legend.between": CHOICE,
    "legend.last": CHOICE,
    "mine.times": CHOICE,
    "picture.kilometres": CHOICE,
    "belief.cell": "a cell of a row, recomputed in the table of every ward below",
    "next.share": "the share of a weight that the viewer chose",
    "basis.draws": CONSTANT,
    "next.how": CONSTANT,
    "next.stand_out": SIMULATED,
    "next.might": SIMULATED,
    "next.more_might": SIMULATED,
    "next.others": SIMULATED,
    "basis.unscored": SIMULATED,
    "because.gap": GAP,
    "perceived.gaps": GAP,
    "visible.beside": GAP,
    "perceived.above": GAP,
    "perceived.others": GAP,
    "perceived.of_the_list": CONSTANT,
    "accounts.title": FILES,
    "report.title": FILES,
    "report.rows": FILES,
    "source.files": FILES,
    "source.months": FILES,
    "source.years": FILES,
    "source.questions": FILES,
    "source_overdue.groups": FILES,
    "source_overdue.orders": FILES,
    "source_overdue.responses": FILES,
    "source.rows_used": FILES,
    "source.rows_lost": FILES,
    "residents.the_look_up": NAMES,
    "groups.kilometres": PART,
    "groups.metres": "metres from a ward's border; tests/geo/services holds them",
    "groups.most": CONSTANT,
    "groups.old_rule": CONSTANT,
    "groups.fifths_unclear": FIFTHS,
    "groups.per_with_limits": FIFTHS,
    "groups.ages_named": FIFTHS,
    "groups.gaps_found": GAP,
    "groups.fifths_how": NAMES,
    "source.late": FILES,
    "source.none_late": FILES,
    "left_out.and_parts": FILES,
    "gap.range": GAP,
    "calls.both_high": GAP,
    "orders.due_name": "a name and a day of the list of orders",
    "orders.none_due": "counts orders by their days; tests/geo/orders holds them",
    "orders.evidence": "counts orders by their evidence; tests/geo/orders holds it",
    "outcomes.cell": "a cell of a row, recomputed in the table of categories",
    "outcomes.few": CONSTANT,
    "outcomes.share": PART,
    "harm.offence_code": WEIGHTS,
    "exceptions.next_few": MONTH,
    "exceptions.why_few months": MONTH,
    "spots.often": LASTING,
    "foot.source": NAMES,
    "index.wimd": NAMES,
    "index.wimd_short": NAMES,
    "index.iod": NAMES,
    "index.iod_short": NAMES,
    "foot.release": NAMES,
    "mine.limit_boundaries": NAMES,
    "wards.vintage": NAMES,
    "picture.made": NAMES,
}

# Blocks of HTML whose numbers are in no sentence, by a class in them, each with the reason.
UNWORDED = {
    "mt-commonest": "recomputed by checks/tables.py",
    "mt-portrait": "recomputed by checks/tables.py",
    "mt-rates": "recomputed by checks/tables.py",
    "mt-holding": FILES,
    "mt-legend": CHOICE,
}
# Tables in HTML, by the catalogue key of their first title.
TABLES = {
    "survey_report.column": "recomputed by checks/survey.py",
    "gaps.force": "recomputed by checks/gaps.py",
    "left_out.reason": "recomputed by checks/left_out.py",
    "mine.col_topic": "recomputed by checks/tables.py",
    "perceived.place_column": GAP,
    "table.area": "recomputed by checks/tables.py",
    "groups_fifth.fifth": FIFTHS,
    "groups_age.age": FIFTHS,
    "report.file": FILES,
    "data.kind": FILES,
    "claims.claim": CLAIMS,
    "claims.size": CLAIMS,
    "outcomes.category": "recomputed by checks/outcomes.py",
    "harm.category": WEIGHTS,
}
