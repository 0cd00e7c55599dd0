"""A deck of slides: wide, in the colours of the course, each with a title and notes, and the same bytes each time."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Inches, Pt

from widerwindow.frontend.palette import colours
from widerwindow.messages import LANGUAGE, Messages
from widerwindow.site.zipping import zipped

_say = Messages(__package__)

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_TITLE = Inches(0.9), Inches(0.5), Inches(11.5), Inches(1.3)
_BODY = Inches(0.9), Inches(1.95), Inches(11.5), Inches(5.0)
_NUMBER = Inches(11.4), Inches(6.95), Inches(1.0), Inches(0.4)
_LAYOUT = 1
_MADE = datetime(1980, 1, 1)
_SIZES = {240: 36, 480: 28, 680: 24}
"""The size of letters, in points, in which less than so many of them have room on a slide."""
_SMALLEST, _MOST = 20, 950
"""The smallest size, and how many letters have room in it."""
_OF_A_LINE = 45
"""How many letters would have had room where a line ends, on average and with the space below it."""
_STEP = 50
"""By how many letters a share of several slides is made larger, until the lines have room in as few."""
_HANGING = Inches(0.6)
"""How far the words of an option stand behind its letter."""


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
        first, *others = _shares(lines)
        slide = self._numbered(title, first, notes)
        for number, share in enumerate(others, 2):
            self._numbered(_say("slides_goes_on", title=title, number=number), share, notes)
        return slide

    def begin(self, title: str, lines: Sequence[str], notes: Sequence[str]) -> None:
        """Add the first slide, which is of the colour that the others have their titles in."""
        slide = self._add(title, lines, notes)
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = self._colours["--ww-accent"]
        for paragraph in [each for shape in slide.placeholders for each in shape.text_frame.paragraphs]:
            for run in paragraph.runs:
                run.font.color.rgb = self._colours["--ww-on-accent"]

    def _add(self, title: str, lines: Sequence[str], notes: Sequence[str]) -> Any:  # noqa: ANN401 - likewise
        slide = self._made.slides.add_slide(self._layout)
        _write(slide.shapes.title.text_frame, [title], Pt(36 if len(title) < 50 else 30), self._colours["--ww-accent"])
        _write(slide.placeholders[1].text_frame, lines, _size(lines), self._colours["--ww-ink"])
        _write(slide.notes_slide.notes_text_frame, notes, None, None)
        return slide

    def _numbered(self, title: str, lines: Sequence[str], notes: Sequence[str]) -> Any:  # noqa: ANN401 - likewise
        """Add a slide that says which it is, by a field in place of a run of letters."""
        slide = self._add(title, lines, notes)
        slide.shapes.clone_placeholder(_placed(self._layout, PP_PLACEHOLDER.SLIDE_NUMBER))
        run = _placed(slide, PP_PLACEHOLDER.SLIDE_NUMBER).text_frame.paragraphs[0].add_run()
        run.text = "‹#›"
        run.font.size, run.font.color.rgb = Pt(14), self._colours["--ww-soft"]
        run._r.rPr.set("lang", LANGUAGE)
        run._r.tag = qn("a:fld")
        run._r.set("id", _FIELD)
        run._r.set("type", "slidenum")
        return slide

    def lead(self, slide: Any, line: int, to: Any) -> None:  # noqa: ANN401 - slides of python-pptx, which has no types
        """Let a click on the letter before the tab of a `line` of `slide` lead to another slide."""
        paragraph = slide.placeholders[1].text_frame.paragraphs[line]
        letter, rest = paragraph.runs[0], deepcopy(paragraph.runs[0]._r)
        letter._r.addnext(rest)
        sign, tab, words = letter.text.partition("\t")
        letter.text, paragraph.runs[1].text = sign, tab + words
        letter.font.bold, letter.font.color.rgb = True, self._colours["--ww-accent"]
        _indent(paragraph, _HANGING)
        link = letter._r.get_or_add_rPr().get_or_add_hlinkClick()
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
            title, body, *others = list(sheet.placeholders)
            title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
            number = _placed(sheet, PP_PLACEHOLDER.SLIDE_NUMBER)
            for shape, place in ((title, _TITLE), (body, _BODY), (number, _NUMBER)):
                shape.left, shape.top, shape.width, shape.height = place
            for shape in others:
                if shape != number:
                    shape._element.getparent().remove(shape._element)


_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""The name of the field for a slide's number: any will do, in this form."""
_SLIDE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"


def _placed(sheet: Any, kind: PP_PLACEHOLDER) -> Any:  # noqa: ANN401 - likewise
    """Return the place of a `kind` on a slide, or on what slides are made of."""
    return next(shape for shape in sheet.placeholders if shape.placeholder_format.type == kind)


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
            _indent(paragraph, Inches(0))
            paragraph._p.pPr.append(OxmlElement("a:buNone"))


def _indent(paragraph: Any, behind: int) -> None:  # noqa: ANN401 - likewise
    """Let all but what stands before a tab begin so far `behind` the edge."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(behind))
    properties.set("indent", str(-behind))


def _size(lines: Sequence[str]) -> Any:  # noqa: ANN401 - a length of python-pptx
    """Return the largest size of letters in which all the lines have room."""
    return Pt(next((size for room, size in _SIZES.items() if _letters(lines) < room), _SMALLEST))


def _shares(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines in as many shares as there have to be slides, which hold as much as each other."""
    fewest = len(_filled(lines, _MOST))
    tried = (_filled(lines, most) for most in range(_STEP, _MOST + _STEP, _STEP))
    return next(shares for shares in tried if len(shares) == fewest)


def _filled(lines: Sequence[str], most: int) -> list[list[str]]:
    """Return the lines in shares of so many letters, or of one line that has more."""
    shares: list[list[str]] = [[]]
    for line in lines:
        if shares[-1] and _letters([*shares[-1], line]) > most:
            shares.append([])
        shares[-1].append(line)
    return shares


def _letters(lines: Sequence[str]) -> int:
    return sum(len(line) + _OF_A_LINE for line in lines)


def _levels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour that is written as `#abc` or `#aabbcc`."""
    signs = colour[1:] if len(colour) > 4 else "".join(2 * sign for sign in colour[1:])
    return int(signs[:2], 16), int(signs[2:4], 16), int(signs[4:], 16)
