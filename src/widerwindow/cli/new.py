"""The command that starts a course."""

from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli.output import out, short
from widerwindow.content import new_course
from widerwindow.messages import Messages

_say = Messages(__package__)


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(new)


def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that is empty, or not there yet.")],
) -> None:
    """Start a course: a small one that works, to be changed bit by bit."""
    try:
        course = new_course.start(folder)
    except new_course.CannotStartError as error:
        out.print(str(error), markup=False)
        raise typer.Exit(1) from None
    out.print(_say("new_course", folder=short(course.root)), markup=False)
    out.print(_say("new_course_next"), markup=False)
