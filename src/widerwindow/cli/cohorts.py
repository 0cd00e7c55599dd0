"""The commands for cohorts: groups that take the course beside each other or one after the other."""

from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli.output import add_commands, course_here, line, short
from widerwindow.messages import Messages

_say = Messages(__package__)

Name = Annotated[str, typer.Argument(metavar="NAME", help=_say("cohort_name"))]


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`, under `cohorts`."""
    cohorts = typer.Typer(no_args_is_help=True, help=_say("cohorts_help"))
    add_commands(cohorts, list, start, archive, open, of="cohorts_")
    app.add_typer(cohorts, name="cohorts")


def list() -> None:
    """Say which cohorts there are, and which archives."""
    from widerwindow.grading.keeping import cohorts

    course = course_here()
    found = cohorts.cohorts(course)
    for each in found:
        line(_say("cohort_is", name=each.name, count=each.learners), each.is_archive and _say("is_archive"))
    line(_say("how_many_cohorts", count=len(found)))
    for over in cohorts.archives(course):
        line(_say("archive_is", file=short(over.file)))


def start(name: Name) -> None:
    """Start a cohort."""
    from widerwindow.grading.keeping import cohorts

    made = cohorts.start(course_here(), name)
    line(_say("cohort_started", name=made.cohort))


def archive(name: Name) -> None:
    """Make one file of a cohort that is over."""
    from widerwindow.grading.keeping import cohorts

    course = course_here().of_cohort(name)
    on_server = cohorts.is_on_server(course)
    file = cohorts.archive(course)
    line(_say("cohort_archived", name=name, file=short(file)), on_server and _say("server_keeps"))


def open(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_say("archive_meant"))],
) -> None:
    """Open an archive to read it."""
    from widerwindow.grading.keeping import cohorts

    opened = cohorts.open_(course_here(), file)
    line(_say("cohort_opened", name=opened.cohort))
