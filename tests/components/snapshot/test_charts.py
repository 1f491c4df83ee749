"""Charts of every form and every page as pictures: their numbers, their words, their formats."""

import ast
import io
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from pypdf import PdfReader

from components import queries
from components.data_page import recording_breaks
from components.groups_page import accessibility, curve_picture
from components.groups_page import model as groups
from components.home_page import month_charts
from components.hotspots_page import curves, evidence
from components.hotspots_page import model as hotspots
from components.orders_page import model as orders
from components.orders_page import monthly_chart
from components.page_context import PageContext, context_of
from components.page_models import exceptions, perceived, similar_areas
from components.perceived_page import scatter, scatter_picture
from components.place_page import chart_pictures
from components.place_page.detail import spine
from components.place_page.model import facts_of
from components.plan_page import indicator_picture
from components.priorities_page import bars_picture, score_bars
from components.priorities_page import model as priorities
from components.queries.plan import plan_view
from components.snapshot.charts.model import Bars, Curve, Months, Ranges, Scatter, Stacks, Values
from components.snapshot.charts.painters import PAINTERS, chart_svg
from components.snapshot.collect import trend_of
from components.snapshot.model import FORMATS, PRESETS, ChartPicture
from components.snapshot.render import picture_bytes
from components.text.catalogue import LANGUAGES
from components.ui.tables import FICTIONAL
from components.view.view import View
from components.view.viewer import local_viewer
from data.access.viewer import Audience, Viewer
from data.months import months_between
from data.release.coverage.recording_breaks import RecordingBreak
from data.sample.planted_effects import truth
from data.schema import LSOA
from data.settings import load_settings
from geo.orders.treatment_areas import INSIDE
from geo.stats.trend import NOW
from tests.cases import every_case
from tests.components.snapshot.conftest import ADDRESS
from tests.components.snapshot.reading import pdf_of, together
from tests.components.snapshot.test_page_layout import assert_tidy
from tests.components.snapshot.test_render import nodes_of

COMPONENTS = Path(__file__).resolve().parents[3] / "components"
WARD = "W05999008"
SIZES = {"slide": (1600, 900), "a4": (1600, 1131), "a3": (1600, 1131)}
# LOOKS: the fields of a picture that are no words.
LOOKS = ("symbol", "colour", "look", "form", "text", "dash", "lines")
SVG = "{http://www.w3.org/2000/svg}"
# A Welsh name of 80 characters, and one that would act if it were not escaped.
LONG = "Llanfihangel-yng-Ngwynfa a Llanwddyn uchaf ac isaf, gyda Phentref y Bont-goch"
ODD = "<script>alert(1)</script> & \"$x$\" onload='x'"


def here(lang: str) -> PageContext:
    return context_of(View(lang=lang, place=WARD), local_viewer(load_settings()))


def of_plan(at: PageContext) -> ChartPicture:
    view = plan_view(at.key, at.today)
    one = next(i for a in view.actions.values() for i in a.indicators if i.linked)
    return indicator_picture.picture(at, one, "Values by quarter.", ADDRESS)


def of_order(at: PageContext) -> ChartPicture:
    model = orders.ask(at, str(truth("order_worked").order_id))
    return monthly_chart.picture(model, INSIDE, monthly_chart.alt(model, INSIDE), ADDRESS)


def of_priorities(at: PageContext) -> ChartPicture:
    model = priorities.ask(at)
    return bars_picture.picture(model, list(score_bars.lines_of(model)), ADDRESS)


def of_scatter(at: PageContext) -> ChartPicture:
    model = perceived.ask(at)
    return scatter_picture.picture(model, scatter.points_to_draw(model.table), ADDRESS)


def of_groups(at: PageContext) -> ChartPicture:
    model = groups.ask(at)
    return curve_picture.picture(model, accessibility.shares_within(model), "A curve.", ADDRESS)


def of_spine(at: PageContext) -> ChartPicture:
    period = at.latest()
    of = similar_areas.of_place(at, LSOA, "W01999004", "burglary", period)
    assert of
    found = queries.similar.spine(at.key, LSOA, of.code, period)
    assert found
    return spine.picture(at, of, found, spine.ranges(at.text, found), "A spine.", ADDRESS)


def of_hotspots(at: PageContext) -> ChartPicture:
    model = hotspots.ask(at)
    curve = evidence.curve_of(model)
    assert curve
    return curves.picture(model, curve, "A curve.", ADDRESS)


