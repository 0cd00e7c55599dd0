"""The commands for setting a quiz: start one, and look at it before learners do."""

import secrets
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli.output import add_commands, course_here, line, short
from widerwindow.cli.writing import alone
from widerwindow.content import new_quiz
from widerwindow.messages import Messages

_say = Messages(__package__)

Name = Annotated[str, typer.Argument(metavar="NAME", help=_say("quiz"))]

_PORT = 8000


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`, under `quiz`."""
    quiz = typer.Typer(no_args_is_help=True, help=_say("quiz_help"))
    add_commands(quiz, new, preview, of="quiz_")
    app.add_typer(quiz, name="quiz")


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help=_say("new_name"))],
    title: Annotated[str | None, typer.Option(help=_say("new_title"))] = None,
) -> None:
    """Write the file of a new quiz, and say what to do with it."""
    file = new_quiz.start(course_here(), name, title)
    line(_say("new_quiz", file=short(file)))
    line(_say("new_quiz_next", quiz=name))


def preview(
    name: Name,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help=_say("open_browser"))] = True,
) -> None:
    """Serve a preview of a quiz until it is stopped."""
    from widerwindow.grading.notebook.without_key import sample
    from widerwindow.grading.setting.draw import draw, waits_for_draw
    from widerwindow.site.alone import preview as pages
    from widerwindow.site.building import serve

    line(_say("previewing"))
    course = course_here()
    if waits_for_draw(course, name):
        with alone(course, "quiz preview"):
            draw(course, name)  # what is drawn now is what will be released
    with tempfile.TemporaryDirectory() as folder:
        pages.write_preview(course.quiz(name), sample(course, name), Path(folder))
        bound = serve.bind(Path(folder), _PORT, secrets.token_urlsafe())
        line(_say("preview", address=serve.address(bound)))
        serve.run(bound, open_browser)
