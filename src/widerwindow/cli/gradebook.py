"""The commands for the gradebook as a whole: where it is, and of which version."""

from typing import Annotated

import typer

from widerwindow.cli.output import add_for_cohorts, course_here, line, short
from widerwindow.cli.writing import alone
from widerwindow.messages import Messages

_say = Messages(__package__)


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`, under `gradebook`."""
    gradebook = typer.Typer(no_args_is_help=True, help=_say("gradebook_help"))
    add_for_cohorts(gradebook, move, upgrade, of="gradebook_")
    app.add_typer(gradebook, name="gradebook")


def move(old: Annotated[str, typer.Argument(metavar="FROM", help=_say("old_gradebook"))]) -> None:
    """Bring the gradebook to where the settings say that it is."""
    from widerwindow.grading.keeping import gradebook_moves

    course = course_here()
    with alone(course, "gradebook move"):
        left = gradebook_moves.move(course, old)
    line(_say("gradebook_moved"), _say("old_file_is", file=short(left)) if left else _say("old_server_is"))


def upgrade() -> None:
    """Bring the gradebook to the version of nbgrader that is installed."""
    from widerwindow.grading.keeping import backups, cohorts, gradebook_moves

    course = course_here()
    keep = () if cohorts.is_on_server(course) else backups.SMALL  # what is of an old version fits no file of the new
    with alone(course, "gradebook upgrade", keep):
        changed = gradebook_moves.upgrade(course)
    line(_say("gradebook_upgraded" if changed else "nothing_to_upgrade"))
