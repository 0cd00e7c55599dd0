"""The command that starts a course."""

from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli.output import add_commands, line, short
from widerwindow.content import new_course
from widerwindow.messages import Messages

_say = Messages(__package__)


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add_commands(app, new)


def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=_say("new_folder"))],
) -> None:
    """Write a new course, and say what to do with it."""
    try:
        course = new_course.start(folder)
    except new_course.CannotStartError as error:
        line(error)
        raise typer.Exit(1) from None
    line(_say("new_course", folder=short(course.root)))
    line(_say("new_course_next"))
