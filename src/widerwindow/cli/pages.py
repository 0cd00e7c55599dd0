"""The commands for the course's pages: show them, build them, look for mistakes in them."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli.output import bar, course_here, out, short
from widerwindow.cli.writing import alone
from widerwindow.content import checker
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import locate
from widerwindow.content.course import Course


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    for command in (serve, build, check):
        app.command()(command)


def serve(
    port: Annotated[int, typer.Option(help="The port to serve on; the next free one where it is taken.")] = 8000,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Build the course where needed, and show it in the browser."""
    from widerwindow.site import serve as server

    course = course_here()
    folder = _built(course)
    bound = server.bind(folder, port)
    if bound.server_port != port:
        out.print(f"Port {port} is in use by another program, so this is port {bound.server_port}.")
    out.print(f"The course is at {server.address(bound)}  (stop with Ctrl+C)")
    server.run(bound, open_browser)


def build(
    offline: Annotated[bool, typer.Option("--offline", help="Make one zip of them too, for a USB stick.")] = False,
) -> None:
    """Build the course's pages into _build/html."""
    from widerwindow.site import offline as stick

    course = course_here()
    stale = locate(course.organisation().unchecked(date.today()), course.root / "organisation.yml")
    if stale:
        raise ContentError(stale)
    folder = _built(course)
    out.print(f"The course is in {folder}")
    if offline:
        file = stick.pack(course, folder)
        out.print(f"For a USB stick: {short(file)} ({file.stat().st_size / 1000:.0f} kB).", markup=False)
        out.print(f"Unpack it on the stick, and open {stick.FIRST} there. It needs no network.", markup=False)


def check() -> None:
    """Look for mistakes in pages, scenarios, self-checks, worksheets, quizzes and helplines."""
    course = course_here()
    found = checker.problems(course, date.today())
    if found:
        raise ContentError(found)
    out.print(f"No mistakes found in {len(course.pages())} pages and what they show.")


def _built(course: Course) -> Path:
    """Release what is not released yet, build what has changed, and return the site's folder."""
    from widerwindow.grading.setting import release
    from widerwindow.site import build as builder

    stale = [quiz for quiz in course.quizzes() if not release.is_fresh(course, quiz)]
    if not stale and builder.is_fresh(course):
        return builder.site(course)
    found = checker.problems(course, date.min)  # no helpline is due on that day: a build tells of those, and goes on
    if found:
        raise ContentError(found)
    _warn_of_helplines(course)
    with bar("Building") as move:
        if stale:
            with alone(course, "build"):
                for quiz in stale:
                    move(f"Building: quiz {quiz}", 0.0)
                    release.release(course, quiz)
        try:
            return builder.build(course, lambda what, done: move(f"Building: {what}", done))
        except builder.BuildError as error:
            out.print(str(error), markup=False)
            raise typer.Exit(1) from None


def _warn_of_helplines(course: Course) -> None:
    for fault in course.organisation().expired(date.today()):
        out.print(f"{fault.message} {fault.hint}", markup=False)
