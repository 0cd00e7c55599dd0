"""The commands for setting a quiz: start one, and look at it before learners do."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli.output import course_here, out, short
from widerwindow.content import new_quiz

Name = Annotated[str, typer.Argument(metavar="NAME", help="The quiz's name, as in exercises/quizzes/NAME.yml.")]

_PORT = 8000


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`, under `quiz`."""
    quiz = typer.Typer(no_args_is_help=True, help="Start a quiz, and look at it before learners do.")
    for command in (new, preview):
        quiz.command()(command)
    app.add_typer(quiz, name="quiz")


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Small letters, digits and hyphens.")],
    title: Annotated[str | None, typer.Option(help="The heading that learners see.")] = None,
) -> None:
    """Start a quiz from a small one that works, with notes on what each part is for."""
    file = new_quiz.start(course_here(), name, title)
    out.print(f"The new quiz is {short(file)}. Change it in any text editor.", markup=False)
    out.print(
        f"See it with `widerwindow quiz preview {name}`, and look for mistakes with `widerwindow check`.", markup=False
    )


def preview(
    name: Name,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Show a quiz as learners will see it, and with its key for you."""
    from widerwindow.grading.notebook.without_key import sample
    from widerwindow.grading.setting.draw import draw
    from widerwindow.site import preview as pages
    from widerwindow.site import serve

    course = course_here()
    draw(course, name)  # what is drawn now is what will be released
    with tempfile.TemporaryDirectory() as folder:
        pages.write_preview(course.quiz(name), sample(course, name), Path(folder))
        bound = serve.bind(Path(folder), _PORT)
        out.print(f"The preview is at {serve.address(bound)}  (stop with Ctrl+C)")
        serve.run(bound, open_browser)
