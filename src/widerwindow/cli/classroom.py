"""The commands for a quiz: release it, take in what comes, mark it, give it back."""

from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli.output import add_for_cohorts, bar, counted, course_here, line, short
from widerwindow.cli.writing import writes
from widerwindow.grading.formatting import plain
from widerwindow.messages import Messages

_say = Messages(__package__)

Quiz = Annotated[str, typer.Argument(metavar="QUIZ", help=_say("quiz"))]


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    add_for_cohorts(app, release, collect, autograde, feedback, export)


@writes
def release(
    quiz: Quiz,
    draw_again: Annotated[bool, typer.Option("--draw-again", help=_say("draw_again"))] = False,
) -> None:
    """Release a quiz."""
    from widerwindow.grading.setting import release

    line(_say("released", file=short(release.release(course_here(), quiz, draw_again=draw_again))))


@writes
def collect(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE_OR_FOLDER...", help=_say("paths"))],
    worksheet: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help=_say("worksheet")),
    ] = None,
    learner: Annotated[str | None, typer.Option(metavar="CODE", help=_say("all_of"))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_say("dry_run"))] = False,
) -> None:
    """Collect hand-ins, and say what became of each."""
    from widerwindow.grading.collecting.collect import collect as take_in

    with bar(_say("collecting")) as move:
        progress = counted(_say("collecting"), move)
        collected = take_in(course_here(), paths, progress, worksheet=worksheet, learner=learner, dry_run=dry_run)
    for each in collected:
        if each.outcome != "refused":
            about = {"learner": each.learner, "file": each.name, "reason": each.reason}
            line(_say(f"collected_{each.outcome}", **about), each.note, each.receipt)
    refused = [each for each in collected if each.outcome == "refused"]
    for each in refused:
        kept = each.kept and _say("kept", file=short(each.kept))
        line(_say("refused", file=each.name, reason=each.reason), kept)
    beside = sum(each.outcome == "beside" for each in collected)
    line(_say("collected", collected=len(collected) - len(refused) - beside, refused=len(refused)))
    if dry_run:
        line(_say("was_dry_run"))
    if refused or not collected:
        raise typer.Exit(1)


@writes
def autograde(quiz: Quiz) -> None:
    """Mark a quiz, and say how each hand-in did and what waits."""
    from widerwindow.grading.marking.autograde import autograde as mark
    from widerwindow.grading.notebook.released import has_other_rules

    course = course_here()
    with bar(_say("marking")) as move:
        marked = mark(course, quiz, counted(_say("marking"), move))
    for each in marked:
        line(_say("of_learner", learner=each.learner, what=each.said))
        for question, reason in each.needs_review.items():
            if not each.unreadable:
                line(f"  {_say('needs_review', question=question, reason=reason)}")
    for late in (each.late for each in marked if each.late):
        taken = late.penalty and _say("penalty", points=plain(late.penalty))
        line(_say("late", learner=late.learner, time=late.length), taken)
    no_time = [each.learner for each in marked if each.no_time]
    if no_time:
        line(_say("time_unknown", count=len(no_time), learners=no_time))
    waiting_for = course.extensions().waiting(quiz, [each.learner for each in marked])
    if waiting_for:
        line(_say("extended_and_waiting", learners=waiting_for))
    if has_other_rules(course, quiz):
        line(_say("rules_changed", quiz=quiz))
    unreadable = sum(each.unreadable is not None for each in marked)
    waiting = sum(bool(each.waits or each.needs_review) for each in marked)
    line(_say("marked", count=len(marked) - unreadable, unreadable=unreadable), _say("waiting", count=waiting))
    if unreadable:
        raise typer.Exit(1)


@writes
def feedback(quiz: Quiz) -> None:
    """Make the pages of feedback on a quiz, pack them for where hand-ins came from, and say where each is."""
    from widerwindow.grading.collecting.returning import pack
    from widerwindow.grading.giving_back.feedback import feedback as give_back

    course = course_here()
    with bar(_say("writing_feedback")) as move:
        given = give_back(course, quiz, counted(_say("writing_feedback"), move))
    for each in given:
        waiting = each.waits and _say("answers_wait", count=each.waits)
        page = _say("of_learner", learner=each.learner, what=short(each.page)) if each.page else None
        line(page or _say("no_page", learner=each.learner), waiting, each.reason)
    for said in pack(course, quiz, given).said(given):
        line(said)
    if not all(each.page for each in given):
        raise typer.Exit(1)


@writes
def export() -> None:
    """Export all grades and answers, and say where they are."""
    from widerwindow.grading.giving_back.export import export as write_grades

    course = course_here()
    count, files = write_grades(course, course.quizzes())
    line(_say("exported", count=count, files=map(short, files)))
