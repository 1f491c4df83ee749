"""The columns and words of delivery plans as partnerships write them, in both languages."""

import re
import unicodedata
from dataclasses import dataclass

# NAMES: what each column is called, first in English and then in Welsh, in plain letters.
NAMES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "number": (
        ("no", "number", "ref", "reference", "action no", "action number", "action ref", "id"),
        ("rhif", "cyf", "cyfeirnod", "rhif y cam", "rhif y weithred"),
    ),
    "name": (
        ("action", "actions", "action required", "what we will do", "what will we do", "activity",
         "activities", "task", "tasks", "key actions", "planned action"),
        ("cam gweithredu", "camau gweithredu", "gweithred", "gweithredoedd", "gweithgaredd",
         "beth fyddwn ni n ei wneud", "tasg"),
    ),
    "priority": (("priority", "strategic priority", "theme"), ("blaenoriaeth", "thema")),
    "objective": (("objective", "aim", "outcome"), ("amcan", "nod", "canlyniad")),
    "partners": (
        ("partners", "partner", "partner agencies", "agencies", "lead agency", "lead agencies",
         "lead partner", "lead partners", "partners involved", "organisations"),
        ("partneriaid", "partner", "asiantaethau", "asiantaeth arweiniol", "sefydliadau",
         "asiantaethau partner"),
    ),
    "role": (
        ("responsible officer", "lead officer", "officer", "owner", "lead", "responsible",
         "action owner", "responsibility", "who", "by whom", "responsible officers"),
        ("swyddog cyfrifol", "swyddog arweiniol", "arweinydd", "cyfrifol", "perchennog", "pwy",
         "cyfrifoldeb", "swyddogion cyfrifol"),
    ),
    "indicator": (
        ("indicator", "indicators", "performance indicator", "performance indicators", "kpi", "pi",
         "measure", "measures", "performance measure", "measure of success", "success measure",
         "how will we measure success"),
        ("dangosydd", "dangosyddion", "dangosydd perfformiad", "dangosyddion perfformiad", "mesur",
         "mesurau", "mesur llwyddiant", "dp"),
    ),
    "unit": (("unit", "units", "unit of measure"), ("uned", "unedau")),
    "baseline": (("baseline", "base line", "starting point"), ("llinell sylfaen", "gwaelodlin")),
    "target": (("target", "targets", "annual target", "year end target"), ("targed", "targedau")),
    "direction": (
        ("direction", "direction of travel", "desired direction"),
        ("cyfeiriad", "cyfeiriad teithio"),
    ),
    "link": (("linked measure",), ("mesur cysylltiedig",)),
    "status": (
        ("status", "rag", "rag status", "rag rating", "progress status", "on track", "performance",
         "current status"),
        ("statws", "statws coch oren gwyrdd", "cog", "sefyllfa", "perfformiad", "statws cog"),
    ),
    "status_reason": (
        ("reason for status", "status reason", "reason"),
        ("rheswm am y statws", "rheswm"),
    ),
    "deadline": (
        ("deadline", "deadlines", "timescale", "timescales", "target date", "due", "due date",
         "completion date", "by when", "when", "date due", "timeframe", "end date"),
        ("dyddiad cau", "amserlen", "dyddiad targed", "erbyn pryd", "pryd", "dyddiad cwblhau",
         "graddfa amser"),
    ),
    "comments": (
        ("comments", "comment", "progress", "update", "updates", "progress update", "notes",
         "commentary", "progress to date", "latest update", "comments and progress"),
        ("sylwadau", "sylw", "cynnydd", "diweddariad", "nodiadau", "y diweddaraf",
         "cynnydd hyd yma"),
    ),
    "cross": (
        ("priority cross reference", "priority cross references", "cross reference", "cross ref",
         "cross references", "priority cross ref", "links to priorities", "linked priorities",
         "other priorities"),
        ("croesgyfeiriad at flaenoriaethau", "croesgyfeiriad", "croesgyfeirio",
         "blaenoriaethau eraill", "cysylltiadau â blaenoriaethau"),
    ),
    "points": (
        ("specific action points", "action points", "specific actions", "steps", "milestones",
         "specific action point", "key milestones"),
        ("pwyntiau gweithredu penodol", "pwyntiau gweithredu", "camau penodol", "camau",
         "cerrig milltir"),
    ),
    "updated": (
        ("last updated", "date updated", "updated", "last update"),
        ("diweddarwyd ddiwethaf", "dyddiad diweddaru", "diweddarwyd"),
    ),
}  # fmt: skip
# IN_BOTH: the columns whose texts are in a language; the others are the same in both.
IN_BOTH = (
    *("name", "partners", "role", "indicator", "unit", "comments", "points", "note"),
    "status_reason",
)
LANGUAGE = {"welsh": "cy", "cymraeg": "cy", "english": "en", "saesneg": "en"}
NOTE_WORDS = {"note": "en", "notes": "en", "comment": "en", "comments": "en"} | {
    "nodyn": "cy", "nodiadau": "cy", "sylw": "cy", "sylwadau": "cy",
}  # fmt: skip
QUARTER = re.compile(
    r"(q|qtr|quarter|ch|chwarter) ?(?P<quarter>[1-4])\b(?P<rest>.*)"
    r"|(?P<nth>1st|2nd|3rd|4th) quarter"
)
YEARS = re.compile(r"\b(?:20)?(?P<first>\d\d) (?:20)?(?P<second>\d\d)\b")
# STATUS_WORDS: in both languages, with the colours that stand for them.
STATUS_WORDS = {
    "completed": ("completed", "complete", "done", "closed", "achieved", "blue", "b", "wedi i "
                  "gwblhau", "wedi cwblhau", "cwblhawyd", "glas", "cyflawnwyd"),
    "on_track": ("on track", "ontrack", "on target", "green", "g", "in progress", "ar y trywydd "
                 "iawn", "ar y trywydd", "ar darged", "gwyrdd", "ar waith", "yn mynd rhagddo"),
    "at_risk": ("at risk of delay", "at risk", "delayed", "amber", "a", "orange", "yellow",
                "mewn perygl o oedi", "mewn perygl", "oedi", "oren", "ambr", "melyn"),
    "behind": ("behind target", "behind", "off track", "off target", "overdue", "red", "r",
               "y tu ôl i r targed", "ar ei hôl hi", "tu ôl i r targed", "hwyr", "coch"),
    "not_started": ("not started", "not yet started", "grey", "gray", "white", "heb ddechrau",
                    "heb gychwyn", "llwyd", "gwyn"),
}  # fmt: skip
DIRECTION_WORDS = {
    "up": ("up", "increase", "higher", "rise", "improve", "i fyny", "cynyddu", "uwch", "codi"),
    "down": ("down", "decrease", "reduce", "lower", "fall", "reduction", "i lawr", "gostwng",
             "lleihau", "is"),
    "hold": ("hold", "maintain", "keep", "same", "stay", "stable", "cynnal", "cadw", "dal",
             "aros", "yr un fath"),
}  # fmt: skip
NUMBER = r"(?=[\w./-]*\d)[\w./-]{1,20}|[A-Za-z]|[IVXivx]{1,4}"
# A heading's number may stand before a space if it is made of digits, else only before a mark.
HEADING = re.compile(
    r"(?P<kind>strategic priority|priority|blaenoriaeth strategol|blaenoriaeth|"
    r"strategic objective|objective|amcan strategol|amcan)"
    r"(?:\s+(?:no\.?\s+|rhif\s+)?"
    rf"(?:(?P<number>{NUMBER})(?=\s*(?:[:–—]|$))|(?P<digits>\d[\d.]*[a-z]?)(?=[\s-])))?"
    r"(?:\s*[:–—]\s*|\s+-\s+|\.?\s*$|\s+)(?P<name>.*)",
    re.IGNORECASE | re.DOTALL,
)
# What a spreadsheet would run as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, kw_only=True)
class Column:
    """What a column of a file is: the field, its language, and of which quarter."""

    field: str
    language: str = ""
    quarter: int = 0
    # The year in which the financial year begins; 0 if the header doesn't say it.
    year: int = 0

    @property
    def name(self) -> str:
        """Return the name of the record's field."""
        return f"{self.field}_{self.language}" if self.language else self.field


