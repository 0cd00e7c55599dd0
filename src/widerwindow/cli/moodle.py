"""The command that gives grades and feedback back to Moodle."""

from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli.classroom import Quiz
from widerwindow.cli.output import add_for_cohorts, bar, counted, course_here, line, short
from widerwindow.cli.writing import writes
from widerwindow.messages import Messages

_say = Messages(__package__)


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add_for_cohorts(app, moodle)


@writes
def moodle(
    quiz: Quiz,
    worksheet: Annotated[Path, typer.Argument(metavar="WORKSHEET.csv", help=_say("grading_worksheet"))],
) -> None:
    """Write what goes back to Moodle, and say who gets what."""
    from widerwindow.grading.moodle.giving_back import give_back

    with bar(_say("writing_feedback")) as move:
        given = give_back(course_here(), quiz, worksheet, counted(_say("writing_feedback"), move))
    for each in given.rows:
        who = each.participant.called
        grade = _say("of_learner", learner=who, what=each.grade) if each.grade else _say("no_grade", participant=who)
        line(grade, each.reason)
    ready = sum(each.grade is not None for each in given.rows)
    uploads = [
        given.worksheet and _say("upload_worksheet", file=short(given.worksheet)),
        given.grades_only and _say("upload_grades_only", file=short(given.grades_only)),
        given.feedback and _say("upload_feedback", file=short(given.feedback)),
        given.gradebook and _say("upload_gradebook", file=short(given.gradebook)),
        given.feedback and given.has_workflow and _say("release_in_moodle"),
    ]
    line(
        _say("have_grades", count=ready, all=len(given.rows)),
        _say("to_upload") if any(uploads) else _say("nothing_to_upload"),
    )
    for upload in filter(None, uploads):
        line(f"  {upload}")
