"""Sets paper: a tagged PDF (PDF/UA-1) from a template of Typst and data. Words from people are data, never markup."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.frontend.palette import colours
from widerwindow.messages import LOCALE, Messages
from widerwindow.publish.paper.outline import stepwise
from widerwindow.publish.paper.reading import Node, Piece

_say = Messages(__package__)

_FOLDER = Path(__file__).parent


class Front(NamedTuple):
    """What stands before the rest: a title, what it is about, sentences to whoever holds the paper, and contents."""

    title: str
    about: str
    said: list[str]
    depth: int = 1
    """How many levels of headings the contents have."""


def pdf(
    course: Course, front: Front, found: Iterable[Piece], sources: Iterable[Node] = (), *, large: bool = False
) -> bytes:
    """Return the PDF of what was `found`, with what stands before it; in `large` print, all of it in 18 points.

    `sources` are those among the pieces that the others name.
    Raises ContentError where no typeface has a letter in it.
    """
    import typst  # it takes a while, and only this needs it

    given = {
        "language": [LOCALE.language, LOCALE.territory],
        "large": large,
        "colours": colours("print"),
        "words": {"contents": _say("contents"), "page": _say("page")},
        "organisation": course.organisation().name,
        "title": front.title,
        "about": front.about,
        "first": front.said,
        "sources": [source.get("place") for source in sources],
        "depth": front.depth,
        "pieces": stepwise(found),
    }
    try:
        made: bytes = typst.compile(
            _FOLDER / "workbook.typ",
            root=_FOLDER,
            sys_inputs={"data": json.dumps(given)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        raise ContentError([Problem(course.book, 1, *_say.advice("no_typeface"))]) from error
    return made


def png(svg: str) -> bytes:
    """Return a drawing as a picture of dots, for programs that show no other."""
    import typst

    made: bytes = typst.compile(_FOLDER / "picture.typ", root=_FOLDER, sys_inputs={"svg": svg}, format="png", ppi=144.0)
    return made
