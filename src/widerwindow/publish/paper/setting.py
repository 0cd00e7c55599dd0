"""Sets paper: a tagged PDF (PDF/UA-1) from a template of Typst and data. Words from people are data, never markup."""

import json
from collections.abc import Mapping
from pathlib import Path

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.frontend.palette import colours
from widerwindow.messages import LOCALE, Messages

_say = Messages(__package__)

_FOLDER = Path(__file__).parent


def pdf(course: Course, template: str, data: Mapping[str, object], large: bool = False) -> bytes:
    """Return the PDF that `template`, one of this folder, makes of `data`; in `large` print, all of it in 18 points.

    Raises ContentError where no typeface has a letter in it.
    """
    import typst  # it takes a while, and only this needs it

    given = {
        "language": [LOCALE.language, LOCALE.territory],
        "large": large,
        "colours": colours("print"),
        "words": {"contents": _say("contents"), "page": _say("page")},
        **data,
    }
    try:
        made: bytes = typst.compile(
            _FOLDER / template,
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
