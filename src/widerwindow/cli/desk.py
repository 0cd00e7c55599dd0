"""The command for marking by hand."""

from typing import Annotated

import typer

from widerwindow.cli.output import course_here, out


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(desk)


def desk(
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Open formgrader on this course, to mark by hand what a machine cannot."""
    from widerwindow.grading.desk.server import set_up

    served = set_up(course_here(), open_browser=open_browser)
    out.print(f"The desk is at {served.address}  (stop with Ctrl+C)", markup=False)
    served.start()
    out.print("The desk is closed. Every mark is in the gradebook.")
