"""The figures on the pages of a module: the drawing, what it says in words, and the line below it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from widerwindow.content.core.markdown import to_inline_html
from widerwindow.content.course import Course
from widerwindow.publish.parts import Part
from widerwindow.publish.question_files.telling import as_text

_SAYS = re.compile(r"^:alt: *(.*(?:\n(?!:|\s*$).*)*)", re.MULTILINE)
_OPTIONS = re.compile(r"\A(?::.*\n)*")


class DrawnFigure(NamedTuple):
    """A figure: the text of its drawing, what it says to those who do not see it, and its caption."""

    svg: str
    says: str
    caption: str


def figures(course: Course, part: Part) -> Iterator[DrawnFigure]:
    """Yield the figures on the pages of `part` that are drawings, in their order. Raises ContentError."""
    for name in part.pages:
        page = course.page(name)
        for block in page.blocks:
            file = page.path.parent / block.argument
            if block.directive == "figure" and file.suffix == ".svg" and file.is_file():
                says = _SAYS.search(block.token.content)
                words = " ".join(_OPTIONS.sub("", block.token.content).split())
                caption = as_text(to_inline_html(words)) or page.title
                said = " ".join(says[1].split()) if says else caption
                yield DrawnFigure(file.read_text(encoding="utf-8"), said, caption)
