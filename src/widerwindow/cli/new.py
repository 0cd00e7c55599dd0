"""The command that starts a course: a new one, or an organisation's own copy of the one that is installed."""

from pathlib import Path
from typing import Annotated, Any

import typer

from widerwindow.cli import copies
from widerwindow.cli.output import add_commands, line, short
from widerwindow.content import new_course
from widerwindow.content.copies.copying import Wishes
from widerwindow.content.new_folder import CannotStartError
from widerwindow.messages import Messages

_say = Messages(__package__)


def _own(metavar: str, said: str, *names: str) -> Any:  # noqa: ANN401 - typer does not say what it makes
    return typer.Option(*names, metavar=metavar, help=said, rich_help_panel=_say("with_copy"))


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add_commands(app, new)


def new(  # noqa: PLR0913 - each is something else that an organisation may say of itself
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=_say("new_folder"))],
    *,
    copy: Annotated[bool, typer.Option("--copy", help=_say("new_copy"))] = False,
    name: Annotated[str | None, _own("NAME", _say("own_name"))] = None,
    exit_: Annotated[str | None, _own("ADDRESS", _say("own_exit"), "--exit")] = None,
    contact: Annotated[list[str] | None, _own("WHO=HOW", _say("own_contact"))] = None,
    without: Annotated[list[str] | None, _own("MODULE", _say("own_without"))] = None,
    nation: Annotated[list[str] | None, _own("NATION", _say("own_nation"))] = None,
    logo: Annotated[Path | None, _own("FILE", _say("own_logo"))] = None,
    logo_text: Annotated[str | None, _own("TEXT", _say("own_logo_text"))] = None,
) -> None:
    """Write a new course or a copy of one, and say what to do with it."""
    ways = dict(copies.way(each) for each in contact or ())
    wishes = Wishes(name, exit_, ways, without or (), nation or (), logo, logo_text)
    if not copy and wishes != Wishes():
        raise typer.BadParameter(_say("only_of_copy"))
    try:
        if copy:
            copies.start(folder, wishes)
        else:
            course = new_course.start(folder)
            line(_say("new_course", folder=short(course.root)))
            line(_say("new_course_next"))
    except CannotStartError as error:
        line(error)
        raise typer.Exit(1) from None
