"""The command `widerwindow`: what a trainer or an author types. It only asks, tells, and calls what does the work."""

import sys

import typer

from widerwindow.cli import classroom, desk, moodle, new, pages, quiz, results
from widerwindow.cli.output import tell
from widerwindow.content.core.problems import ContentError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for commands in (new, pages, quiz, classroom, desk, moodle, results):
    commands.add_to(app)


def main() -> None:
    """Run the command; what a person can mend is told in plain words, with exit status 1."""
    try:
        app()
    except ContentError as error:
        tell(error.problems)
        sys.exit(1)
