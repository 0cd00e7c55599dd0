"""The command for reviews from outside: it takes in what a reviewer signed."""

from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli.output import add_commands, course_here, line
from widerwindow.messages import Messages

_say = Messages(__package__)


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`, under `review`."""
    review = typer.Typer(no_args_is_help=True, help=_say("review_help"))

    @review.callback()
    def _of_reviews() -> None:
        """Keep the name of the one command: without this, Typer would take it for the whole group."""

    add_commands(review, add, of="review_")
    app.add_typer(review, name="review")


def add(form: Annotated[Path, typer.Argument(metavar="FORM", help=_say("review_form"))]) -> None:
    """Write a signed review into the record, and say what the pages will show."""
    from widerwindow.publish.packs.review_form import add as write

    for entry in write(course_here(), form):
        line(_say("review_added", pages=entry["pages"], shown=entry.get("name", entry["role"])))
    line(_say("review_next"))
