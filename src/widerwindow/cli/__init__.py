"""The command `widerwindow`: what a trainer or an author types. It only asks, tells, and calls what does the work."""

import sys

import typer

from widerwindow.cli import classroom, desk, keeping, moodle, pages, quiz, results
from widerwindow.cli.output import line, tell
from widerwindow.content.core.problems import ContentError
from widerwindow.grading.keeping.trouble import Trouble, in_words

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for commands in (pages, quiz, classroom, desk, moodle, results, keeping):
    commands.add_to(app)


def main() -> None:
    """Run the command; what a person can mend is told in plain words, with exit status 1."""
    try:
        with in_words():
            app()
    except ContentError as error:
        tell(error.problems)
        sys.exit(1)
    except Trouble as trouble:
        line(trouble)
        sys.exit(1)
