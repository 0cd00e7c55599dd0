"""The command that gives grades and feedback back to Moodle."""

from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli.classroom import Quiz
from widerwindow.cli.output import bar, counted, course_here, line, short


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(moodle)


def moodle(
    quiz: Quiz,
    worksheet: Annotated[Path, typer.Argument(metavar="WORKSHEET.csv", help="Moodle's grading worksheet.")],
) -> None:
    """Fill in Moodle's grading worksheet, and pack each learner's feedback for Moodle."""
    from widerwindow.grading.moodle.giving_back import give_back

    with bar("Writing feedback") as move:
        given = give_back(course_here(), quiz, worksheet, counted("Writing feedback", move))
    for each in given.rows:
        line(f"{each.participant.called}: {each.grade or 'left empty.'}", each.reason)
    ready = sum(each.grade is not None for each in given.rows)
    line(
        f"{ready} of {len(given.rows)} have a grade.",
        "To upload in Moodle:" if ready else "There is nothing to upload.",
    )
    if not ready:
        return
    line(f"  {short(given.worksheet)}", "(“Upload grading worksheet”)")
    line(f"  {short(given.feedback)}", "(“Upload multiple feedback files in a zip”)")
    if given.gradebook:
        line(f"  {short(given.gradebook)}", "(“Import” in the gradebook, instead of the worksheet)")
