"""The commands for what comes of marking: a report on a quiz, and certificates."""

from datetime import date
from typing import Annotated

import typer

from widerwindow.cli.classroom import Quiz
from widerwindow.cli.output import add_for_cohorts, course_here, line, short
from widerwindow.cli.writing import writes
from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.messages import Messages

_say = Messages(__package__)


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    add_for_cohorts(app, report, certificate)


@writes
def report(
    quiz: Quiz, write_back: Annotated[bool, typer.Option("--write-back", help=_say("write_back"))] = False
) -> None:
    """Make the report on a quiz, and say where it is; keep its figures beside the bank where that is asked for."""
    from widerwindow.grading.giving_back import item_figures
    from widerwindow.grading.giving_back.quiz_statistics import FEW
    from widerwindow.grading.giving_back.report import report as write_report

    file = write_report(course_here(), quiz, date.today())
    line(_say("report", file=short(file)))
    if write_back:
        kept = item_figures.write_back(course_here(), quiz, date.today())
        line(_say("written_back", file=short(kept)) if kept else _say("too_few_to_write_back", few=FEW))


@writes
def certificate(
    learner: Annotated[str | None, typer.Argument(metavar="[CODE]", help=_say("whose"))] = None,
    name: Annotated[str | None, typer.Option(help=_say("printed_name"))] = None,
    quiz: Annotated[list[str] | None, typer.Option(help=_say("counting_quiz"))] = None,
) -> None:
    """Make the certificate of one learner, or of all who have completed."""
    course = course_here()
    quizzes = quiz or course.quizzes()
    if learner:
        _certify(course, learner, name or _asked(learner), quizzes)
    elif name:
        raise typer.BadParameter(_say("whose_name"))
    else:
        _certify_all(course, quizzes)


def _certify_all(course: Course, quizzes: list[str]) -> None:
    """Ask for the name of everyone who has completed, and say what the others still need."""
    from widerwindow.grading.giving_back.completion import completions
    from widerwindow.grading.giving_back.marked import marks_of

    found = completions(marks_of(course, quizzes))
    not_made = []
    for each in found:
        if each.missing:
            line(_say("not_completed", learner=each.learner), *each.missing)
        elif name := _asked(each.learner):
            try:
                _certify(course, each.learner, name, quizzes)
            except ContentError as error:  # the others get theirs all the same
                not_made.append(each.learner)
                line(*(f"{problem.message} {problem.hint}" for problem in error.problems))
    if not_made:
        line(_say("not_made", learners=not_made))
        raise typer.Exit(1)
    if all(each.missing for each in found):
        line(_say("nobody_completed"))
        raise typer.Exit(1)


def _asked(learner: str) -> str:
    name: str = typer.prompt(_say("ask_name", learner=learner), default="", show_default=False)
    return name


def _certify(course: Course, learner: str, name: str, quizzes: list[str]) -> None:
    from widerwindow.grading.giving_back.certificate import certificate as write_certificate

    line(_say("certificate", file=short(write_certificate(course, learner, name, quizzes, date.today()))))