def heading_in(text: str) -> tuple[str, str, str] | None:
    """Return the parts of a heading of a priority or an objective.

    Parameters
    ----------
    text
        Such as "Priority 1: Safe streets".

    Returns
    -------
    tuple of str or None
        The word, the number (empty without) and the name; None for another text.

    Examples
    --------
    >>> heading_in("Amcan 1.1 - Llai o ddigwyddiadau"), heading_in("Priority A safer county")
    (('Amcan', '1.1', 'Llai o ddigwyddiadau'), ('Priority', '', 'A safer county'))
    """
    found = HEADING.fullmatch(" ".join(text.split()))
    if not found:
        return None
    return found["kind"], found["number"] or found["digits"] or "", found["name"]


def plain(text: str) -> str:
    """Return a header or a word for comparison.

    Parameters
    ----------
    text
        The text.

    Returns
    -------
    str
        Lower case, without punctuation, with single spaces.

    Examples
    --------
    >>> plain(" Priority\\ncross-reference: ")
    'priority cross reference'
    """
    letters = unicodedata.normalize("NFC", text).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


def column_of(header: str) -> Column | None:
    """Return what a column is by its header.

    Parameters
    ----------
    header
        As the file has it, in English or Welsh.

    Returns
    -------
    Column or None
        None for a header that isn't known.

    Examples
    --------
    >>> column_of("Swyddog cyfrifol").name, column_of("Q2 2026/27").year, column_of("Budget")
    ('role_cy', 2026, None)
    """
    words = plain(header)
    stated = next((LANGUAGE[one] for one in words.split() if one in LANGUAGE), "")
    words = " ".join(one for one in words.split() if one not in LANGUAGE)
    if found := QUARTER.fullmatch(words):
        return _quarter(found, stated)
    for field, (english, welsh) in NAMES.items():
        for language, names in (("en", english), ("cy", welsh)):
            if words in names:
                spoken = (stated or language) if field in IN_BOTH else ""
                return Column(field=field, language=spoken)
    return None


