"""The command that opens the trainer's desk."""

import webbrowser
from typing import Annotated

import typer

from widerwindow.cli.output import add_for_cohorts, course_here, line
from widerwindow.messages import Messages

_say = Messages(__package__)


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add_for_cohorts(app, desk)


def desk(
    port: Annotated[int, typer.Option(help=_say("port"))] = 8888,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help=_say("open_browser"))] = True,
) -> None:
    """Serve the desk until it is stopped, or show the one that is open."""
    from widerwindow.desk.opening import only_one

    course = course_here()
    with only_one(course) as there:
        if there:
            if open_browser:
                webbrowser.open(there.way_in)
            line(_say("desk_there", address=there.address))
            return
        from widerwindow.desk.server import set_up

        served = set_up(course, port=port, open_browser=open_browser)
        served.io_loop.add_callback(line, _say("desk", address=served.address))  # once it answers
        served.start()
    line(_say("desk_closed"))
