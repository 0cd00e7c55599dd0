"""The commands for the course's pages: show them, build them, look for mistakes in them."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from widerwindow.cli.output import add_commands, bar, course_here, line, lines, now_and_then, short, tell, told
from widerwindow.cli.writing import alone
from widerwindow.content import checker
from widerwindow.content.core.problems import ContentError, mistakes
from widerwindow.content.course import Course
from widerwindow.content.pages.page import Audience
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.messages import Messages

if TYPE_CHECKING:
    from widerwindow.site.building.build import Ended, Run
    from widerwindow.site.building.serve import Site

_say = Messages(__package__)


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    add_commands(app, serve, build, check)


def serve(
    port: Annotated[int, typer.Option(help=_say("port"))] = 8000,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help=_say("open_browser"))] = True,
) -> None:
    """Serve the course until it is stopped, and what an author saves meanwhile."""
    from widerwindow.grading.setting.release import not_handed_in
    from widerwindow.site.building import serve as server

    course = course_here()
    bound = server.bind(_built(course, not_handed_in(course)), port)
    bound.live = True
    if bound.server_port != port:
        line(_say("port_taken", port=port, other=bound.server_port))
    line(_say("course_at", address=server.address(bound)))
    line(_say("watching"))
    with suppress(KeyboardInterrupt, SystemExit), server.running(bound, open_browser):  # who serves ends when asked to
        _keep_up(course, bound.site)


def build(
    audience: Annotated[Audience, typer.Option("--for", help=_say("audience"))] = Audience.LEARNERS,
    offline: Annotated[bool, typer.Option("--offline", help=_say("offline"))] = False,
    notebooks: Annotated[bool, typer.Option("--notebooks", help=_say("notebooks"))] = False,
) -> None:
    """Build the pages, and say where they are."""
    from widerwindow.desk.built import refuse_unchecked_helplines
    from widerwindow.site.alone import offline as stick

    course = course_here()
    refuse_unchecked_helplines(course)
    folder = built(course, audience)
    line(_say("course_in", folder=folder))
    if offline:
        file = stick.pack(course, folder)
        line(_say("stick", file=short(file), kilobytes=round(file.stat().st_size / 1000)))
        line(_say("stick_next", file=stick.FIRST))
    if notebooks:
        _make_notebooks(course)


def _make_notebooks(course: Course) -> None:
    """Make the notebooks for students, always of the learners' pages, and say where they are."""
    from widerwindow.publish import parts, publishing
    from widerwindow.publish.formats import FORMATS
    from widerwindow.publish.notebooks.first import FIRST

    folder = built(course)
    with bar(_say("making_notebooks")) as move:
        found = publishing.publish(course, folder, FORMATS["notebooks"], parts.of_course(course)[-1:], move)
    for file, made in found:
        line(_say("notebooks_made", file=short(file), kilobytes=round(len(made.content) / 1000)))
    line(_say("notebooks_next", first=FIRST, known=list(course.modules_by_name())[-1]))


def check() -> None:
    """Check what authors write, and say what has to be mended."""
    course = course_here()
    with now_and_then(lambda: _say("checking", count=len(course.pages())), seconds=2):
        found = checker.problems(course, date.today())
    if not mistakes(found):
        line(_say("no_mistakes", count=len(course.pages())))
    tell(found)
    if mistakes(found):
        line(_say("looked_further"))
        raise typer.Exit(1)


def built(course: Course, audience: Audience = Audience.LEARNERS) -> Path:
    """Release what was never released, build what has changed, and return the site's folder.

    What was changed since it was released stays as learners have it, and is named.
    """
    from widerwindow.grading.setting import release

    folder = _built(course, release.never_released(course), audience)
    for quiz in release.stale(course):
        line(_say("not_released_again", quiz=course.quiz_as_written(quiz).title, name=quiz))
    return folder


def _built(course: Course, releasing: list[str], audience: Audience = Audience.LEARNERS) -> Path:
    """Release these, build what has changed, and return the site's folder."""
    from widerwindow.desk.built import built as builds
    from widerwindow.site.building import build as builder

    if not releasing and builder.is_fresh(course, audience):
        return builder.site(course, audience)
    with bar(_say("building")) as move:
        try:
            folder = builds(
                course, releasing, lambda what, done: move(_say("building_what", what=what), done), audience, alone
            )
            _warn_of_helplines(course)
            return folder
        except builder.BuildError as error:
            lines(str(error))
            raise typer.Exit(1) from None


def _keep_up(course: Course, site: "Site") -> None:
    """Show what the author saves, until the process is interrupted."""
    from widerwindow.desk.built import check as check_pages
    from widerwindow.grading.gradebook import connection
    from widerwindow.site.building import warm, watch

    with warm.Warm() as ready, ThreadPoolExecutor() as aside:
        aside.submit(connection.load)
        aside.submit(check_pages, course)  # what is read now need not be read when something is saved
        fault: str | None = None
        for _ in watch.edits(course):
            started = time.perf_counter()
            if fault is not None:
                site.tell(f"{_say('looking_again')}\n\n{fault}")
            fault = _shown_again(course, site, ready, aside)
            if fault is not None:
                lines(f"{fault}\n{_say('not_built')}")
                site.tell(fault)
            else:
                line(_say("built_again", seconds=f"{time.perf_counter() - started:.1f}"))


def _shown_again(course: Course, site: "Site", ready: "Run", aside: ThreadPoolExecutor) -> str | None:
    """Release and build what has changed, and show it; return what is wrong where it cannot be shown.

    A quiz with hand-ins is shown as learners have it.
    """
    from widerwindow.desk.built import check as check_pages
    from widerwindow.grading.setting import release
    from widerwindow.site.building import build as builder

    checked: Future[None] = Future()

    def run(arguments: list[str], tell: Callable[[str], None]) -> "Ended":
        nonlocal checked
        checked = aside.submit(
            check_pages, course
        )  # while another process builds, and not before: it would hold this one up
        return ready(arguments, tell)

    try:
        if releasing := release.not_handed_in(course):
            with alone(course, "serve"):
                for quiz in releasing:
                    release.release(course, quiz)
        site.show(builder.build(course, lambda *_: None, run, check=lambda: checked.result()))  # noqa: PLW0108 - there is another one by then
    except ContentError as error:
        return told(error.problems)
    except Trouble as trouble:
        return str(trouble)
    except builder.BuildError as error:
        faulty = checked.exception()
        return told(faulty.problems) if isinstance(faulty, ContentError) else str(error)
    except (OSError, UnicodeError) as error:  # files that are coming and going: the next change is looked at again
        return str(error)
    return None


def _warn_of_helplines(course: Course) -> None:
    for fault in course.organisation().expired(date.today()):
        line(fault.message, fault.hint)
