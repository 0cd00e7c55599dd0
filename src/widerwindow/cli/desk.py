"""The command that opens the trainer's desk."""

from typing import Annotated

import typer

from widerwindow.cli.output import add_commands, course_here, line
from widerwindow.messages import Messages

_say = Messages(__package__)


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add_commands(app, desk)


def desk(
    port: Annotated[int, typer.Option(help=_say("port"))] = 8888,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help=_say("open_browser"))] = True,
) -> None:
    """Serve the desk until it is stopped."""
    from widerwindow.desk.server import set_up

    served = set_up(course_here(), port=port, open_browser=open_browser)
    line(_say("desk", address=served.address))
    served.start()
    line(_say("desk_closed"))
