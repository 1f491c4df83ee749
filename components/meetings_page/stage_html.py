"""A screen of a meeting as HTML, whose lengths are shares of the width of the stage."""

from base64 import b64encode
from collections.abc import Sequence

from components.meetings_page.stage import LEAST, WIDE, Laid
from components.slides.arrange import GAP, Box, Placed, Text
from components.slides.blocks import AFTER, Kind, Line
from components.slides.measure import LINE, lines_of
from components.slides.picture import png_of, size_of
from components.slides.tables import Sized
from components.text.direction import escape
from components.ui.sections import Picture

# LEGEND: the share of the width of a picture that its legend has. MARK: the width of a mark.
LEGEND, MARK = 0.3, 26.0
# DOTS: to the inch of a picture, so that it is sharp on a screen of 1920 pixels.
DOTS = 240.0


def stage(screen: Laid, *, number: str = "") -> str:
    """Return the stage with everything at its place; `number` tells which screen of several."""
    parts = [_part(one) for one in screen.parts]
    counted = f' <small class="mt-stage-number">{escape(number)}</small>' if number else ""
    heading = (
        f'<h1 style="--size:{_share(screen.size)};line-height:{LINE}">'
        f"{escape(screen.heading)}{counted}</h1>"
    )
    return (
        f'<div class="mt-stage"><div class="mt-stage-inside">{heading}{"".join(parts)}'
        f"{_lines(screen.foot, LEAST, screen.foot_box)}</div></div>"
    )


def _part(part: Text | Placed) -> str:
    match part:
        case Text():
            return _lines(part.lines, part.size, part.box)
        case Placed() if isinstance(part.what, Sized):
            return _table(part.what, part.box)
        case Placed():
            return _picture(part.what, part.box)


def _lines(lines: Sequence[Line], size: float, box: Box) -> str:
    return f'<div style="{_at(box)}">{"".join(_line(line, size) for line in lines)}</div>'


def _line(line: Line, size: float) -> str:
    own = line.kind.size(size, LEAST)
    tag = "h2" if line.kind is Kind.HEADING else "p"
    name = f"<b>{escape(line.name)}</b> " if line.name else ""
    return (
        f'<{tag} class="mt-stage-{line.kind.value}" style="font-size:{_share(own)};'
        f'line-height:{LINE};margin-bottom:{AFTER}em">{name}{escape(line.words)}</{tag}>'
    )


def _table(of: Sized, box: Box) -> str:
    """Return a table whose columns have the widths that were measured."""
    numbers = set(of.table.numbers)
    columns = "".join(f'<col style="width:{100 * wide / box.width:.3f}%">' for wide in of.widths)
    heads = "".join(
        f'<th scope="col"{_right(at in numbers)}>{escape(head)}</th>'
        for at, head in enumerate(of.table.heads)
    )
    rows = "".join(
        "<tr>"
        + "".join(f"<td{_right(at in numbers)}>{escape(cell)}</td>" for at, cell in enumerate(row))
        + "</tr>"
        for row in of.table.rows
    )
    return (
        f'<table style="{_at(box)};font-size:{_share(of.size)};line-height:{LINE}">'
        f"<colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _right(number: bool) -> str:
    return ' class="mt-number"' if number else ""


def _picture(picture: Picture, box: Box) -> str:
    """Return a picture as an image, its legend as text beside it where that leaves it larger."""
    legend, wide = picture.print().legend, LEGEND * box.width
    lines = sum(lines_of(label, LEAST, wide - 2 * MARK) for _, label in legend)
    tall = (lines * LINE + len(legend) * AFTER) * LEAST
    bare = png_of(picture, legend=False, dots=DOTS)
    across, down = size_of(bare)
    if not legend or tall > box.height or across / down > box.width / box.height:
        whole = png_of(picture, dots=DOTS) if legend else bare
        return _image(whole, picture.alt, f"{_at(box)};height:{_share(box.height)}")
    items = "".join(
        f'<li style="margin-bottom:{AFTER}em">'
        f"{_image(mark.encode(), '', f'width:{_share(MARK)}', kind='svg+xml')}"
        f"<span>{escape(label)}</span></li>"
        for mark, label in legend
    )
    size = f"height:{_share(box.height)};max-width:{_share(box.width - wide - GAP)}"
    letters = f"width:{_share(wide)};font-size:{_share(LEAST)};line-height:{LINE}"
    return (
        f'<div class="mt-stage-picture" style="{_at(box)};gap:{_share(GAP)}">'
        f'{_image(bare, picture.alt, size)}<ul style="{letters}">{items}</ul></div>'
    )


def _image(content: bytes, alt: str, style: str, *, kind: str = "png") -> str:
    """Return an image, in which nothing can run."""
    data = b64encode(content).decode()
    return f'<img alt="{escape(alt)}" style="{style}" src="data:image/{kind};base64,{data}">'


def _at(box: Box) -> str:
    return f"left:{_share(box.left)};top:{_share(box.top)};width:{_share(box.width)}"


def _share(points: float) -> str:
    """Return a length of the stage; `cqw` is a hundredth of its width."""
    return f"{100 * points / WIDE:.3f}cqw"
