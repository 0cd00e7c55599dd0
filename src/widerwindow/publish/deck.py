"""A deck of slides: wide, in the colours of the course, each with a title and notes, and the same bytes each time."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Inches, Pt

from widerwindow.frontend.palette import colours
from widerwindow.messages import LANGUAGE
from widerwindow.site.zipping import zipped

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_TITLE = Inches(0.9), Inches(0.5), Inches(11.5), Inches(1.3)
_BODY = Inches(0.9), Inches(1.95), Inches(11.5), Inches(5.0)
_LAYOUT = 1
_MADE = datetime(1980, 1, 1)
_SIZES = {480: 28, 680: 24}
"""The size of letters, in points, in which less than so many of them have room on a slide."""
_SMALLEST, _MOST = 20, 950
"""The smallest size, and how many letters have room in it."""
_OF_A_LINE = 45
"""How many letters would have had room where a line ends, on average and with the space below it."""


class Deck:
    """Slides, which are added one after the other."""

    def __init__(self, title: str, author: str) -> None:
        self._made = Presentation()
        self._made.slide_width, self._made.slide_height = _WIDTH, _HEIGHT
        self._layout = self._made.slide_layouts[_LAYOUT]
        known = {name: colour for name, colour in colours("light").items() if colour.startswith("#")}
        self._colours = {name: RGBColor(*_levels(colour)) for name, colour in known.items()}  # type: ignore[no-untyped-call]
        self._dress()
        about = self._made.core_properties
        about.title, about.author, about.language = title, author, LANGUAGE
        about.created = about.modified = _MADE
        about.last_modified_by = author

    def add(self, title: str, lines: Sequence[str], notes: Sequence[str]) -> Any:  # noqa: ANN401
        """Add a slide, or as many as the lines need, and return the first."""
        first, *_ = [self._add(title, share, notes) for share in _shares(lines)]
        return first

    def _add(self, title: str, lines: Sequence[str], notes: Sequence[str]) -> Any:  # noqa: ANN401 - likewise
        slide = self._made.slides.add_slide(self._layout)
        _write(slide.shapes.title.text_frame, [title], Pt(36 if len(title) < 50 else 30), self._colours["--ww-accent"])
        _write(slide.placeholders[1].text_frame, lines, _size(lines), self._colours["--ww-ink"])
        _write(slide.notes_slide.notes_text_frame, notes, None, None)
        return slide

    def lead(self, slide: Any, line: int, to: Any) -> None:  # noqa: ANN401 - slides of python-pptx, which has no types
        """Let a click on the first word of a `line` of `slide` lead to another slide."""
        paragraph = slide.placeholders[1].text_frame.paragraphs[line]
        first, rest = paragraph.runs[0], deepcopy(paragraph.runs[0]._r)
        first._r.addnext(rest)
        word, space, others = first.text.partition(" ")
        first.text, paragraph.runs[1].text = word, space + others
        link = first._r.get_or_add_rPr().get_or_add_hlinkClick()
        link.set(qn("r:id"), slide.part.relate_to(to.part, _SLIDE))
        link.set("action", "ppaction://hlinksldjump")

    def picture(self, slide: Any, png: bytes, says: str) -> None:  # noqa: ANN401 - likewise
        """Put a picture in the place of the lines of `slide`; it `says` this to those who do not see it."""
        body = slide.placeholders[1]
        body._element.getparent().remove(body._element)
        shown = slide.shapes.add_picture(BytesIO(png), 0, _BODY[1], height=_BODY[3])
        if shown.width > _BODY[2]:
            shown.height, shown.width = int(shown.height * _BODY[2] / shown.width), _BODY[2]
        shown.left = Emu(int((_WIDTH - shown.width) / 2))
        shown._element.nvPicPr.cNvPr.set("descr", says)

    def content(self) -> bytes:
        """Return the file."""
        written = BytesIO()
        self._made.save(written)
        with ZipFile(written) as packed:
            return zipped({name: packed.read(name) for name in packed.namelist()})

    def _dress(self) -> None:
        """Give the pages that all slides are made of their shape and colours."""
        master = self._made.slide_master
        for sheet in (master, self._layout):
            sheet.background.fill.solid()
            sheet.background.fill.fore_color.rgb = self._colours["--ww-paper"]
            for shape, place in zip(list(sheet.placeholders)[:2], (_TITLE, _BODY), strict=True):
                shape.left, shape.top, shape.width, shape.height = place
            for shape in list(sheet.placeholders)[2:]:
                shape._element.getparent().remove(shape._element)


_SLIDE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"


def _write(frame: Any, lines: Sequence[str], size: Any, colour: Any) -> None:  # noqa: ANN401 - of python-pptx
    """Write the lines into a frame, each as a paragraph that says in which language it is."""
    frame.word_wrap = True
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run._r.get_or_add_rPr().set("lang", LANGUAGE)
        if size:
            run.font.size, run.font.color.rgb = size, colour
            paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(12)
            _without_bullet(paragraph)


def _without_bullet(paragraph: Any) -> None:  # noqa: ANN401 - likewise
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.append(OxmlElement("a:buNone"))


def _size(lines: Sequence[str]) -> Any:  # noqa: ANN401 - a length of python-pptx
    """Return the largest size of letters in which all the lines have room."""
    return Pt(next((size for room, size in _SIZES.items() if _letters(lines) < room), _SMALLEST))


def _shares(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines in as many shares as there have to be slides."""
    shares: list[list[str]] = [[]]
    for line in lines:
        if shares[-1] and _letters([*shares[-1], line]) > _MOST:
            shares.append([])
        shares[-1].append(line)
    return shares


def _letters(lines: Sequence[str]) -> int:
    return sum(len(line) + _OF_A_LINE for line in lines)


def _levels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour that is written as `#abc` or `#aabbcc`."""
    signs = colour[1:] if len(colour) > 4 else "".join(2 * sign for sign in colour[1:])
    return int(signs[:2], 16), int(signs[2:4], 16), int(signs[4:], 16)
