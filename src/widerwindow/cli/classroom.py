"""The commands for a quiz: release it, take in what comes, mark it, give it back."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli.output import bar, counted, course_here, line, out, short
from widerwindow.grading.formatting import amount, plain

_OUTCOMES = {
    "new": "collected.",
    "newer": "collected; it replaces an earlier one, which is kept in exercises/earlier.",
    "older": "a newer one is here already; this one is kept in exercises/earlier.",
    "same": "collected before.",
    "uncounted": "collected and kept, and not counted:",
}

Quiz = Annotated[str, typer.Argument(metavar="QUIZ", help="The quiz's name, as in exercises/quizzes/NAME.yml.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    for command in (release, collect, autograde, feedback, export):
        app.command()(command)


def release(
    quiz: Quiz,
    draw_again: Annotated[
        bool, typer.Option("--draw-again", help="Draw its questions from the bank anew, while nobody has handed in.")
    ] = False,
) -> None:
    """Make a quiz's notebook for learners; its page shows it after the next build."""
    from widerwindow.grading.setting import release

    out.print(f"The notebook for learners is {short(release.release(course_here(), quiz, draw_again=draw_again))}")


def collect(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE_OR_FOLDER...", help="What learners sent; zips too.")],
    worksheet: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="For Moodle's “Download all submissions”: its grading worksheet."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would happen, and change nothing.")] = False,
) -> None:
    """Take in what learners handed in. What cannot be taken in is kept aside and listed with its reason."""
    from widerwindow.grading.collecting.collect import collect as take_in

    with bar("Collecting") as move:
        progress = counted("Collecting", move)
        collected = take_in(course_here(), paths, progress, worksheet=worksheet, dry_run=dry_run)
    for each in collected:
        if each.outcome != "refused":
            why = each.reason and f"{each.reason}."
            line(f"{each.learner}: {_OUTCOMES[each.outcome]}", why, f"({each.name})", each.note)
    refused = [each for each in collected if each.outcome == "refused"]
    for each in refused:
        line(f"{each.name}: not collected.", each.reason, each.kept and f"Kept in {short(each.kept)}")
    out.print(f"{len(collected) - len(refused)} collected, {len(refused)} not.")
    if dry_run:
        out.print("This was a dry run: nothing has changed. Without --dry-run, the above happens.")
    if refused or not collected:
        raise typer.Exit(1)


def autograde(quiz: Quiz) -> None:
    """Mark what a machine can mark. Answers are read, never run."""
    from widerwindow.grading.marking.autograde import autograde as mark

    with bar("Marking") as move:
        marked = mark(course_here(), quiz, counted("Marking", move))
    for each in marked:
        line(f"{each.learner}: {each.said}")
        for question, reason in each.needs_review.items():
            if not each.unreadable:
                out.print(f"  needs a look: {question}: {reason}", markup=False)
    for late in (each.late for each in marked if each.late):
        taken = late.penalty and f"Points taken off: {plain(late.penalty)}."
        line(f"{late.learner}: late by {_length(late.by)}.", taken)
    unreadable = sum(each.unreadable is not None for each in marked)
    waiting = sum(bool(each.waits or each.needs_review) for each in marked)
    done = amount(len(marked) - unreadable, "hand-in marked", "hand-ins marked")
    out.print(f"{done}, {unreadable} not. {amount(waiting, 'waits', 'wait')} for you on the desk.")
    if unreadable:
        raise typer.Exit(1)


def feedback(quiz: Quiz) -> None:
    """Make a page of feedback for each learner."""
    from widerwindow.grading.giving_back.feedback import feedback as give_back

    with bar("Writing feedback") as move:
        given = give_back(course_here(), quiz, counted("Writing feedback", move))
    for each in given:
        waiting = each.waits and f"({amount(each.waits, 'answer still waits', 'answers still wait')} for you)"
        line(f"{each.learner}: {short(each.page) if each.page else 'no page.'}", waiting, each.reason)
    if not all(each.page for each in given):
        raise typer.Exit(1)


def export() -> None:
    """Write all grades and answers to files for a spreadsheet."""
    from widerwindow.grading.giving_back.export import export as write_grades

    course = course_here()
    count, files = write_grades(course, course.quizzes())
    out.print(f"{count} hand-ins are in {', '.join(str(short(file)) for file in files)}", markup=False)


def _length(time: timedelta) -> str:
    """Return the whole days and hours of `time`, as a person says them."""
    days, hours = time.days, time.seconds // 3600
    parts = [f"{count} {unit}{'s' * (count > 1)}" for count, unit in ((days, "day"), (hours, "hour")) if count]
    return " and ".join(parts) or "less than an hour"
