"""The command that makes files for other systems."""

from typing import Annotated, NoReturn

import typer

from widerwindow.cli.output import add_commands, bar, course_here, line, short
from widerwindow.cli.pages import built
from widerwindow.content.course import Course
from widerwindow.messages import Messages
from widerwindow.publish import parts
from widerwindow.publish.formats import FORMATS, IN_LARGE_PRINT
from widerwindow.publish.parts import Part

_say = Messages(__package__)


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add_commands(app, publish)


def publish(
    format_name: Annotated[str, typer.Argument(metavar="FORMAT", help=_say("publish_format", formats=FORMATS))],
    modules: Annotated[list[str] | None, typer.Argument(metavar="[MODULE]...", help=_say("publish_modules"))] = None,
    route: Annotated[str | None, typer.Option(metavar="ROUTE", help=_say("publish_route"))] = None,
    everything: Annotated[bool, typer.Option("--all", help=_say("publish_all"))] = False,
    large_print: Annotated[bool, typer.Option("--large-print", help=_say("publish_large_print"))] = False,
) -> None:
    """Make the files of one format, and say where they are."""
    from widerwindow.desk.built import site_for
    from widerwindow.publish.publishing import publish as write

    course = course_here()
    if format_name not in FORMATS:
        _refuse(_say("no_format", name=format_name, known=FORMATS))
    if large_print and format_name not in IN_LARGE_PRINT:
        _refuse(_say("no_large_print", name=format_name, known=IN_LARGE_PRINT))
    form = (IN_LARGE_PRINT if large_print else FORMATS)[format_name]
    wanted = _asked(course, modules or [], route, everything)
    site = site_for(course, form.needs_pages, built)
    with bar(_say("publishing")) as move:
        written = write(course, site, form, wanted, move)
    for file, made in written:
        kilobytes = max(1, round(len(made.content) / 1000))
        line(_say("published_answers" if made.has_answers else "published", file=short(file), kilobytes=kilobytes))
        for sentence in made.said:
            line(sentence)


def _asked(course: Course, modules: list[str], route: str | None, everything: bool) -> list[Part]:
    """Return the parts that are asked for, in one of three ways. Raises ContentError."""
    ways = [bool(modules), bool(route), everything]
    if sum(ways) > 1:
        _refuse(_say("publish_one_way"))
    if everything:
        return parts.of_course(course)
    if route:
        return parts.of_route(course, route)
    if not modules:
        _refuse(_say("publish_what", known=list(course.modules_by_name())))
    return parts.of_modules(course, modules)


def _refuse(said: str) -> NoReturn:
    line(said)
    raise typer.Exit(1)
