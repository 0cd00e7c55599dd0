"""The command `widerwindow`: what a trainer or an author types. It only asks, tells, and calls what does the work.

It may use everything, and nothing uses it.
"""

import signal
import sys
from typing import Annotated, NoReturn

import typer

from widerwindow import __version__
from widerwindow.cli import (
    classroom,
    cohorts,
    copies,
    desk,
    gradebook,
    guesses,
    keeping,
    moodle,
    new,
    pages,
    publish,
    putting_up,
    quiz,
    results,
    review,
    scenario,
)
from widerwindow.cli.output import line, out, tell
from widerwindow.content.core.problems import ContentError
from widerwindow.grading.keeping.trouble import Trouble, in_words
from widerwindow.messages import Messages
from widerwindow.startup import with_rare_collections

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for commands in (
    new,
    copies,
    pages,
    publish,
    putting_up,
    review,
    guesses,
    scenario,
    quiz,
    classroom,
    desk,
    moodle,
    results,
    keeping,
    cohorts,
    gradebook,
):
    commands.add_to(app)

_say = Messages(__package__)


def _tell_version(asked: bool) -> None:
    if asked:
        out.print(_say("version", version=__version__))
        raise typer.Exit


@app.callback(help=_say("program_help"))
def _program(
    _version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help=_say("version_help"))
    ] = False,
) -> None:
    """Answer what is asked of the program as a whole."""


def _end(number: int, _: object) -> NoReturn:
    sys.exit(128 + number)  # as a shell says it


def main() -> None:
    """Run the command; what a person can mend is told in plain words, with exit status 1.

    A program that ends it, as a service manager does, ends it as Ctrl+C would: what it has begun is left as it was.
    """
    signal.signal(signal.SIGTERM, _end)
    with_rare_collections()
    try:
        with in_words():
            app()
    except ContentError as error:
        tell(error.problems)
        sys.exit(1)
    except Trouble as trouble:
        line(trouble)
        sys.exit(1)
