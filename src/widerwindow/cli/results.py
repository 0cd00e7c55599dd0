"""The commands for what comes of marking: a report on a quiz, and certificates."""

from datetime import date
from typing import Annotated

import typer

from widerwindow.cli.classroom import Quiz
from widerwindow.cli.output import course_here, line, out, short
from widerwindow.content.course import Course


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    for command in (report, certificate):
        app.command()(command)


def report(quiz: Quiz) -> None:
    """Make a page on how a quiz went: scores, which questions work, and who waits for you."""
    from widerwindow.grading.giving_back.report import report as write_report

    file = write_report(course_here(), quiz, date.today())
    out.print(f"The report is {short(file)}. It shows the right answers.", markup=False)


def certificate(
    learner: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="Whose; without it, all who have completed.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="The name to print. Without it you are asked.")] = None,
    quiz: Annotated[
        list[str] | None, typer.Option(help="A quiz that counts; give it again for each. Without it, all.")
    ] = None,
) -> None:
    """Make a certificate of completion to sign off, as a PDF. Names are written nowhere but on it."""
    course = course_here()
    quizzes = quiz or course.quizzes()
    if learner:
        _certify(course, learner, name or _asked(learner), quizzes)
    elif name:
        raise typer.BadParameter("Say whose name it is: widerwindow certificate CODE --name NAME")
    else:
        _certify_all(course, quizzes)


def _certify_all(course: Course, quizzes: list[str]) -> None:
    """Ask for the name of everyone who has completed, and say what the others still need."""
    from widerwindow.grading.giving_back.completion import completions

    found = completions(course, quizzes)
    for each in found:
        if each.missing:
            line(f"{each.learner} has not completed yet.", *each.missing)
        elif name := _asked(each.learner):
            _certify(course, each.learner, name, quizzes)
    if all(each.missing for each in found):
        out.print("Nobody has completed yet.")
        raise typer.Exit(1)


def _asked(learner: str) -> str:
    name: str = typer.prompt(f"The name of {learner} (only Enter: no certificate)", default="", show_default=False)
    return name


def _certify(course: Course, learner: str, name: str, quizzes: list[str]) -> None:
    from widerwindow.grading.giving_back.certificate import certificate as write_certificate

    out.print(
        f"The certificate is {short(write_certificate(course, learner, name, quizzes, date.today()))}", markup=False
    )
