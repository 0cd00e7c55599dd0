"""The command that starts a course: a new one, or an organisation's own copy of the one that is installed."""

from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli import copies
from widerwindow.cli.output import add_commands, line, short
from widerwindow.content import new_course
from widerwindow.content.copies.copying import Wishes
from widerwindow.content.new_folder import CannotStartError
from widerwindow.messages import Messages

_say = Messages(__package__)

_WITH_COPY = _say("with_copy")


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add_commands(app, new)


def new(  # noqa: PLR0913 - each is something else that an organisation may say of itself
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=_say("new_folder"))],
    *,
    copy: Annotated[bool, typer.Option("--copy", help=_say("new_copy"))] = False,
    name: Annotated[str | None, typer.Option(metavar="NAME", help=_say("own_name"), rich_help_panel=_WITH_COPY)] = None,
    exit_: Annotated[
        str | None, typer.Option("--exit", metavar="ADDRESS", help=_say("own_exit"), rich_help_panel=_WITH_COPY)
    ] = None,
    contact: Annotated[
        list[str] | None, typer.Option(metavar="WHO=HOW", help=_say("own_contact"), rich_help_panel=_WITH_COPY)
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="MODULE", help=_say("own_without"), rich_help_panel=_WITH_COPY)
    ] = None,
    nation: Annotated[
        list[str] | None, typer.Option(metavar="NATION", help=_say("own_nation"), rich_help_panel=_WITH_COPY)
    ] = None,
    logo: Annotated[
        Path | None, typer.Option(metavar="FILE", help=_say("own_logo"), rich_help_panel=_WITH_COPY)
    ] = None,
    logo_text: Annotated[
        str | None, typer.Option(metavar="TEXT", help=_say("own_logo_text"), rich_help_panel=_WITH_COPY)
    ] = None,
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