def of_exception(at: PageContext) -> ChartPicture:
    found = exceptions.asked(at)
    category, place = found.judged.index[0]
    return month_charts.picture(at, exceptions.row_of(at, found, category, place), ADDRESS)


def of_break(at: PageContext) -> ChartPicture:
    months = list(months_between(at.manifest.first_month, at.manifest.last_month))
    one = RecordingBreak(force="gwent", category="burglary", first=months[9])
    table = pd.DataFrame({NOW: range(len(months))}, months, dtype=float)
    return recording_breaks.picture(at, one, table, "A break.", ADDRESS)


# The pictures of every module that draws a chart on a page.
MADE: dict[str, Callable[[PageContext], ChartPicture]] = {
    "explorer/place_trend.py": lambda at: trend_of(at, address=ADDRESS),
    "place_page/recorded_section.py": lambda at: chart_pictures.months(
        facts_of(at), "Months.", ADDRESS
    ),
    "place_page/recorded_section.py, season": lambda at: chart_pictures.season(
        facts_of(at), "Season.", ADDRESS
    ),
    "place_page/recorded_section.py, rates": lambda at: chart_pictures.rates(facts_of(at), ADDRESS),
    "place_page/detail/spine.py": of_spine,
    "orders_page/monthly_chart.py": of_order,
    "data_page/recording_breaks.py": of_break,
    "perceived_page/scatter.py": of_scatter,
    "priorities_page/score_bars.py": of_priorities,
    "groups_page/accessibility.py": of_groups,
    "hotspots_page/curves.py": of_hotspots,
    "home_page/stands_out.py": of_exception,
    "plan_page/indicators.py": of_plan,
}