def _quarter(found: re.Match[str], stated: str) -> Column:
    quarter = int(found["quarter"] or found["nth"][0])
    rest = found["rest"] or ""
    years = YEARS.search(rest)
    year = 2000 + int(years["first"]) if years else 0
    note = next((NOTE_WORDS[one] for one in rest.split() if one in NOTE_WORDS), "")
    if note:
        return Column(field="note", language=stated or note, quarter=quarter, year=year)
    return Column(field="value", quarter=quarter, year=year)


def word_of(text: str, words: dict[str, tuple[str, ...]]) -> str | None:
    """Return what a word stands for, such as a status.

    Parameters
    ----------
    text
        As the file has it.
    words
        The words by what they stand for.

    Returns
    -------
    str or None
        None for a word that isn't known.

    Examples
    --------
    >>> word_of("Ar y trywydd iawn", STATUS_WORDS), word_of("Amber", STATUS_WORDS)
    ('on_track', 'at_risk')
    """
    asked = plain(text)
    return next((kind for kind, known in words.items() if asked in known), None)


def status_of_colour(colour: str) -> str | None:
    """Return the status for which the colour of a cell stands.

    Parameters
    ----------
    colour
        Six hexadecimal digits.

    Returns
    -------
    str or None
        None for a colour that is neither green, amber, red nor blue.

    Examples
    --------
    >>> status_of_colour("00b050"), status_of_colour("ffc000"), status_of_colour("ffffff")
    ('on_track', 'at_risk', None)
    """
    if not re.fullmatch("[0-9a-f]{6}", colour):
        return None
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) < 60:
        return None
    if blue == max(red, green, blue):
        return "completed" if blue - max(red, green) > 30 else None
    if green >= red:
        return "on_track" if green - red > 30 else "at_risk"
    return "at_risk" if green > 0.45 * red else "behind"