@pytest.fixture(scope="module")
def made(sample_settings: Any) -> dict[str, ChartPicture]:
    """The picture of each chart of the sample county, in alternating languages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILLTIR_HOME", str(sample_settings.home))
        at = [here(language) for language in LANGUAGES]
        return {name: make(at[n % 2]) for n, (name, make) in enumerate(MADE.items())}


def svg_of(picture: ChartPicture) -> ElementTree.Element:
    return ElementTree.fromstring(picture_bytes(picture, preset="slide", kind="svg"))


def words_in(root: ElementTree.Element) -> str:
    return together(" ".join(str(text.text) for text in root.iter(f"{SVG}text")))


def test_every_chart_of_a_page_has_a_picture_and_every_form_a_painter(
    made: dict[str, ChartPicture],
) -> None:
    drawn, shown = set(), set()
    for path in COMPONENTS.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        name = str(path.relative_to(COMPONENTS))
        drawn |= {name for one in called if one.endswith(".plotly_chart")}
        shown |= {name for one in called if one in ("on_page.show", "on_page.offer")}
    assert drawn == {"snapshot/charts/on_page.py"}, "a chart is drawn by on_page.show"
    assert shown == {name.split(",")[0] for name in MADE}, "MADE has each chart"
    assert {type(picture.chart) for picture in made.values()} == set(PAINTERS)


def assert_whole(name: str, picture: ChartPicture, kind: str, preset: str) -> None:
    """Assert that a file of a picture has its words, and is what its format says."""
    content = picture_bytes(picture, preset=preset, kind=kind)
    if kind == "pdf":
        root = PdfReader(io.BytesIO(content)).trailer["/Root"]
        nodes = nodes_of(root["/StructTreeRoot"]["/K"])
        assert b"pdfuaid" in root["/Metadata"].get_object().get_data(), name
        assert picture.alt in [str(node["/Alt"]) for node in nodes if "/Alt" in node], name
    elif kind == "svg":
        assert_text(name, picture, ElementTree.fromstring(content))
    else:
        size = tuple(int.from_bytes(content[at : at + 4]) for at in (16, 20))
        assert kind == "print" or size == SIZES[preset], name


def assert_text(name: str, picture: ChartPicture, root: ElementTree.Element) -> None:
    """Assert that an SVG has all words as text, and nothing that acts."""
    assert root.get("role") == "img", name
    assert [one.tag for one in root[:2]] == [f"{SVG}title", f"{SVG}desc"], name
    assert root[0].text == picture.title and picture.alt in str(root[1].text), name
    words, captions = words_in(root), picture.captions
    facts = [f"{what}: {fact}" for what, fact in captions.facts]
    labels = [label for _, rows in picture.legend for _, label in rows]
    said = [FICTIONAL, picture.title, picture.subtitle, picture.source, captions.made]
    for line in (*said, *facts, *labels, *picture.caveats, captions.link):
        assert together(line) in words, (name, line)
    assert_passive(root, name)


@pytest.mark.slow
def test_every_chart_is_made_in_a_format(made: dict[str, ChartPicture]) -> None:
    """Each format of each chart, in both languages, is made by the slow test."""
    for number, (name, picture) in enumerate(made.items()):
        kind = ("svg", "pdf", "png")[number % 3]
        assert_whole(name, picture, kind, preset=list(SIZES)[number % 2])


@pytest.mark.slow
@every_case("lang", LANGUAGES)
def test_every_chart_is_made_in_every_format(sample_home: Path, lang: str) -> None:
    for name, make in MADE.items():
        picture = make(here(lang))
        # Letters of an address are set closer than the reader of a PDF knows.
        short = replace(picture, captions=replace(picture.captions, link=ADDRESS))
        for preset in ("a4", "slide"):
            assert_tidy(pdf_of(short, preset), least=8)
        for number, kind in enumerate(FORMATS):
            assert_whole(name, picture, kind, list(PRESETS)[number % len(PRESETS)])


def assert_passive(root: ElementTree.Element, name: str) -> None:
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        assert tag not in ("script", "foreignObject", "a", "image"), (name, tag)
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on"), (name, attribute)
            assert "href" not in attribute or value.startswith("#"), (name, value)


def drawn_parts(picture: ChartPicture) -> ElementTree.Element:
    nothing = picture.text("picture.nothing")
    svg = chart_svg(picture.chart, nothing, width=600.0, height=400.0, body=9.0, thick=1.0)
    return ElementTree.fromstring(svg)


def points_of(root: ElementTree.Element, name: str) -> list[np.ndarray]:
    """Return the corners of each path, or the place of each symbol, of the parts of a name."""
    found = []
    for group in root.iter(f"{SVG}g"):
        if not re.fullmatch(name, group.get("id", "")):
            continue
        symbols = list(group.iter(f"{SVG}use"))
        if symbols:
            found.append(np.array([[float(str(one.get(a))) for a in "xy"] for one in symbols]))
            continue
        for path in group.iter(f"{SVG}path"):
            numbers = re.findall(r"-?\d+(?:\.\d+)?", str(path.get("d")))
            found.append(np.array(numbers, dtype=float).reshape(-1, 2))
    return found


def fits(drawn: list[float], values: list[float]) -> bool:
    """Return whether what is drawn is proportional to the values, as far as SVG is exact."""
    line = np.polyfit(values, drawn, 1)
    return bool(np.allclose(np.polyval(line, values), drawn, atol=0.05) and line[0])


def test_the_numbers_of_the_model_are_drawn(made: dict[str, ChartPicture]) -> None:
    for picture in made.values():
        chart, root = picture.chart, drawn_parts(picture)
        match chart:
            case Bars():
                heights = [float(np.ptp(bar[:, 1])) for bar in points_of(root, r"bar-\d+")]
                assert np.allclose(
                    np.array(heights) / heights[0] * chart.values[0], chart.values, atol=1e-3
                )
            case Stacks():
                wide = [float(np.ptp(bar[:, 0])) for bar in points_of(root, "part-0")]
                assert fits(
                    wide, [row.parts[0] for row in chart.rows if row.parts and row.parts[0]]
                )
            case Scatter():
                at = np.vstack(points_of(root, "point-(?!ring).*"))
                order = sorted(chart.points, key=lambda one: one.clear)
                assert fits(list(at[:, 1]), [one.y for one in order])
                assert fits(list(at[:, 0]), [float(np.log(one.x)) for one in order])
            case Values():
                assert fits(list(points_of(root, "values")[0][:, 1]), list(chart.values))
            case Curve():
                corners = points_of(root, "curve")[0][::2]
                assert fits(list(corners[:, 1]), [y for _, y in chart.points])
            case Ranges():
                at = np.vstack(points_of(root, "range-value"))
                assert fits(list(at[:, 0]), [row.at[1] for row in chart.rows if row.at])
            case Months():
                known = [float(n) for n in chart.table[NOW].dropna()]
                assert fits(list(points_of(root, f"months-{NOW}")[0][:, 1]), known)


def test_a_place_that_is_hidden_is_not_in_the_file(
    sample_home: Path, made: dict[str, ChartPicture]
) -> None:
    model = perceived.ask(here("en"))
    hidden = str(model.table.index[0])
    table = model.table.copy()
    table.loc[hidden, "status"] = "hidden"
    drawn = scatter_picture.picture(model, scatter.points_to_draw(table), ADDRESS)
    name = model.name(hidden)
    whole = scatter_picture.picture(model, scatter.points_to_draw(model.table), ADDRESS)
    for picture, there in ((whole, True), (drawn, False)):
        assert isinstance(picture.chart, Scatter)
        assert (name in [point.name for point in picture.chart.points]) == there
        assert (name in picture.alt) == there


def with_names(thing: Any, name: str) -> Any:
    """Return a picture, a chart or a part of one in which every text is another one."""
    if isinstance(thing, str):
        return name
    if isinstance(thing, tuple):
        return tuple(with_names(one, name) for one in thing)
    if isinstance(thing, Stacks):
        parts = tuple((name, *looks) for _, *looks in thing.parts)
        return replace(thing, rows=with_names(thing.rows, name), parts=parts)
    if is_dataclass(thing) and not isinstance(thing, type):
        words = {one.name: getattr(thing, one.name) for one in fields(thing)}
        changed = {one: with_names(words[one], name) for one in words if one not in LOOKS}
        return replace(thing, **changed)
    return thing


def test_odd_and_long_names_stay_text_within_the_picture(made: dict[str, ChartPicture]) -> None:
    for number, (name, picture) in enumerate(made.items()):
        for words in (LONG, ODD):
            assert_passive(drawn_parts(with_names(picture, words)), name)
        if number not in (4, 5):
            continue
        words = (LONG, ODD)[number % 2]
        root = svg_of(with_names(picture, words))
        assert_passive(root, name)
        assert together(words) in words_in(root) and root[0].text == words, name
        width = float(str(root.get("viewBox")).split()[2])
        for line in root.findall(f"{SVG}text"):
            end = float(str(line.get("x"))) + float(str(line.get("textLength")))
            assert end <= width, (name, line.text)


def test_a_chart_without_figures_says_so_and_one_of_a_single_place_is_drawn(
    made: dict[str, ChartPicture],
) -> None:
    series = {Bars: "values", Scatter: "points", Curve: "points", Values: "values"}
    series |= {Stacks: "rows", Ranges: "rows"}
    for name, picture in made.items():
        chart: Any = picture.chart
        says = picture.text("picture.nothing")
        if isinstance(chart, Months):
            none = replace(chart, table=chart.table * float("nan"), marks=(), breaks=())
            one = replace(none, table=chart.table.iloc[:1])
            says = picture.text("trend.gap")
        else:
            field = series[type(chart)]
            none = replace(chart, **{field: ()})
            beside = [one.name for one in fields(chart) if one.name in ("names", "clear", "limits")]
            one = replace(chart, **{each: getattr(chart, each)[-1:] for each in (field, *beside)})
        empty = drawn_parts(replace(picture, chart=none))
        assert together(says) in words_in(empty), name
        assert list(drawn_parts(replace(picture, chart=one)).iter(f"{SVG}path")), name


def test_places_without_space_are_counted_in_words(made: dict[str, ChartPicture]) -> None:
    picture = made["priorities_page/score_bars.py"]
    assert isinstance(picture.chart, Stacks)
    many = tuple(row for row in picture.chart.rows if row.parts) * 20
    root = drawn_parts(replace(picture, chart=replace(picture.chart, rows=many)))
    shown = len(points_of(root, "part-0"))
    assert 10 < shown < len(many)
    assert together(picture.text.plural("next.others", len(many) - shown)) in words_in(root)


def test_the_picture_of_the_public_counts_what_the_public_may_see(sample_home: Path) -> None:
    def groups_counted(audience: Audience) -> str:
        at = replace(here("en"), viewer=Viewer(name="someone", audience=audience))
        return dict(of_groups(at).captions.facts)[at.text("picture.n")]

    counted = [groups_counted(audience) for audience in (Audience.PUBLIC, Audience.ANALYST)]
    assert int(counted[0].split()[0]) < int(counted[1].split()[0]), counted
